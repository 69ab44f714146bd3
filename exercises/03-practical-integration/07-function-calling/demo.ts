import { z } from 'zod';
import { barChart, table } from '#kit/charts';
import { type Fault, fault } from '#kit/openai/fetch';
import { liveOrOffline } from '#kit/openai/live';
import {
  executeToolCall,
  type Message,
  type Tool,
  type ToolCall,
  toOpenAITool,
  toolLoop,
} from './function-calling.ts';

const inStock = new Map([
  ['A1', 14],
  ['B2', 3],
]);

const tools = [
  tool({
    name: 'get_stock',
    description: 'Counts the pieces of a product that are in stock',
    parameters: z.object({ sku: z.string().describe('The product code, such as A1') }),
    run: async ({ sku }) => ({ sku, stock: inStock.get(sku) ?? null }),
  }),
  tool({
    name: 'reserve',
    description: 'Reserves pieces of a product for the customer',
    parameters: z.object({
      sku: z.string().describe('The product code, such as A1'),
      quantity: z.int().min(1).max(20).describe('How many pieces'),
    }),
    run: async ({ sku, quantity }) => {
      const stock = inStock.get(sku) ?? 0;
      if (quantity > stock) throw new Error(`Only ${stock} pieces of ${sku} are in stock.`);
      return { sku, reserved: quantity };
    },
  }),
];

const { model, offline } = liveOrOffline();
if (!offline) {
  console.log(`Live: ${model} plays scenes 1 and 3. Scene 2, a fault, stays offline.\n`);
}

console.log('What the model is told of get_stock');
for (const line of wrapped(JSON.stringify(tools.slice(0, 1).map(toOpenAITool)[0]), 76)) {
  console.log(`  ${line}`);
}

const scenes = [
  await play('1  Two calls in one message', 'How many pieces of A1 and B2 are in stock?'),
  await play('2  A call that is not JSON', 'Reserve 3 pieces of A1.', fault.invalidArguments()),
  await play('3  A tool that throws', 'Reserve 5 pieces of B2.'),
];

for (const { title, rows } of scenes) {
  console.log();
  console.log(
    table({ title, columns: ['request', 'from', 'what'], rows, align: ['right', 'left', 'left'] }),
  );
}

console.log();
console.log(
  barChart({
    title: 'Tokens of prompt that each request was charged for',
    bars: scenes.flatMap(({ title, prompts }) =>
      prompts.map((value, at) => ({ label: `scene ${title[0]}, request ${at + 1}`, value })),
    ),
  }),
);

console.log(`
In scene 2 the model corrected its own call. What did it need to read for that,
and what would it do with "something went wrong"? And whose words does the
customer read in the last lines of scenes 2 and 3? Would you want that for an
error of your database?`);

/** Lets TypeScript see that `run` fits `parameters`. */
function tool<Parameters extends z.ZodObject>(given: Tool<Parameters>): Tool {
  return given;
}

/** Has one question answered, and gives the conversation as the API saw it. */
async function play(title: string, question: string, ...faults: readonly Fault[]) {
  const api = faults.length === 0 ? liveOrOffline() : liveOrOffline({ args: [] });
  api.offline?.next(...faults);
  const answer = await toolLoop(api.client, {
    model: api.model,
    messages: [{ role: 'user', content: question }],
    tools: tools.map(toOpenAITool),
    execute: (call: ToolCall) => executeToolCall(call, tools),
    maxTurns: 5,
  }).catch((error: unknown) => {
    // What a live model makes of the tools is a result, also when the loop has to end it.
    const isEnd = error instanceof Error && /maxTurns|refused|incomplete/.test(error.message);
    if (api.offline || !isEnd) throw error;
    return `(${error.message})`;
  });

  const sent: readonly Message[] = api.chats().at(-1)?.messages ?? [];
  let request = 1;
  const rows = [...sent, { role: 'assistant' as const, content: answer }].flatMap((message) => {
    const from = message.role === 'assistant' ? 'model' : message.role;
    const number = message.role === 'assistant' ? request++ : '';
    return linesOf(message).flatMap((text, line) =>
      wrapped(text, 60).map((part, at) =>
        line + at === 0 ? [number, from, part] : ['', '', part],
      ),
    );
  });
  return { title, rows, prompts: api.requests().map(({ usage }) => usage?.prompt ?? 0) };
}

function linesOf(message: Message): readonly string[] {
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  const called = calls.map((call) =>
    call.type === 'function' ? `calls ${call.function.name} ${call.function.arguments}` : '',
  );
  return [...(typeof message.content === 'string' ? [message.content] : []), ...called]
    .map((text) => text.replace(/\s+/g, ' '))
    .filter((text) => text !== '');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const space = rest.length <= width ? width : rest.lastIndexOf(' ', width);
    const end = space > width / 2 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}
