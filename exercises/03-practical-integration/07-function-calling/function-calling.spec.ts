import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectError, expectRejection } from '#kit/expect-error';
import { NotImplemented } from '#kit/not-implemented';
import {
  fault,
  type Prompt,
  type PromptMessage,
  type ScriptedReply,
  setupOpenAI,
} from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  executeToolCall,
  type LoopOptions,
  type Message,
  type Order,
  orderTool,
  type Product,
  type Shop,
  type Tool,
  type ToolCall,
  type ToolDefinition,
  type ToolMessage,
  toOpenAITool,
  toolLoop,
} from './function-calling.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline' });

describe('toOpenAITool', () => {
  it('gives the API the name, the description and the parameters', () => {
    const definition = toOpenAITool(stockTool());
    expect(
      {
        type: definition.type,
        name: definition.function?.name,
        description: definition.function?.description,
        parameters: Object.keys(schemaIn(definition).properties),
      },
      'The tool get_stock has one parameter, sku; chat completions want it under the key function',
    ).toEqual({
      type: 'function',
      name: 'get_stock',
      description: 'Counts the pieces of a product that are in stock',
      parameters: ['sku'],
    });
  });

  it('asks for strict arguments', () => {
    const definition = toOpenAITool(stockTool());
    expect(
      definition.function?.strict ?? 'nothing',
      `strict is ${definition.function?.strict ?? 'not set'}, and the default of this API lets the model leave the schema`,
    ).toBe(true);
  });

  it('describes each property to the model', () => {
    const { properties } = schemaIn(toOpenAITool(stockTool()));
    expect(
      properties.sku,
      'sku was described as "The code, such as A1", which is how the model knows what to write there',
    ).toMatchObject({ type: 'string', description: 'The code, such as A1' });
  });

  it('requires every property, and allows no other', () => {
    // The strict version of get_weather in OpenAI's guide to function calling: both properties are
    // required, units may be null, and additionalProperties is false.
    const weather = tool({
      name: 'get_weather',
      description: 'Retrieves current weather for the given location.',
      parameters: z.object({
        location: z.string(),
        units: z.enum(['celsius', 'fahrenheit']).nullable(),
      }),
      run: async () => null,
    });
    const { required, additionalProperties } = schemaIn(toOpenAITool(weather));
    expect(
      { required: [...required].sort(), additionalProperties },
      "This is get_weather of OpenAI's guide: location and units, which may be null",
    ).toEqual({ required: ['location', 'units'], additionalProperties: false });
  });

  it('is accepted by the API', async () => {
    const tools = [toOpenAITool(stockTool()), toOpenAITool(reserveTool())];
    api.reply('Hello.');
    const outcome = await client.chat.completions
      .create({ model: 'gpt-4o-mini', messages: [user('Hello')], tools })
      .then(() => 'accepted', messageOf);
    expect(outcome, 'Two of your definitions were sent to the API').toBe('accepted');
  });

  it('refuses an optional property, and names it', () => {
    const optional = tool({
      name: 'reserve',
      description: 'Reserves pieces',
      parameters: z.object({ sku: z.string(), note: z.string().optional() }),
      run: async () => null,
    });
    expectError(() => schemaIn(toOpenAITool(optional)).required, Error, 'note');
  });

  it('refuses an optional property inside a list of objects', () => {
    const nested = tool({
      name: 'reserve_all',
      description: 'Reserves several products',
      parameters: z.object({
        items: z.array(z.object({ sku: z.string(), colour: z.string().optional() })),
      }),
      run: async () => null,
    });
    expectError(
      () => asSchema(schemaIn(toOpenAITool(nested)).properties.items?.items).required,
      Error,
      'colour',
    );
  });

  it('requires whatever properties a schema has', () => {
    const someName = fc.constantFrom('sku', 'city', 'from', 'to', 'amount', 'unit', 'page');
    const someType = fc.constantFrom(z.string(), z.int(), z.boolean().nullable());
    fc.assert(
      fc.property(fc.dictionary(someName, someType), fc.boolean(), (shape, deep) => {
        const inner = z.object(shape);
        const parameters = deep ? z.object({ items: z.array(inner) }) : inner;
        const given = tool({ name: 'generated', description: '', parameters, run: async () => 1 });
        const outer = schemaIn(toOpenAITool(given));
        const { properties, required, additionalProperties } = deep
          ? asSchema(outer.properties.items?.items)
          : outer;
        expect(
          [...required].sort(),
          `The schema has the properties ${Object.keys(shape).join(', ') || '(none)'}`,
        ).toEqual(Object.keys(shape).sort());
        expect(
          { count: Object.keys(properties).length, additionalProperties },
          'Every property has to be there, and the object must be closed',
        ).toEqual({ count: Object.keys(shape).length, additionalProperties: false });
      }),
      { numRuns: 20 },
    );
  });
});

