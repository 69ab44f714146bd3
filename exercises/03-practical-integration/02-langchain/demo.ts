import { ChatPromptTemplate } from '@langchain/core/prompts';
import type OpenAI from 'openai';
import { table } from '#kit/charts';
import { type LiveOrOffline, liveOrOffline } from '#kit/openai/live';
import {
  askPlain,
  buildChain,
  SdkChatModel,
  type SupportInput,
  systemTemplate,
} from './langchain.ts';

// Traces would leave the machine, and a demo has nothing to tell anybody.
for (const name of ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2']) process.env[name] = 'false';
for (const name of ['LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2']) process.env[name] = 'false';

const api = liveOrOffline();
const model = new SdkChatModel(api.client);
if (!api.offline) {
  console.log(`Live: the first two tables ask ${api.model}. The last one stays offline.\n`);
}

const input: SupportInput = {
  shop: 'Quill',
  history: [
    { role: 'user', content: 'My order number is 4711.' },
    { role: 'assistant', content: 'Thank you, I have noted that.' },
  ],
  question: 'What is my order number?',
};

const plainAnswer = await askPlain(api.client, input);
const plainMessages = newestMessages(api);
const chainAnswer = await buildChain(model).invoke(input);
const chainMessages = newestMessages(api);
console.log(
  table({
    title: 'One question, as the API received it from both pipelines',
    columns: ['role', 'content from askPlain', 'same from buildChain'],
    rows: plainMessages.map((message, at) => [
      message.role,
      shorten(message.content, 41),
      isEqual(message, chainMessages[at]) ? 'yes' : 'no',
    ]),
  }),
);
const answers = [plainAnswer, chainAnswer].map((text) => JSON.stringify(shorten(text, 30)));
console.log(`answers: ${answers.join(' and ')}`);

console.log();
const tea = 'Yes: black, green and white tea, in tins of 100 g.';
console.log(
  table({
    title: `${api.offline ? 'The same' : 'An'} answer through stream()`,
    columns: ['chain', 'pieces', 'the first one'],
    rows: [
      pieceRow('yours', await piecesOf(buildChain(model))),
      pieceRow(
        'with an await in the middle',
        await piecesOf(
          ChatPromptTemplate.fromMessages<SupportInput>([['human', '{question}']]).pipe(
            async (prompt) => (await model.invoke(prompt)).text,
          ),
        ),
      ),
    ],
  }),
);

console.log();
const situations: readonly { readonly name: string; readonly input: SupportInput }[] = [
  { name: 'plain words', input },
  { name: 'shop "A$&B"', input: { ...input, shop: 'A$&B' } },
  { name: 'a turn with {shop}', input: withTurn('My code is {shop}.') },
  { name: 'a turn with {"a": 1}', input: withTurn('I sent {"a": 1}.') },
];
const rows: string[][] = [];
for (const { name, input } of situations) {
  rows.push([
    name,
    await sentBy(input, (client) => askPlain(client, input)),
    await sentBy(input, (client) => buildChain(new SdkChatModel(client)).invoke(input)),
    await sentBy(input, (client) => nameAsText(client, input)),
    await sentBy(input, (client) => turnsAsTemplates(client, input)),
  ]);
}
console.log(
  table({
    title: 'Was it sent as it was typed?',
    columns: ['input', 'askPlain', 'buildChain', 'replaceAll(…)', 'turns as templates'],
    rows,
  }),
);

console.log(`
The answers would not have told you: a wrong name or a filled slot gets a polite
reply all the same, and a chain with an await gives the same text in the end.
Which of these columns would a test of yours have caught? And what in this demo
was shorter with LangChain than without it?`);

interface Sent {
  readonly role: string;
  readonly content: string;
}

/** The messages of the newest request, as far as they are text. */
function newestMessages({ chats }: Pick<LiveOrOffline, 'chats'>): Sent[] {
  const messages = chats().at(-1)?.messages ?? [];
  return messages.map(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  }));
}

function isEqual(one: Sent, other: Sent | undefined): boolean {
  return one.role === other?.role && one.content === other.content;
}

async function piecesOf(chain: {
  stream(input: SupportInput): Promise<AsyncIterable<string>>;
}): Promise<string[]> {
  api.offline?.reply(tea);
  const pieces: string[] = [];
  for await (const piece of await chain.stream({ ...input, history: [] })) pieces.push(piece);
  return pieces;
}

function pieceRow(name: string, pieces: readonly string[]): (string | number)[] {
  return [name, pieces.length, JSON.stringify(shorten(pieces[0] ?? '', 32))];
}

/** What became of the input on its way: sent as typed, changed, or not sent at all. */
async function sentBy(
  input: SupportInput,
  ask: (client: OpenAI) => Promise<string>,
): Promise<string> {
  const desk = liveOrOffline({ args: [] });
  desk.offline?.reply('Yes.');
  try {
    await ask(desk.client);
  } catch (error) {
    if (error instanceof Error && error.name === 'NotImplemented') throw error;
  }
  if (desk.requests().length === 0) return 'throws';
  const [system, ...others] = newestMessages(desk);
  const typed = [...input.history, { content: input.question }];
  const isNamed = system?.content === systemTemplate.split('{shop}').join(input.shop);
  const isTyped = typed.every(({ content }, at) => others[at]?.content === content);
  return isNamed && isTyped ? 'yes' : 'changed';
}

async function nameAsText(
  client: OpenAI,
  { shop, history, question }: SupportInput,
): Promise<string> {
  const content = systemTemplate.replaceAll('{shop}', shop);
  const messages = [
    { role: 'system' as const, content },
    ...history,
    { role: 'user' as const, content: question },
  ];
  const answer = await client.chat.completions.create({ model: 'gpt-4o-mini', messages });
  return answer.choices[0]?.message.content ?? '';
}

async function turnsAsTemplates(client: OpenAI, input: SupportInput): Promise<string> {
  const system = systemTemplate.replace(/\{(?!shop)/g, '{{').replace(/(?<!shop)\}/g, '}}');
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', system],
    ...input.history.map(({ role, content }): [typeof role, string] => [role, content]),
    ['human', '{question}'],
  ]);
  return (await prompt.pipe(new SdkChatModel(client)).invoke(input)).text;
}

function withTurn(content: string): SupportInput {
  return { ...input, history: [{ role: 'user', content }] };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
