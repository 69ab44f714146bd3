import { lineChart, table } from '#kit/charts';
import type { Prompt, ScriptedReply } from '#kit/openai/fetch';
import { liveOrOffline } from '#kit/openai/live';
import {
  type AgentOptions,
  detectLoop,
  executeToolCall,
  guardSideEffects,
  type Run,
  runAgent,
  type Toolbox,
} from './agents.ts';

const goal = 'If there are fewer than 10 of A1, order 8.';
const sku = { type: 'string' };
const quantity = { type: 'integer' };
const tools = [
  { name: 'get_stock', description: 'How many of an article are in stock.', takes: { sku } },
  {
    name: 'create_order',
    description: 'Order an article from the supplier.',
    takes: { sku, quantity },
  },
];

const { model, offline } = liveOrOffline();
if (!offline) {
  console.log(`Live: ${model} is at the order desk. The dead sensor's part stays offline.\n`);
}

const first = supplier({ answersLost: 1 });
const plain = await run(first.tools);
console.log(
  table({
    title: `"${goal}"`,
    columns: ['step', 'tokens', 'the model asks for', 'and reads'],
    rows: rowsOf(plain),
  }),
);
console.log(
  `\nOrders at the supplier, who took the first one and was slow to say so: ${first.orders()}`,
);
if (!offline) console.log(`The model's last words: ${plain.answer ?? plain.stopped}`);

const steps = 20;
const deadSensor: Toolbox = {
  get_stock: {
    sideEffect: false,
    run: async () => {
      throw new Error('The sensor in row 7 does not answer.');
    },
  },
};
const endless = await run(deadSensor, { maxSteps: steps }, []);
console.log();
console.log(
  lineChart({
    title: `A dead sensor: tokens over ${steps} steps`,
    series: [
      { name: 'all steps so far', points: cumulated(endless) },
      { name: 'this step', points: endless.steps.map(({ tokens }, i) => [i + 1, tokens] as const) },
    ],
    xLabel: 'step',
    height: 10,
  }),
);

const limits: readonly (readonly [string, Partial<AgentOptions>])[] = [
  [`maxSteps: ${steps}`, { maxSteps: steps }],
  ['maxSteps: 10', { maxSteps: 10 }],
  ['tokenBudget: 1000', { tokenBudget: 1_000 }],
  ['isStuck: detectLoop', { isStuck: (done) => detectLoop(done) }],
];
console.log();
const ends = [];
for (const [limit, options] of limits) {
  const { stopped, steps, tokens } = await run(deadSensor, { maxSteps: 50, ...options }, []);
  ends.push([limit, stopped, steps.length, tokens]);
}
console.log(
  table({
    title: 'What ends such a run',
    columns: ['limit', 'stopped', 'steps', 'tokens'],
    rows: ends,
  }),
);

console.log();
const outcomes = [];
for (const [name, approve] of [
  ['guarded, you say yes', true],
  ['guarded, you say no', false],
] as const) {
  const shop = supplier({ answersLost: 1 });
  let asked = 0;
  const tools = guardSideEffects(shop.tools, {
    runId: 'run-1',
    approve: async () => {
      asked += 1;
      return approve;
    },
  });
  const { answer } = await run(tools);
  outcomes.push([name, asked, shop.requests(), shop.orders(), shorten(answer ?? '', 30)]);
}
console.log(
  table({
    title: 'The first run again, behind a guard',
    columns: ['', 'asked', 'requests', 'orders', 'answer'],
    rows: [
      ['unguarded', 0, first.requests(), first.orders(), shorten(plain.answer ?? '', 30)],
      ...outcomes,
    ],
  }),
);

console.log(
  offline
    ? `
The first trace ends like a success, and 16 pieces will come. Where was the
second order placed, and could the model have known? Behind the guard, the
supplier sees as many requests and half the orders: what in them tells it so?`
    : `
A time-out does not say whether the order was placed. Did the model try again, or
tell its user? Another run may decide otherwise. Behind the guard, what in the
requests keeps a second try from becoming a second order?`,
);

/** Runs an agent against a model that reads what the tools returned: a scripted one, or a live one. */
async function run(
  toolbox: Toolbox,
  limits: Partial<AgentOptions> = {},
  args: readonly string[] = process.argv,
): Promise<Run> {
  const { client, model, offline } = liveOrOffline({ args });
  offline?.script(decide);
  return await runAgent(
    {
      client,
      model,
      instructions: 'You are the order desk of a garden shop.',
      definitions: offline ? tools.map(untyped) : tools.map(typed),
      execute: (call) => executeToolCall(call, toolbox),
      maxSteps: 10,
      tokenBudget: 100_000,
      ...limits,
    },
    goal,
  );
}

/** The scripted model knows by heart what a tool takes. */
function untyped({ name, description }: (typeof tools)[number]) {
  return { type: 'function' as const, function: { name, description } };
}

function typed({ name, description, takes }: (typeof tools)[number]) {
  const parameters = { type: 'object', properties: takes, required: Object.keys(takes) };
  return { type: 'function' as const, function: { name, description, parameters } };
}

/** The scripted model: it looks, orders if there are few, and repeats what failed unless declined. */
function decide({ messages }: Prompt): ScriptedReply {
  const last = messages.findLast(({ role }) => role === 'tool')?.text ?? '';
  const asked = messages.flatMap(({ toolCalls }) => toolCalls).at(-1)?.name;
  if (/declined/.test(last)) return 'Nothing was ordered.';
  const order = /"order":(?<id>\d+)/.exec(last)?.groups?.id;
  if (order !== undefined) return `Order ${order} is placed.`;
  const stock = Number(/"stock":(?<stock>\d+)/.exec(last)?.groups?.stock ?? Number.NaN);
  if (stock >= 10) return `${stock} are left, which is enough.`;
  return stock < 10 || asked === 'create_order'
    ? { toolCalls: [{ name: 'create_order', arguments: { sku: 'A1', quantity: 8 } }] }
    : { toolCalls: [{ name: 'get_stock', arguments: { sku: 'A1' } }] };
}

/** A supplier that takes no order twice under one key, and whose first answers get lost. */
function supplier({ answersLost }: { readonly answersLost: number }) {
  const orders: { readonly id: number; readonly key: string | undefined }[] = [];
  let requests = 0;
  const tools: Toolbox = {
    get_stock: { sideEffect: false, run: async ({ sku }) => ({ sku, stock: 2 }) },
    create_order: {
      sideEffect: true,
      run: async (_args, key) => {
        requests += 1;
        const known = orders.find((order) => key !== undefined && order.key === key);
        const order = known ?? { id: 17 + orders.length, key };
        if (known === undefined) orders.push(order);
        if (requests <= answersLost) throw new Error('timed out');
        return { order: order.id };
      },
    },
  };
  return { tools, requests: () => requests, orders: () => orders.length };
}

function rowsOf({ steps, answer }: Run): (string | number)[][] {
  return steps.flatMap(({ calls, tokens }, index) =>
    calls.length === 0
      ? [[`${index + 1}`, tokens, `"${shorten(answer ?? '', 36)}"`, '']]
      : calls.map(({ name, arguments: args, observation }, place) => [
          place === 0 ? `${index + 1}` : '',
          place === 0 ? tokens : '',
          shorten(`${name} ${args}`, 38),
          shorten(observation, 24),
        ]),
  );
}

function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

function cumulated({ steps }: Run): [number, number][] {
  let sum = 0;
  return steps.map(({ tokens }, index) => {
    sum += tokens;
    return [index + 1, sum];
  });
}