describe('executeToolCall', () => {
  it('answers a call with the result, under the id of the call', async () => {
    const message = await executeToolCall(call('get_stock', '{"sku":"A1"}'), [stockTool(14)]);
    expect(
      { ...message, content: jsonOrNothing(contentOf(message)) },
      'get_stock returned { sku: "A1", stock: 14 } to the call call_a; the content is that as JSON',
    ).toEqual({ role: 'tool', tool_call_id: 'call_a', content: { sku: 'A1', stock: 14 } });
  });

  it('runs the tool that the call names', async () => {
    const stock = watched(stockTool(14));
    const reserve = watched(reserveTool());
    await executeToolCall(call('reserve', '{"sku":"B2","quantity":3}'), [stock.tool, reserve.tool]);
    expect(
      { get_stock: stock.runs, reserve: reserve.runs },
      'The call was for reserve, and the tools are get_stock and reserve',
    ).toEqual({ get_stock: [], reserve: [{ sku: 'B2', quantity: 3 }] });
  });

  it('gives the tool what the schema made of the arguments', async () => {
    const parameters = z.object({ sku: z.string().trim().toUpperCase() });
    const search = watched(
      tool({ name: 'search', description: '', parameters, run: async () => 'found' }),
    );
    await executeToolCall(call('search', '{"sku":" a1 ","debug":true}'), [search.tool]);
    expect(
      search.runs,
      'The model wrote {"sku":" a1 ","debug":true}; the schema trims sku, writes it in capitals, and knows no debug',
    ).toEqual([{ sku: 'A1' }]);
  });

  it('answers null for a tool that returns nothing', async () => {
    const silent = tool({
      name: 'log_out',
      description: '',
      parameters: z.object({}),
      run: async () => undefined,
    });
    const { content } = await executeToolCall(call('log_out', '{}'), [silent]);
    expect(
      content ?? 'no content at all',
      'The tool returned undefined, and the API takes no message without content',
    ).toBe('null');
  });

  it('tells the model that its arguments are not JSON', async () => {
    const stock = watched(stockTool());
    const told = await answerTo(call('get_stock', "{'sku': 'A1',}"), [stock.tool]);
    expect(
      { ...told, speaksOfJson: /json/i.test(told.error), ran: stock.runs.length },
      "The arguments were {'sku': 'A1',}; the model can write them again when it is told that they are not JSON",
    ).toMatchObject({ id: 'call_a', speaksOfJson: true, ran: 0 });
  });

  it('tells the model which property does not fit, and does not run the tool', async () => {
    const reserve = watched(reserveTool());
    const told = await answerTo(call('reserve', '{"sku":"A1","quantity":"three"}'), [reserve.tool]);
    expect(
      { named: /quantity/.test(told.error), ran: reserve.runs.length },
      `quantity was "three" where the schema wants a whole number; the model was told: ${told.error}`,
    ).toEqual({ named: true, ran: 0 });
  });

  it('holds the arguments against the whole schema, not only against the types', async () => {
    const reserve = watched(reserveTool());
    const told = await answerTo(call('reserve', '{"sku":"A1","quantity":-3}'), [reserve.tool]);
    expect(
      { named: /quantity/.test(told.error), ran: reserve.runs.length },
      `quantity was -3, and the schema wants 1 or more; the model was told: ${told.error}`,
    ).toEqual({ named: true, ran: 0 });
  });

  it('tells the model which tools there are when it names none of them', async () => {
    const told = await answerTo(call('get_price', '{"sku":"A1"}'), [stockTool(), reserveTool()]);
    expect(
      { named: ['get_stock', 'reserve'].filter((name) => told.error.includes(name)) },
      `The model called get_price, the tools are get_stock and reserve, and it was told: ${told.error}`,
    ).toEqual({ named: ['get_stock', 'reserve'] });
  });

  it('knows no tool by a name that every object has', async () => {
    const told = await answerTo(call('constructor', '{}'), [stockTool()]);
    expect(
      { named: told.error.includes('get_stock') },
      `The model called constructor, the only tool is get_stock, and it was told: ${told.error}`,
    ).toEqual({ named: true });
  });

  it('tells the model why a tool failed', async () => {
    const closed = Promise.reject(new Error('The warehouse is closed until Monday.'));
    // Whoever does not await the tool fails this spec, and not the whole run by an unhandled rejection.
    closed.catch(() => {});
    const broken = tool({
      name: 'reserve',
      description: '',
      parameters: z.object({}),
      run: () => closed,
    });
    const told = await answerTo(call('reserve', '{}'), [broken]);
    expect(
      { id: told.id, reason: /closed until Monday/.test(told.error) },
      `The tool threw "The warehouse is closed until Monday."; the model was told: ${told.error}`,
    ).toEqual({ id: 'call_a', reason: true });
  });

  it('gives any result back as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.uuid(), async (result, id) => {
        const any = tool({
          name: 'any',
          description: '',
          parameters: z.object({}),
          run: async () => result,
        });
        const message = await executeToolCall(call('any', '{}', id), [any]);
        const json = JSON.stringify(result);
        expect(
          { id: message.tool_call_id, content: JSON.parse(contentOf(message)) },
          `The tool returned ${json} to the call ${id}`,
        ).toEqual({ id, content: JSON.parse(json) });
      }),
    );
  });

  it('is never rejected, whatever the model writes', async () => {
    const stock = stockTool();
    const someArguments = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('', '{}', 'null', '[]', '"A1"', '{"sku":1}', '{"sku":"A1"', '{"sku":"A1"}'),
    );
    await fc.assert(
      fc.asyncProperty(someArguments, async (text) => {
        const told = await answerTo(call('get_stock', text), [stock]);
        const fits = z.object({ sku: z.string() }).safeParse(jsonOrNothing(text)).success;
        expect(
          { id: told.id, toldAnError: told.error !== nothingWrong },
          `The arguments were: ${text}`,
        ).toEqual({ id: 'call_a', toldAnError: !fits });
      }),
    );
  });
});

