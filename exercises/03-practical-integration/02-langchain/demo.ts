import { ChatPromptTemplate } from '@langchain/core/prompts';
import OpenAI from 'openai';
import { table } from '#kit/charts';
import { createOpenAI } from '#kit/openai/fetch';
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

const api = createOpenAI();
const client = new OpenAI({ apiKey: 'offline', fetch: api.fetch });
const model = new SdkChatModel(client);

const input: SupportInput = {
  shop: 'Quill',
  history: [
    { role: 'user', content: 'My order number is 4711.' },
    { role: 'assistant', content: 'Thank you, I have noted that.' },
  ],
  question: 'What is my order number?',
};

const plainAnswer = await askPlain(client, input);
const plainMessages = newestMessages();
const chainAnswer = await buildChain(model).invoke(input);
const chainMessages = newestMessages();
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
console.log(`answers: ${JSON.stringify(plainAnswer)} and ${JSON.stringify(chainAnswer)}`);

console.log();
const tea = 'Yes: black, green and white tea, in tins of 100 g.';
console.log(
  table({
    title: 'The same answer through stream()',
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
    await sentBy(input, () => askPlain(client, input)),
    await sentBy(input, () => buildChain(model).invoke(input)),
    await sentBy(input, () => nameAsText(input)),
    await sentBy(input, () => turnsAsTemplates(input)),
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
function newestMessages(): Sent[] {
  const messages = api.sent('chat.completions.create').at(-1)?.messages ?? [];
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
  api.reply(tea);
  const pieces: string[] = [];
  for await (const piece of await chain.stream({ ...input, history: [] })) pieces.push(piece);
  return pieces;
}

function pieceRow(name: string, pieces: readonly string[]): (string | number)[] {
  return [name, pieces.length, JSON.stringify(shorten(pieces[0] ?? '', 32))];
}

/** What became of the input on its way: sent as typed, changed, or not sent at all. */
async function sentBy(input: SupportInput, ask: () => Promise<string>): Promise<string> {
  const before = api.requests.length;
  api.reply('Yes.');
  try {
    await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'NotImplemented') throw error;
  }
  if (api.requests.length === before) {
    // The answer that nobody fetched must not wait for the next question.
    await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: '-' }],
    });
    return 'throws';
  }
  const [system, ...others] = newestMessages();
  const typed = [...input.history, { content: input.question }];
  const isNamed = system?.content === systemTemplate.split('{shop}').join(input.shop);
  const isTyped = typed.every(({ content }, at) => others[at]?.content === content);
  return isNamed && isTyped ? 'yes' : 'changed';
}

async function nameAsText({ shop, history, question }: SupportInput): Promise<string> {
  const content = systemTemplate.replaceAll('{shop}', shop);
  const messages = [
    { role: 'system' as const, content },
    ...history,
    { role: 'user' as const, content: question },
  ];
  const answer = await client.chat.completions.create({ model: 'gpt-4o-mini', messages });
  return answer.choices[0]?.message.content ?? '';
}

async function turnsAsTemplates(input: SupportInput): Promise<string> {
  const system = systemTemplate.replace(/\{(?!shop)/g, '{{').replace(/(?<!shop)\}/g, '}}');
  const prompt = ChatPromptTemplate.fromMessages([
    ['system', system],
    ...input.history.map(({ role, content }): [typeof role, string] => [role, content]),
    ['human', '{question}'],
  ]);
  return (await prompt.pipe(model).invoke(input)).text;
}

function withTurn(content: string): SupportInput {
  return { ...input, history: [{ role: 'user', content }] };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
