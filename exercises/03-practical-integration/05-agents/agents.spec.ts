import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { expectError, expectRejection } from '#kit/expect-error';
import { fault, type Prompt, type ScriptedReply, setupOpenAI } from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  type Action,
  type AgentOptions,
  type Arguments,
  detectLoop,
  executeToolCall,
  guardSideEffects,
  runAgent,
  type Step,
  type Tool,
  type ToolCall,
} from './agents.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline', maxRetries: 0 });

const instructions = 'You are the order desk of a garden shop. Use the tools.';
const definitions = [
  define('get_stock', 'Look up how many of an article are in stock.', ['sku']),
  define('create_order', 'Order an article from the supplier.', ['sku', 'quantity']),
];

describe('executeToolCall', () => {
  it('gives what the tool returned, as JSON', async () => {
    const got = await outcomeOf(() => executeToolCall(callOf('get_stock', '{"sku":"A1"}'), desk()));
    expect(got, 'get_stock was called with the sku A1 and returned its stock, 12').toEqual({
      sku: 'A1',
      stock: 12,
    });
  });

  it('hands over the arguments that the model wrote', async () => {
    const someArguments = fc.dictionary(
      fc.constantFrom('sku', 'quantity', 'note', 'tags'),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()), fc.constant(null)),
    );
    const echo = tool(async (args) => ({ received: args }));
    await fc.assert(
      fc.asyncProperty(someArguments, async (args) => {
        const call = callOf('echo', JSON.stringify(args));
        expect(
          await outcomeOf(() => executeToolCall(call, { echo })),
          `The model wrote the arguments ${call.arguments}, and this is what the tool received`,
        ).toEqual({ received: JSON.parse(call.arguments) });
      }),
    );
  });

  it('gives null for a tool that returns nothing', async () => {
    const silent = tool(async () => undefined);
    const text = await executeToolCall(callOf('silent', '{}'), { silent });
    expect(text, 'The tool returned undefined, and a tool message needs text').toBe('null');
  });

  it('lets the model read why a tool failed', async () => {
    const failing = tool(async () => {
      throw new Error('Warehouse 7 does not answer');
    });
    const got = await outcomeOf(() => executeToolCall(callOf('failing', '{}'), { failing }));
    expect(
      got,
      'The tool threw "Warehouse 7 does not answer", and the model has to decide what to do now',
    ).toEqual({ error: 'Warehouse 7 does not answer' });
  });

  it('does so for a tool that throws before it has a promise to give', async () => {
    const failing = tool(() => {
      throw new Error('sku 999 is not ours');
    });
    const got = await outcomeOf(() => executeToolCall(callOf('failing', '{}'), { failing }));
    expect(got, 'The tool is no async function and threw "sku 999 is not ours"').toEqual({
      error: 'sku 999 is not ours',
    });
  });

  it('names the tools that exist when the model invents one', async () => {
    const got = await outcomeOf(() => executeToolCall(callOf('get_stok', '{"sku":"A1"}'), desk()));
    expect(
      mentioned(got, ['get_stok', 'get_stock', 'create_order']),
      'The model called get_stok; its error should name that, and get_stock and create_order',
    ).toEqual(['get_stok', 'get_stock', 'create_order']);
  });

  it('takes nothing for a tool that is not in the toolbox', async () => {
    const names = ['constructor', 'toString', 'valueOf', 'hasOwnProperty'];
    const unknown = [];
    for (const name of names) {
      const got = await outcomeOf(() => executeToolCall(callOf(name, '{}'), desk()));
      if (mentioned(got, [name, 'get_stock']).length === 2) unknown.push(name);
    }
    expect(
      unknown,
      'The model called four names that every object in JavaScript inherits; each is an unknown tool',
    ).toEqual(names);
  });

  it('tells the model that its arguments are not JSON', async () => {
    const { toolbox, ran } = counted();
    const broken = callOf('create_order', "{'sku': 'A1',}");
    const got = await outcomeOf(() => executeToolCall(broken, toolbox));
    expect(
      { mentions: mentioned(got, ['arguments']), ran: ran() },
      "The model wrote {'sku': 'A1',}, which is not JSON: the error should say so, and nothing be run",
    ).toEqual({ mentions: ['arguments'], ran: 0 });
  });

  it('refuses arguments that are JSON and no object', async () => {
    const refused = [];
    const texts = ['null', '[]', '"A1"', '7', ''];
    for (const text of texts) {
      const { toolbox, ran } = counted();
      const got = await outcomeOf(() => executeToolCall(callOf('create_order', text), toolbox));
      if (mentioned(got, ['arguments']).length === 1 && ran() === 0) refused.push(text);
    }
    expect(refused, 'Each of these came as the arguments of a call').toEqual(texts);
  });
});