describe('toolLoop', () => {
  it('gives the answer that the model writes from the results', async () => {
    const stock = planted(1);
    const inStock = new Map([
      ['A1', stock()],
      ['B2', stock()],
    ]);
    const { answer, error } = await outcomeOf({
      ...loop('How many pieces of A1 and B2 are in stock?'),
      execute: async (call) =>
        text(call, `{"stock":${inStock.get(argumentsOf(call).sku ?? '') ?? null}}`),
    });
    const numbers = [...(answer?.match(/\d{3}/g) ?? [])].sort();
    expect(
      { numbers, requests: api.requests.length },
      `The tools returned ${[...inStock.values()].join(' and ')}, and what came back was: ${answer ?? error}`,
    ).toEqual({ numbers: [...inStock.values()].map(String).sort(), requests: 2 });
  });

  it('gives an answer that needs no tool at once', async () => {
    api.reply('We open at 8.');
    const answer = await toolLoop(client, loop('When do you open?'));
    expect(
      { answer, requests: api.requests.length },
      'The model answered in text, without a call',
    ).toEqual({ answer: 'We open at 8.', requests: 1 });
  });

  it('answers every call of a message under its own id', async () => {
    const number = planted(2);
    const results = ['call_a', 'call_b', 'call_c'].map((id) => ({ id, content: `${number()}` }));
    api.reply({
      toolCalls: results.map(({ id }) => ({ id, name: 'get_stock', arguments: { sku: id } })),
    });
    api.script(({ messages }) =>
      messages
        .filter(({ role }) => role === 'tool')
        .map(({ toolCallId, text }) => `${toolCallId}=${text}`)
        .sort()
        .join(' '),
    );
    const outcome = await outcomeOf({
      ...loop('How many of each?'),
      execute: async ({ id }) => ({
        role: 'tool',
        tool_call_id: id,
        content: results.find((result) => result.id === id)?.content ?? 'unknown',
      }),
    });
    expect(outcome, 'One message of the model had the calls call_a, call_b and call_c').toEqual({
      answer: results.map(({ id, content }) => `${id}=${content}`).join(' '),
    });
  });

  it('hands on what the tools return, however many calls the model makes at once', async () => {
    api.script(({ messages }) => {
      const results = messages.filter(({ role }) => role === 'tool');
      if (results.length > 0) return results.map(({ text }) => text).join(' ');
      const skus = messages.at(-1)?.text.split(' ') ?? [];
      return { toolCalls: skus.map((sku) => ({ name: 'get_stock', arguments: { sku } })) };
    });
    const anyStock = fc.uniqueArray(fc.integer({ min: 100, max: 999 }), {
      minLength: 1,
      maxLength: 4,
    });
    for (const stock of fc.sample(anyStock, 3)) {
      const outcome = await outcomeOf({
        ...loop(stock.map((_, shelf) => `${shelf}`).join(' ')),
        execute: async (call) => text(call, `${stock[Number(argumentsOf(call).sku)]}`),
      });
      const told = outcome.answer?.split(' ').sort() ?? outcome.error;
      expect(told, `The tools returned ${stock.join(', ')}`).toEqual(stock.map(String).sort());
    }
  });

  it('sends the message of the model back, and the result as a tool message after it', async () => {
    const note = planted(3)();
    api.reply({
      content: `I look it up, ${note}.`,
      toolCalls: [{ id: 'call_a', name: 'get_stock', arguments: { sku: 'A1' } }],
    });
    const question = 'How many A1?';
    api.script(({ messages }) => messages.map((message) => saidBy(message, question)).join(' | '));
    const outcome = await outcomeOf({
      ...loop(question),
      execute: async (call) => text(call, '14'),
    });
    expect(
      outcome,
      'The second request has to hold the question, the message with the call, and the result of call_a, in this order',
    ).toEqual({
      answer: `user: ${question} | assistant: I look it up, ${note}. +1 call | tool: 14`,
    });
  });

  it('goes on as long as the model calls tools', async () => {
    const number = planted(4);
    const [shelf, count] = [number(), number()];
    api.script((prompt) => {
      const result = lastResult(prompt);
      if (result === null) return calling('find_shelf', { sku: 'A1' });
      if (result.startsWith('shelf')) return calling('count_shelf', { shelf: result });
      return `There are ${result}.`;
    });
    const outcome = await outcomeOf({
      ...loop('How many A1 are on their shelf?', definitions('find_shelf', 'count_shelf')),
      execute: async (call) => {
        if (call.function.name === 'find_shelf') return text(call, `shelf ${shelf}`);
        return text(call, call.function.arguments.includes(`${shelf}`) ? `${count}` : 'none');
      },
    });
    expect(
      { ...outcome, requests: api.requests.length },
      `The second call needs what the first one found: shelf ${shelf}, which holds ${count} pieces`,
    ).toEqual({ answer: `There are ${count}.`, requests: 3 });
  });

  it('lets the model correct a call that went wrong', async () => {
    const quantity = planted(5)();
    api.script((prompt) => {
      const result = lastResult(prompt);
      if (result === null) return calling('reserve', { sku: 'A1', quantity: 'many' });
      const [, most] = /at most (\d+)/.exec(result) ?? [];
      return most ? calling('reserve', { sku: 'A1', quantity: Number(most) }) : result;
    });
    const outcome = await outcomeOf({
      ...loop('Reserve as many A1 as you can.', definitions('reserve')),
      execute: async (call) =>
        call.function.arguments.includes('many')
          ? text(call, `{"error":"quantity must be a number, at most ${quantity}"}`)
          : text(call, `Reserved ${call.function.arguments}`),
    });
    expect(
      outcome,
      `The first call failed with "quantity must be a number, at most ${quantity}"; the model could put it right`,
    ).toEqual({ answer: `Reserved {"sku":"A1","quantity":${quantity}}` });
  });

  it('offers the tools in every request', async () => {
    const toolsSent: number[] = [];
    api.script(({ messages, tools }) => {
      toolsSent.push(tools.length);
      const made = messages.filter(({ role }) => role === 'tool').length;
      if (made === 2) return 'Both are in stock.';
      return tools.length === 0 ? 'I cannot look.' : calling('get_stock', { sku: `A${made}` });
    });
    const outcome = await outcomeOf(loop('Are A0 and A1 in stock?'));
    expect(
      { ...outcome, toolsSent },
      'The model calls a tool in its first answer and in its second, and can call only what a request offers',
    ).toEqual({ answer: 'Both are in stock.', toolsSent: [1, 1, 1] });
  });

  it('carries the calls of one message out at the same time', async () => {
    api.reply({
      toolCalls: ['A1', 'B2', 'C3'].map((sku) => ({
        id: `call_${sku}`,
        name: 'get_stock',
        arguments: { sku },
      })),
    });
    api.reply('Done.');
    let running = 0;
    let most = 0;
    const outcome = await outcomeOf({
      ...loop('How many of each?'),
      execute: async (call) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return text(call, '1');
      },
    });
    expect(
      { ...outcome, mostAtOnce: most },
      `Three calls came in one message, and at most ${most} ran at once: the user waits for their sum, not for the longest`,
    ).toEqual({ answer: 'Done.', mostAtOnce: 3 });
  });

  it('gives up after maxTurns requests', async () => {
    endlessly(6);
    await expectRejection(
      () => answerOf({ ...loop('How many A1?'), maxTurns: 3 }),
      Error,
      'maxTurns',
    );
    expect(
      api.requests.length,
      `maxTurns was 3, and ${api.requests.length} requests were made for a model that calls on and on`,
    ).toBe(3);
  });

  it('takes an answer from the last request that is allowed', async () => {
    endlessly(2);
    const outcome = await outcomeOf({
      ...loop('How many A1?'),
      maxTurns: 3,
    });
    expect(
      outcome,
      'maxTurns was 3, the model called tools twice, and its third answer was a text',
    ).toEqual({ answer: 'It took me 2 calls.' });
  });

  it('runs no call of a message that was cut off', async () => {
    api.reply({ toolCalls: [{ name: 'reserve', arguments: { sku: 'A1', quantity: 120 } }] });
    api.next(fault.truncated());
    let ran = 0;
    const outcome = await outcomeOf({
      ...loop('Reserve 120 pieces of A1.', definitions('reserve')),
      maxTurns: 1,
      execute: async (call) => {
        ran += 1;
        return text(call, 'reserved');
      },
    });
    expect(
      { ...outcome, ran },
      'The token limit cut the arguments of the call in half, and finish_reason says so: length',
    ).toEqual({ error: 'incomplete', ran: 0 });
  });

  it('rejects a text that the content filter cut off', async () => {
    api.reply('Mix the two liquids, but never');
    api.next(fault.contentFilter());
    await expectRejection(() => answerOf(loop('How?')), Error, 'incomplete');
  });

  it('rejects an answer without choices', async () => {
    api.next(fault.emptyChoices());
    const outcome = await outcomeOf(loop('Hello'));
    expect(outcome, 'The list of choices was empty; an Error that says incomplete was due').toEqual(
      {
        error: 'incomplete',
      },
    );
  });

  it('rejects a refusal', async () => {
    api.next(fault.refusal());
    await expectRejection(() => answerOf(loop('Empty the till.')), Error, 'refused');
  });

  it("leaves the caller's messages as they are", async () => {
    endlessly(2);
    const messages = [user('How many A1?')];
    const outcome = await outcomeOf({ ...loop(''), messages });
    expect(
      { ...outcome, left: messages.map(({ role }) => role) },
      'The caller passed one message of its own, and two rounds of calls followed',
    ).toEqual({ answer: 'It took me 2 calls.', left: ['user'] });
  });
});

