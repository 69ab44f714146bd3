/**
 * Prints the same question asked of the offline model in two ways, four times over: what is left out
 * of a prompt shows in the answer.
 *
 *   npx tsx scripts/openai-pairs.ts
 */
import OpenAI from 'openai';
import { createOpenAI } from '../src/kit/openai/fetch.ts';

type Message = OpenAI.ChatCompletionMessageParam;

const { fetch } = createOpenAI();
const client = new OpenAI({ apiKey: 'offline', fetch });

const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });
const system = (content: string): Message => ({ role: 'system', content });

async function answer(messages: Message[], tools?: OpenAI.ChatCompletionTool[]): Promise<string> {
  const { choices } = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages,
    ...(tools && { tools }),
  });
  const message = choices[0]?.message;
  const calls = (message?.tool_calls ?? []).flatMap((call) =>
    call.type === 'function' ? [`calls ${call.function.name}(${call.function.arguments})`] : [],
  );
  return message?.content ?? calls.join(', ');
}

function show(title: string, rows: readonly (readonly [how: string, answer: string])[]): void {
  console.log(`${title}\n`);
  for (const [how, text] of rows) console.log(`  ${how.padEnd(24)}${text}`);
  console.log();
}

const question = 'How many days do I have to return a kettle?';
const context =
  'Context:\n[1] The shop opens at nine.\n[2] Kettles can be returned within 30 days.\n[3] Delivery takes two days.';
show(`Context: "${question}"`, [
  ['without context', await answer([user(question)])],
  [
    'with context',
    await answer([
      system('Answer from the context. Cite it.'),
      user(`${context}\n\nQuestion: ${question}`),
    ]),
  ],
]);

const rule = system('Classify the ticket as one of: wug, dax. Answer with the label only.');
const ticket = 'My blib is humming again';
const examples = [
  user('The zorp flickers'),
  assistant('wug'),
  user('The blib hums'),
  assistant('dax'),
];
const swapped = [
  user('The zorp flickers'),
  assistant('dax'),
  user('The blib hums'),
  assistant('wug'),
];
show(`Examples: "${ticket}"`, [
  [
    'without examples',
    `${await answer([rule, user(ticket)])} (a guess: the labels mean nothing to it)`,
  ],
  ['with two examples', await answer([rule, ...examples, user(ticket)])],
  ['… that say the opposite', await answer([rule, ...swapped, user(ticket)])],
]);

const stock: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'get_stock',
    description: 'Look up how many units of an article are in stock',
    parameters: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
  },
};
const wish = user('How many units of A-17 are in stock?');
const call: Message = {
  role: 'assistant',
  content: null,
  tool_calls: [
    {
      id: 'call_1',
      type: 'function',
      function: { name: 'get_stock', arguments: '{"sku":"A-17"}' },
    },
  ],
};
const result: Message = { role: 'tool', tool_call_id: 'call_1', content: '{"stock":12}' };
const refusal = await answer([wish, call], [stock]).catch((error: Error) => error.message);
show('A tool\'s result: "How many units of A-17 are in stock?"', [
  ['with the result', await answer([wish, call, result], [stock])],
  ['result dropped', refusal],
  [
    'call and result dropped',
    `${await answer([wish], [stock])} (again: it never heard of the first call)`,
  ],
]);

const introduction = [user('My name is Ada and I live in Kent.'), assistant('Nice to meet you.')];
show('An earlier turn: "Where do I live?"', [
  ['with the turn', await answer([...introduction, user('Where do I live?')])],
  ['turn dropped', await answer([user('Where do I live?')])],
]);