describe('runAgent', () => {
  it('gives the answer of a model that needs no tool', async () => {
    api.reply('We open at 8.');
    const got = await summaryOf({}, 'When do you open?');
    expect(got, 'The model answered "We open at 8." and asked for nothing').toEqual({
      stopped: 'answered',
      answer: 'We open at 8.',
      steps: 1,
    });
  });

  it('sends the instructions and the goal', async () => {
    api.reply('Hello.');
    await runAgent(options({ instructions: 'Speak like a gardener.' }), 'How are the A77?');
    expect(
      shapeOf(sent(0)),
      'The first request should hold the instructions as system message, and the goal as user message',
    ).toEqual(['system: Speak like a gardener.', 'user: How are the A77?']);
  });

  it('lets the model read the result of its call before it answers', async () => {
    const random = seededRandom(35);
    for (let trial = 0; trial < 2; trial += 1) {
      api.reset();
      api.script(({ messages }) => {
        const said = messages.filter(({ role }) => role === 'user').length;
        const blind = `I was shown no stock, and the user spoke ${said} times.`;
        return stockAnswer(messages) ?? (api.requests.length < 9 ? askFor('A1') : blind);
      });
      const stock = 100 + Math.floor(random() * 900);
      const got = await summaryOf({ execute: async () => `{"sku":"A1","stock":${stock}}` });
      expect(
        got,
        `The tool returned a stock of ${stock}, and the model repeats what it read`,
      ).toEqual({ stopped: 'answered', answer: `Stock: ${stock}.`, steps: 2 });
    }
  });

  it('shows the model its own calls, and each result under the id of its call', async () => {
    api.reply(askFor('A1', 'B2'), 'Done.');
    await summaryOf({ execute: async (call) => `result of ${call.id}` });
    expect(
      shapeOf(sent(1)).slice(2),
      'The model made the calls call_A1 and call_B2. The second request should go on with its message and the two results',
    ).toEqual([
      'assistant: calls call_A1 and call_B2',
      'tool for call_A1: result of call_A1',
      'tool for call_B2: result of call_B2',
    ]);
  });

  it('answers every call that the model makes in one step', async () => {
    api.reply(askFor('A1', 'B2', 'C3'), 'Done.');
    const executed: string[] = [];
    const got = await summaryOf({
      execute: async ({ id }) => {
        executed.push(id);
        return '{"stock":5}';
      },
    });
    expect(
      { ...got, executed: executed.toSorted() },
      'The model made three calls in one message; the API refuses a request that leaves one open',
    ).toEqual({
      stopped: 'answered',
      answer: 'Done.',
      steps: 2,
      executed: ['call_A1', 'call_B2', 'call_C3'],
    });
  });

  it('keeps what was read in all the steps before', async () => {
    api.reply(askFor('A1'), askFor('B2'), askFor('C3'));
    api.script(({ messages }) => {
      const stocks = messages.filter(({ role }) => role === 'tool').map(({ text }) => Number(text));
      const said = messages.filter(({ role }) => role === 'user').length;
      const sum = stocks.reduce((total, stock) => total + stock, 0);
      return `Results: ${stocks.length}, together ${sum}. Messages of the user: ${said}.`;
    });
    const stocks = new Map([
      ['call_A1', '100'],
      ['call_B2', '20'],
      ['call_C3', '3'],
    ]);
    const got = await summaryOf({ execute: async ({ id }) => stocks.get(id) ?? '0' });
    expect(
      got,
      'Three steps read the stocks 100, 20 and 3, and the model tells what the fourth request shows it',
    ).toEqual({
      stopped: 'answered',
      answer: 'Results: 3, together 123. Messages of the user: 1.',
      steps: 4,
    });
  });

  it('gives a trace of every step', async () => {
    api.reply(askFor('A1', 'B2'), 'Done.');
    const run = await runAgent(options({ execute: async ({ id }) => `got ${id}` }), 'Go');
    expect(
      run.steps.map(({ calls }) => calls),
      'The first step has two calls with their observations, the second is the answer and has none',
    ).toEqual([
      [
        { ...callOf('get_stock', '{"sku": "A1"}', 'call_A1'), observation: 'got call_A1' },
        { ...callOf('get_stock', '{"sku": "B2"}', 'call_B2'), observation: 'got call_B2' },
      ],
      [],
    ]);
  });

  it('stops after maxSteps replies of the model', async () => {
    untilRequest(9);
    const got = await summaryOf({ maxSteps: 4 });
    expect(
      { ...got, requests: api.requests.length },
      'The model asks for one call after the other, and maxSteps is 4',
    ).toEqual({ stopped: 'maxSteps', answer: null, steps: 4, requests: 4 });
  });

  it('counts replies as steps, not calls', async () => {
    api.reply(askFor('A1', 'B2', 'C3'), askFor('D4', 'E5'), 'Five looked up.');
    const got = await summaryOf({ maxSteps: 3 });
    expect(got, 'Three replies with 3, 2 and 0 calls are three steps, and maxSteps is 3').toEqual({
      stopped: 'answered',
      answer: 'Five looked up.',
      steps: 3,
    });
  });

  it('adds up the tokens of all steps', async () => {
    untilRequest(4);
    const run = await runAgent(options({}), 'Keep looking');
    // The conversation is sent anew with each step, and grows by the same amount: an arithmetic series.
    const [first, second] = used().map(({ prompt }) => prompt);
    const growth = (second ?? 0) - (first ?? 0);
    const prompts = 4 * (first ?? 0) + (growth * 4 * 3) / 2;
    const completions = used().reduce((sum, { completion }) => sum + completion, 0);
    expect(
      { all: run.tokens, byStep: run.steps.map(({ tokens }) => tokens) },
      `Four requests: ${first} tokens were sent with the first, ${growth} more with each further one, and the replies have ${completions}`,
    ).toEqual({
      all: prompts + completions,
      byStep: used().map(({ prompt, completion }) => prompt + completion),
    });
  });

  it('makes no request once the token budget is used up', async () => {
    untilRequest(9);
    await runAgent(options({ maxSteps: 2 }), 'Keep looking');
    const two = used().reduce((sum, { prompt, completion }) => sum + prompt + completion, 0);
    const requests = async (tokenBudget: number) => {
      api.reset();
      untilRequest(9);
      const { stopped } = await runAgent(options({ tokenBudget }), 'Keep looking');
      return { stopped, requests: api.requests.length };
    };
    expect(
      { reached: await requests(two), oneMore: await requests(two + 1) },
      `Two steps use ${two} tokens. With a budget of ${two} they are the last, with ${two + 1} there is a third`,
    ).toEqual({
      reached: { stopped: 'tokenBudget', requests: 2 },
      oneMore: { stopped: 'tokenBudget', requests: 3 },
    });
  });

  it('gives an answer also when it is what uses up the budget', async () => {
    api.reply('We open at 8.');
    const got = await summaryOf({ tokenBudget: 1, maxSteps: 1 }, 'When do you open?');
    expect(got, 'maxSteps and tokenBudget are 1, and the first reply is the answer').toEqual({
      stopped: 'answered',
      answer: 'We open at 8.',
      steps: 1,
    });
  });

  it('stops when it is told that the run is stuck', async () => {
    untilRequest(9);
    const seen: string[] = [];
    const got = await summaryOf({
      isStuck: (steps) => {
        seen.push(steps.map(({ calls }) => calls.length).join('+'));
        return steps.length === 2;
      },
    });
    expect(
      { ...got, seen },
      'isStuck is asked after every step with calls, with all steps so far, and says yes after the second',
    ).toEqual({ stopped: 'stuck', answer: null, steps: 2, seen: ['1', '1+1'] });
  });

  it('calls a refused or cut-off answer incomplete', async () => {
    const executed: string[] = [];
    const execute = async ({ id }: ToolCall) => {
      executed.push(id);
      return '{}';
    };
    api.reply({ refusal: 'I cannot help with that.' });
    const refused = await summaryOf({ execute });
    api.next(fault.truncated());
    api.reply(askFor('A1'));
    const cut = await summaryOf({ execute });
    expect(
      { refused: refused.stopped, cut: cut.stopped, executed },
      'The first run was refused; in the second the token limit fell into the arguments of a call',
    ).toEqual({ refused: 'incomplete', cut: 'incomplete', executed: [] });
  });

  it('gets along with a model that reads and decides by itself', async () => {
    const random = seededRandom(5);
    const [a, b] = [random, random].map((next) => 100 + Math.floor(next() * 900));
    const stocks = new Map([
      ['A731', a],
      ['B204', b],
    ]);
    const execute = async (call: ToolCall) => {
      const { sku } = JSON.parse(call.arguments);
      return JSON.stringify({ sku, stock: stocks.get(sku) ?? 0 });
    };
    const run = await runAgent(options({ execute }), 'How many of A731 and B204 are in stock?');
    expect(
      mentioned(run.answer, ['A731', `${a}`, 'B204', `${b}`]),
      `The offline model looked up A731 (${a}) and B204 (${b}), and answered "${run.answer}"`,
    ).toEqual(['A731', `${a}`, 'B204', `${b}`]);
  });

  it('rejects with the error of the API', async () => {
    api.next(fault.unauthorized());
    await expectRejection(() => runAgent(options({}), 'Hello'), OpenAI.AuthenticationError, '401');
  });

  it('refuses a maxSteps that would never be reached', async () => {
    for (const maxSteps of [0, -1, 2.5, Number.NaN]) {
      await expectRejection(() => runAgent(options({ maxSteps }), 'Go'), RangeError, 'maxSteps');
    }
  });
});