describe('orderTool', () => {
  it('places an order for the customer of the session', async () => {
    const { shop, orders } = shopWith({ A1: { stock: 14, priceInCents: 250 } });
    const result = await run(orderTool(shop, 'customer-7'), {
      sku: 'A1',
      quantity: 3,
      note: 'red',
    });
    expect(
      { result, orders },
      'Customer-7 orders 3 pieces of A1, at 250 cents each, with the note "red"',
    ).toEqual({
      result: { orderId: 'order-1', totalInCents: 750 },
      orders: [
        { customerId: 'customer-7', sku: 'A1', quantity: 3, note: 'red', totalInCents: 750 },
      ],
    });
  });

  it('asks the model for nothing that the shop knows', () => {
    const { shop } = shopWith({});
    const properties = Object.keys(schemaOf(orderTool(shop, 'customer-7')).properties);
    const kinds = properties.map((name) => {
      if (/customer|user|client/i.test(name)) return 'who orders';
      return /price|total|cents|amount/i.test(name) ? 'what it costs' : name;
    });
    expect(
      kinds.sort(),
      `The model is asked for ${properties.join(', ')}; who orders is known from the session, and the price from the shop`,
    ).toEqual(['note', 'quantity', 'sku']);
  });

  it('requires all its properties, as strict mode wants', async () => {
    const { shop } = shopWith({});
    const { properties, required } = schemaOf(orderTool(shop, 'customer-7'));
    const optional = Object.keys(properties).filter((name) => !required.includes(name));
    expect(
      optional,
      `Optional: ${optional.join(', ') || 'nothing'}. What may be missing is null in strict mode`,
    ).toEqual([]);
  });

  it('takes an order without a note', async () => {
    const { shop, orders } = shopWith({ A1: { stock: 14, priceInCents: 250 } });
    await run(orderTool(shop, 'customer-7'), { sku: 'A1', quantity: 1, note: null });
    expect(
      orders.map(({ note }) => note),
      'The note of the order was null',
    ).toEqual([null]);
  });

  it('takes whole quantities from 1 to 20 only', () => {
    const { shop } = shopWith({ A1: { stock: 500, priceInCents: 250 } });
    const { parameters } = orderTool(shop, 'customer-7');
    const taken = [-3, 0, 1, 2.5, 20, 21].filter(
      (quantity) => parameters.safeParse({ sku: 'A1', quantity, note: 'red' }).success,
    );
    expect(
      taken,
      `Of the quantities -3, 0, 1, 2.5, 20 and 21, the schema takes ${taken.join(', ') || 'none'}`,
    ).toEqual([1, 20]);
  });

  it('refuses a product that the shop does not have', async () => {
    const { shop, orders } = shopWith({ A1: { stock: 14, priceInCents: 250 } });
    const order = { sku: 'Z9', quantity: 1, note: 'red' };
    const tool = orderTool(shop, 'customer-7');
    await expectRejection(() => run(tool, order), Error, 'Z9');
    expect(orders, 'There is no product Z9, so nothing can be ordered').toEqual([]);
  });

  it('refuses more than there is, and says how much there is', async () => {
    const { shop, orders } = shopWith({ A1: { stock: 14, priceInCents: 250 } });
    const tool = orderTool(shop, 'customer-7');
    await expectRejection(() => run(tool, { sku: 'A1', quantity: 15, note: 'red' }), Error, '14');
    await run(tool, { sku: 'A1', quantity: 14, note: 'red' });
    expect(
      orders.map(({ quantity }) => quantity),
      'There are 14 pieces: an order of 15 is refused, an order of 14 is placed',
    ).toEqual([14]);
  });

  it('reckons with the price of the shop', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.string({ minLength: 1 }),
        async (quantity, priceInCents, customerId) => {
          const { shop, orders } = shopWith({ B2: { stock: 20, priceInCents } });
          await run(orderTool(shop, customerId), { sku: 'B2', quantity, note: 'red' });
          expect(
            orders.map((order) => [order.customerId, order.totalInCents]),
            `${quantity} pieces at ${priceInCents} cents, for ${customerId}`,
          ).toEqual([[customerId, quantity * priceInCents]]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

/** Lets TypeScript see that `run` fits `parameters`. */
function tool<Parameters extends z.ZodObject>(given: Tool<Parameters>): Tool {
  return given;
}

function stockTool(stock = 1): Tool {
  return tool({
    name: 'get_stock',
    description: 'Counts the pieces of a product that are in stock',
    parameters: z.object({ sku: z.string().describe('The code, such as A1') }),
    run: async ({ sku }) => ({ sku, stock }),
  });
}

function reserveTool(): Tool {
  return tool({
    name: 'reserve',
    description: 'Sets pieces of a product aside',
    parameters: z.object({ sku: z.string(), quantity: z.int().min(1) }),
    run: async ({ quantity }) => ({ reserved: quantity }),
  });
}

/** The tool, and the arguments that it was run with. */
function watched(given: Tool) {
  const runs: unknown[] = [];
  const run: Tool['run'] = (args) => {
    runs.push(args);
    return given.run(args);
  };
  return { tool: { ...given, run }, runs };
}

const anySchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
});

/** The parts of a JSON Schema that strict mode is about, as they would be sent. */
function asSchema(schema: unknown): z.output<typeof anySchema> {
  return anySchema.parse(JSON.parse(JSON.stringify(schema ?? {})));
}

function schemaIn(definition: ToolDefinition): z.output<typeof anySchema> {
  return asSchema(definition.function?.parameters);
}

function schemaOf({ parameters }: Tool): z.output<typeof anySchema> {
  return asSchema(z.toJSONSchema(parameters));
}

function call(name: string, text: string, id = 'call_a'): ToolCall {
  return { id, type: 'function', function: { name, arguments: text } };
}

const nothingWrong = '(no error)';

/** What the model is told by the answer to a call. */
async function answerTo(call: ToolCall, tools: readonly Tool[]) {
  try {
    const message = await executeToolCall(call, tools);
    const content: unknown = jsonOrNothing(contentOf(message));
    const told = z.object({ error: z.string() }).safeParse(content);
    return { id: message.tool_call_id, error: told.success ? told.data.error : nothingWrong };
  } catch (error) {
    if (error instanceof NotImplemented) throw error;
    return { id: 'rejected', error: nothingWrong };
  }
}

function contentOf({ content }: ToolMessage): string {
  return typeof content === 'string' ? content : '';
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function user(content: string): Message {
  return { role: 'user', content };
}

function definitions(...names: readonly string[]): readonly ToolDefinition[] {
  return names.map((name) => ({ type: 'function', function: { name } }));
}

const stockDefinition: ToolDefinition = {
  type: 'function',
  function: {
    name: 'get_stock',
    description: 'Counts the pieces of a product that are in stock',
    parameters: {
      type: 'object',
      properties: { sku: { type: 'string', description: 'The code of the product, such as A1' } },
      required: ['sku'],
      additionalProperties: false,
    },
  },
};

/** Options for a question, with at most five requests and tools that always return 1. */
function loop(question: string, tools: readonly ToolDefinition[] = [stockDefinition]): LoopOptions {
  return {
    model: 'gpt-4o-mini',
    messages: [user(question)],
    tools,
    execute: async (call) => text(call, '1'),
    maxTurns: 5,
  };
}

/** The answer, in which no text is an empty text. */
async function answerOf(options: LoopOptions): Promise<string> {
  return (await toolLoop(client, options)) ?? '';
}

const agreed = ['maxTurns', 'incomplete', 'refused'];

/** The answer; or of an error the word that the lesson asks for, what the API said, or else its class. */
async function outcomeOf(
  options: LoopOptions,
): Promise<{ readonly answer?: string; readonly error?: string }> {
  try {
    return { answer: await answerOf(options) };
  } catch (error) {
    if (error instanceof NotImplemented || !(error instanceof Error)) throw error;
    const word = agreed.find((part) => error.message.includes(part));
    // Ids that the API draws hang on the whole request, and say nothing here.
    const said = error.message.replace(/call_\w{24}/g, 'call_…');
    return { error: word ?? (error instanceof OpenAI.APIError ? said : error.name) };
  }
}

function text({ id }: ToolCall, content: string): ToolMessage {
  return { role: 'tool', tool_call_id: id, content };
}

function argumentsOf(call: ToolCall): { readonly sku?: string | undefined } {
  return z.object({ sku: z.string().optional() }).parse(jsonOrNothing(call.function.arguments));
}

function calling(name: string, args: Readonly<Record<string, string | number>>): ScriptedReply {
  return { toolCalls: [{ name, arguments: args }] };
}

/** A model that makes so many calls, one at a time, and then answers. */
function endlessly(calls: number): void {
  api.script(({ messages }) => {
    const made = messages.filter(({ role }) => role === 'tool').length;
    return made < calls ? calling('get_stock', { sku: `A${made}` }) : `It took me ${calls} calls.`;
  });
}

/** The newest tool result that the model was sent; null before the first. */
function lastResult({ messages }: Prompt): string | null {
  return messages.findLast(({ role }) => role === 'tool')?.text ?? null;
}

/** A message in short; of a user's, whether it is the question. */
function saidBy({ role, text, toolCalls }: PromptMessage, question: string): string {
  if (role === 'user' && text !== question) return 'user: something else';
  const calls = toolCalls.length === 0 ? '' : ` +${toolCalls.length} call`;
  return `${role}: ${text}${calls}`;
}

/** Draws three-digit numbers to plant in results: an answer that is always the same cannot have them. */
function planted(seed: number): () => number {
  const rng = seededRandom(seed);
  return () => 100 + Math.floor(rng() * 900);
}

/** A shop with these products, and the orders that were placed in it. */
function shopWith(products: Readonly<Record<string, Product>>) {
  const orders: Order[] = [];
  const byCode = new Map(Object.entries(products));
  const shop: Shop = {
    find: (sku) => byCode.get(sku),
    async place(order) {
      orders.push(order);
      return `order-${orders.length}`;
    },
  };
  return { shop, orders };
}

/** Runs a tool as executeToolCall does. */
async function run({ parameters, run }: Tool, args: object): Promise<unknown> {
  const parsed = parameters.safeParse(args);
  if (!parsed.success) throw new TypeError(`Your parameters do not take ${JSON.stringify(args)}.`);
  return run(parsed.data);
}