describe('detectLoop', () => {
  it('notices the same call with the same result in three steps', () => {
    const look = { name: 'get_stock', args: '{"sku":"A1"}', got: '{"stock":0}' };
    expect(
      noticedAfter([[look], [look], [look], [look]]),
      'Four steps ask for the stock of A1, and read 0 each time; every call has an id of its own',
    ).toBe('step 3');
  });

  it('lets different calls pass', () => {
    const steps = ['A1', 'B2', 'C3', 'D4'].map((sku) => [
      { name: 'get_stock', args: `{"sku":"${sku}"}`, got: '{"stock":0}' },
    ]);
    expect(noticedAfter(steps), 'Four steps look up four articles, all with a stock of 0').toBe(
      'never',
    );
  });

  it('lets the same call pass as long as its result changes', () => {
    const steps = ['packed', 'loaded', 'on the road', 'delivered'].map((status) => [
      { name: 'track', args: '{"order":7}', got: JSON.stringify({ status }) },
    ]);
    expect(
      noticedAfter(steps),
      'Four steps ask about order 7, which is packed, loaded, on the road, delivered: the world moves',
    ).toBe('never');
  });

  it('notices two calls that take turns', () => {
    const stock = { name: 'get_stock', args: '{"sku":"A1"}', got: '0' };
    const offers = { name: 'find_supplier', args: '{"sku":"A1"}', got: 'none' };
    expect(
      noticedAfter([[stock], [offers], [stock], [offers], [stock], [offers]]),
      'Six steps: stock, supplier, stock, supplier, stock, supplier, always with the same results',
    ).toBe('step 5');
  });

  it('sees through spaces and the order of keys', () => {
    const texts = [
      '{"sku":"A1","at":{"shelf":1,"row":2}}',
      '{ "at": { "row": 2, "shelf": 1 }, "sku": "A1" }',
      '{"sku": "A1", "at": {"row": 2, "shelf": 1}}',
    ];
    expect(
      noticedAfter(texts.map((args) => [{ name: 'get_stock', args, got: '0' }])),
      'Three steps write the same arguments with other spaces and another order of keys',
    ).toBe('step 3');
  });

  it('counts twins in one step once', () => {
    const twin = { name: 'get_stock', args: '{"sku":"A1"}', got: '0' };
    expect(
      noticedAfter([
        [twin, twin],
        [twin, twin],
      ]),
      'Two steps with two equal calls each: the call occurs in two steps, and the limit is three',
    ).toBe('never');
  });

  it('copes with arguments that are not JSON', () => {
    const broken = { name: 'get_stock', args: '{"sku":', got: '{"error":"The arguments …"}' };
    expect(
      noticedAfter([[broken], [broken], [broken]]),
      'Three steps write the same broken arguments, {"sku":',
    ).toBe('step 3');
  });

  it('takes another limit', () => {
    const look = { name: 'get_stock', args: '{"sku":"A1"}', got: '0' };
    const steps = Array.from({ length: 6 }, () => [look]);
    expect(
      [2, 4, 6].map((limit) => noticedAfter(steps, limit)),
      'Six equal steps, with a limit of 2, of 4 and of 6',
    ).toEqual(['step 2', 'step 4', 'step 6']);
  });

  it('counts a call wherever its steps stand', () => {
    const someNames = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(someNames, (names) => {
        const most = Math.max(0, ...names.map((name) => names.filter((n) => n === name).length));
        const steps = names.map((name) => stepOf([{ name, args: '{}', got: 'ok' }]));
        expect(
          detectLoop(steps),
          `The steps call ${names.join(', ') || 'nothing'}; the most frequent call occurs ${most} times`,
        ).toBe(most >= 3);
      }),
    );
  });

  it('refuses a limit below 2', () => {
    for (const limit of [1, 0, 2.5, Number.NaN]) {
      expectError(() => detectLoop([], limit), RangeError, 'limit');
    }
  });
});

describe('guardSideEffects', () => {
  it('runs an approved action and gives its result', async () => {
    const shop = shopWith();
    const got = await outcomeOf(async () => shop.order({ sku: 'A1', quantity: 3 }));
    expect({ got, placed: shop.placed() }, 'An order of 3 A1 was approved').toEqual({
      got: { order: 1, sku: 'A1', quantity: 3 },
      placed: 1,
    });
  });

  it('tells who approves what is going to happen, before it happens', async () => {
    const shop = shopWith();
    await shop.order({ sku: 'A1', quantity: 3 });
    expect(shop.log, 'An order of 3 A1 was asked for').toEqual([
      'asked: create_order {"sku":"A1","quantity":3}',
      'ran: create_order',
    ]);
  });

  it('does not run what was declined, and says so', async () => {
    const shop = shopWith({ approve: async () => false });
    const got = await outcomeOf(async () => shop.order({ sku: 'A1', quantity: 300 }));
    expect(
      { said: mentioned(got, ['declined']), got: 'rejected' in Object(got), placed: shop.placed() },
      'An order of 300 A1 was declined, and the call should be rejected',
    ).toEqual({ said: ['declined'], got: true, placed: 0 });
  });

  it('leaves tools without a side effect alone', async () => {
    const shop = shopWith({ approve: async () => false });
    await outcomeOf(() => shop.look({ sku: 'A1' }));
    await outcomeOf(() => shop.look({ sku: 'A1' }));
    expect(shop.log, 'get_stock changes nothing, and was called twice').toEqual([
      'ran: get_stock',
      'ran: get_stock',
    ]);
  });

  it('runs an action once when it is asked for twice', async () => {
    const shop = shopWith();
    const order = { sku: 'A1', quantity: 3 };
    const results = [await shop.order(order), await shop.order(order)];
    expect(
      { results, placed: shop.placed(), asked: shop.asked() },
      'The model asked for the same order in two steps of one run; it is the same order',
    ).toEqual({
      results: [
        { order: 1, sku: 'A1', quantity: 3 },
        { order: 1, sku: 'A1', quantity: 3 },
      ],
      placed: 1,
      asked: 1,
    });
  });

  it('runs an action once when it is asked for twice at the same time', async () => {
    const shop = shopWith();
    const order = { sku: 'A1', quantity: 3 };
    const results = await Promise.all([shop.order(order), shop.order(order)]);
    expect(
      { results: results.length, ran: shop.ran() },
      'The model asked for the same order twice in one step, and both calls were begun at once',
    ).toEqual({ results: 2, ran: 1 });
  });

  it('tries a failed action again under the same key', async () => {
    // The supplier took the order, and its answer got lost: what a time-out looks like from here.
    const shop = shopWith({ lostAnswers: 1 });
    const order = { sku: 'A1', quantity: 3 };
    await outcomeOf(async () => shop.order(order));
    const got = await outcomeOf(async () => shop.order(order));
    expect(
      { got, ran: shop.ran(), keys: shop.keys().size, placed: shop.placed() },
      'The first attempt timed out after the order had been taken, and the model asked again',
    ).toEqual({ got: { order: 1, sku: 'A1', quantity: 3 }, ran: 2, keys: 1, placed: 1 });
  });

  it('asks once about an action that is tried again', async () => {
    const shop = shopWith({ lostAnswers: 2 });
    const order = { sku: 'A1', quantity: 3 };
    for (let attempt = 0; attempt < 3; attempt += 1) await outcomeOf(async () => shop.order(order));
    expect(
      { asked: shop.asked(), ran: shop.ran() },
      'The order was approved, failed twice and then went through',
    ).toEqual({ asked: 1, ran: 3 });
  });

  it('does not ask again about what was declined', async () => {
    let asked = 0;
    const shop = shopWith({
      approve: async () => {
        asked += 1;
        return false;
      },
    });
    const order = { sku: 'A1', quantity: 300 };
    const first = await outcomeOf(async () => shop.order(order));
    const second = await outcomeOf(async () => shop.order(order));
    expect(
      { asked, said: [first, second].flatMap((got) => mentioned(got, ['declined'])) },
      'The order was declined, and the model asked for it again',
    ).toEqual({ asked: 1, said: ['declined', 'declined'] });
  });

  it('asks once about an action that is asked for twice at the same time', async () => {
    const shop = shopWith();
    const order = { sku: 'A1', quantity: 3 };
    const results = await Promise.all([shop.order(order), shop.order(order)]);
    expect(
      { results: results.length, asked: shop.asked() },
      'The model asked for the same order twice in one step; it is one order to decide on',
    ).toEqual({ results: 2, asked: 1 });
  });

  it('takes the order of the keys for no difference', async () => {
    const shop = shopWith();
    await shop.order({ sku: 'A1', quantity: 3, to: { street: 'Elm', number: 4 } });
    await shop.order({ to: { number: 4, street: 'Elm' }, quantity: 3, sku: 'A1' });
    expect(
      { ran: shop.ran(), keys: shop.keys().size },
      'The model asked for one order twice, and wrote its arguments in another order',
    ).toEqual({ ran: 1, keys: 1 });
  });

  it('gives another run another key', async () => {
    const monday = shopWith({ runId: 'monday' });
    const tuesday = shopWith({ runId: 'tuesday' });
    for (const shop of [monday, tuesday]) await shop.order({ sku: 'A1', quantity: 3 });
    const keys = new Set([...monday.keys(), ...tuesday.keys()]);
    expect(
      { runs: 2, ran: monday.ran() + tuesday.ran(), keys: keys.size },
      'The same order was placed on Monday and again on Tuesday: two orders, so two keys',
    ).toEqual({ runs: 2, ran: 2, keys: 2 });
  });

  it('gives the key to who approves', async () => {
    const approved: string[] = [];
    const shop = shopWith({
      approve: async ({ idempotencyKey }) => {
        approved.push(idempotencyKey);
        return true;
      },
    });
    await shop.order({ sku: 'A1', quantity: 3 });
    await shop.order({ sku: 'B2', quantity: 3 });
    expect(
      { same: approved.join() === [...shop.keys()].join(), keys: new Set(approved).size },
      'Two orders were approved and run; both sides should see the same two keys',
    ).toEqual({ same: true, keys: 2 });
  });

  it('has one key for each action, and no more', async () => {
    const someOrders = fc.array(
      fc.record({ sku: fc.constantFrom('A1', 'B2', 'B'), quantity: fc.constantFrom(1, 2, 21) }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(someOrders, async (orders) => {
        const shop = shopWith();
        for (const order of orders) await shop.order(order);
        const different = new Set(orders.map(({ sku, quantity }) => `${sku} ${quantity}`)).size;
        expect(
          { keys: shop.keys().size, ran: shop.ran() },
          `${orders.length} orders were asked for, ${different} of them different`,
        ).toEqual({ keys: different, ran: different });
      }),
    );
  });
});

/** What the model is told about a tool whose parameters are texts. */
function define(name: string, description: string, required: readonly string[]) {
  const properties = Object.fromEntries(required.map((key) => [key, { type: 'string' }]));
  const parameters = { type: 'object', properties, required: [...required] };
  return { type: 'function' as const, function: { name, description, parameters } };
}

function callOf(name: string, args: string, id = 'call_1'): ToolCall {
  return { id, name, arguments: args };
}

function tool(run: Tool['run'], sideEffect = false): Tool {
  return { sideEffect, run };
}

function desk() {
  return {
    get_stock: tool(async ({ sku }) => ({ sku, stock: 12 })),
    create_order: tool(async ({ sku }) => ({ order: 1, sku }), true),
  };
}

/** The desk, and how often a tool of it was run. */
function counted() {
  let count = 0;
  const counting = tool(async () => {
    count += 1;
    return count;
  });
  return { toolbox: { get_stock: counting, create_order: counting }, ran: () => count };
}

/** What came of a call: the text it gave, read as JSON where it is JSON, or how it was rejected. */
async function outcomeOf(act: () => Promise<unknown>): Promise<unknown> {
  try {
    const value = await act();
    return typeof value === 'string' ? readJson(value) : value;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotImplemented') throw error;
    return { rejected: error instanceof Error ? error.message : String(error) };
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { notJson: text };
  }
}

/** Which of the words occur in the text or in an error's message. */
function mentioned(value: unknown, words: readonly string[]): readonly string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return words.filter((word) => new RegExp(`(?<!\\w)${word}(?!\\w)`).test(text));
}

function options(changed: Partial<AgentOptions>): AgentOptions {
  // A loop without any limit must come to an end here all the same.
  api.script(() => (api.requests.length < 25 ? undefined : 'I give in.'));
  return {
    client,
    model: 'gpt-4o-mini',
    instructions,
    definitions,
    execute: async () => '{"stock":5}',
    maxSteps: 12,
    tokenBudget: 1_000_000,
    ...changed,
  };
}

/** How a run ended, also where it was rejected. */
async function summaryOf(changed: Partial<AgentOptions>, goal = 'How many are left?') {
  try {
    const { stopped, answer, steps } = await runAgent(options(changed), goal);
    return { stopped, answer, steps: steps.length };
  } catch (error) {
    if (!(error instanceof OpenAI.APIError)) throw error;
    return { stopped: `rejected: ${error.message}` };
  }
}

/** A reply that looks up articles, each in a call whose id names it. */
function askFor(...skus: readonly string[]): ScriptedReply {
  return {
    toolCalls: skus.map((sku) => ({
      id: `call_${sku}`,
      name: 'get_stock',
      arguments: `{"sku": "${sku}"}`,
    })),
  };
}

/** A model that asks for the same call in every request, and gives in after `last` of them. */
function untilRequest(last: number): void {
  api.script(() => (api.requests.length < last ? askFor('A1') : 'I give in.'));
}

function stockAnswer(messages: Prompt['messages']): string | undefined {
  const result = messages.findLast(({ role }) => role === 'tool');
  const stock = /"stock":(?<stock>\d+)/.exec(result?.text ?? '')?.groups?.stock;
  return stock === undefined ? undefined : `Stock: ${stock}.`;
}

function used() {
  return api.requests.flatMap(({ usage }) => (usage === null ? [] : [usage]));
}

function sent(request: number) {
  return api.sent('chat.completions.create')[request]?.messages ?? [];
}

/** Messages in a line each. */
function shapeOf(messages: ReturnType<typeof sent>): readonly string[] {
  return messages.map((message) => {
    if (message.role === 'tool') return `tool for ${message.tool_call_id}: ${message.content}`;
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (calls.length > 0) return `assistant: calls ${calls.map(({ id }) => id).join(' and ')}`;
    return `${message.role}: ${message.content}`;
  });
}

interface Look {
  readonly name: string;
  readonly args: string;
  readonly got: string;
}

let calls = 0;

function stepOf(looks: readonly Look[]): Step {
  return {
    tokens: 100,
    calls: looks.map(({ name, args, got }) => {
      calls += 1;
      return { id: `call_${calls}`, name, arguments: args, observation: got };
    }),
  };
}

/** The step after which the loop is noticed. */
function noticedAfter(looks: readonly (readonly Look[])[], limit?: number): string {
  const steps = looks.map(stepOf);
  const count = steps.findIndex((_, index) => detectLoop(steps.slice(0, index + 1), limit));
  return count < 0 ? 'never' : `step ${count + 1}`;
}

interface Shop {
  readonly runId?: string;
  readonly approve?: (action: Action) => Promise<boolean>;
  /** How many answers of the supplier get lost after it took the order. */
  readonly lostAnswers?: number;
}

/** A guarded desk. Its supplier takes no order twice that comes under the same key. */
function shopWith({ runId = 'run-1', approve = async () => true, lostAnswers = 0 }: Shop = {}) {
  const log: string[] = [];
  const taken: { key: string | undefined; order: unknown }[] = [];
  const keys: string[] = [];
  let toLose = lostAnswers;

  const toolbox = guardSideEffects(
    {
      get_stock: tool(async ({ sku }) => {
        log.push('ran: get_stock');
        return { sku, stock: 12 };
      }),
      create_order: tool(async (args, key) => {
        log.push('ran: create_order');
        keys.push(key ?? 'no key');
        const known = taken.find((order) => order.key === key);
        const order = known?.order ?? { order: taken.length + 1, ...args };
        if (known === undefined) taken.push({ key, order });
        if (toLose > 0) {
          toLose -= 1;
          throw new Error('The supplier did not answer in time.');
        }
        return order;
      }, true),
    },
    {
      runId,
      approve: async (action) => {
        log.push(`asked: ${action.name} ${JSON.stringify(action.arguments)}`);
        return await approve(action);
      },
    },
  );

  const count = (start: string) => log.filter((line) => line.startsWith(start)).length;
  return {
    log,
    look: async (args: Arguments) => await toolbox.get_stock?.run(args),
    order: async (args: Arguments) => await toolbox.create_order?.run(args),
    ran: () => count('ran'),
    asked: () => count('asked'),
    placed: () => taken.length,
    keys: () => new Set(keys),
  };
}
