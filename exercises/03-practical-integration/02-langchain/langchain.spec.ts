import { type Runnable, RunnableLambda } from '@langchain/core/runnables';
import fc from 'fast-check';
import OpenAI from 'openai';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectRejection } from '#kit/expect-error';
import { type Fault, fault, type RecordedRequest, setupOpenAI } from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  askPlain,
  buildChain,
  defaultModel,
  SdkChatModel,
  type SupportInput,
  systemTemplate,
  type Turn,
  withFallback,
} from './langchain.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline', baseURL: 'https://api.openai.com/v1' });
const impatient = client.withOptions({ maxRetries: 0 });

const first: SupportInput = { shop: 'Quill', history: [], question: 'Do you sell tea?' };
const later: SupportInput = {
  shop: 'Quill',
  history: [
    { role: 'user', content: 'Do you sell coffee?' },
    { role: 'assistant', content: 'Yes, in bags of 500 g.' },
  ],
  question: 'And tea?',
};
const withBraces: SupportInput = {
  shop: 'Cup {and} Bean',
  history: [
    { role: 'user', content: 'My code is {shop}, or {"code": 7}.' },
    { role: 'assistant', content: 'Which of {these} is it?' },
  ],
  question: 'Is {question} a word? I wrote {{twice}} and one } too many.',
};
const withSlot: SupportInput = {
  shop: 'Quill',
  history: [{ role: 'user', content: 'My code is {shop}.' }],
  question: 'Is it {question}?',
};
const withDollars: SupportInput = { shop: "Buy$&Go $$ $' Co", history: [], question: 'Is $& ok?' };

const wrong = fault.status(400, { message: 'The messages are too long.' });

const typed = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', '{', '}', '$&', '$$', '"', '{shop}'),
  minLength: 1,
  maxLength: 12,
});
const anyInput: fc.Arbitrary<SupportInput> = fc.record({
  shop: typed,
  history: fc.array(
    fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), content: typed }),
    { maxLength: 3 },
  ),
  question: typed,
});

// With its first answer the offline API loads its model, and no spec should have to wait for that.
beforeAll(async () => {
  await client.chat.completions.create({
    model: defaultModel,
    messages: [{ role: 'user', content: 'Hello' }],
  });
  api.reset();
});

beforeEach(() => {
  // A machine that traces its own LangChain programs would send these runs to its tracing service too.
  for (const name of ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2']) vi.stubEnv(name, 'false');
  for (const name of ['LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2']) vi.stubEnv(name, 'false');
  return () => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  };
});

describe('askPlain', () => {
  const rng = seededRandom(41);

  it('gives the text of the answer', async () => {
    const text = planted(rng);
    api.reply(text);
    expect(await askPlain(client, first), 'The model has answered in one sentence').toBe(text);
  });

  it('sends the instructions and the question', async () => {
    await askPlain(client, first);
    expectSent(first, 'A first question, without a history');
  });

  it('asks the model that the stub names', async () => {
    await askPlain(client, first);
    expect(api.sent('chat.completions.create')[0]?.model, 'The stub names it `defaultModel`').toBe(
      defaultModel,
    );
  });

  it('sends each turn of the history as a message of its own', async () => {
    await askPlain(client, later);
    expectSent(later, 'Two turns came before the question');
  });

  it('lets the model know what was said before', async () => {
    const order = 1_000 + Math.floor(rng() * 9_000);
    const text = await askPlain(client, remembering(order));
    expect(text, `The customer has said that the order number is ${order}`).toContain(`${order}`);
  });

  it('leaves braces as they were typed', async () => {
    await askPlain(client, withBraces);
    expectSent(withBraces, 'People have typed braces');
  });

  it('leaves a slot alone that a customer has typed', async () => {
    await askPlain(client, withSlot);
    expectSent(withSlot, 'The customer has typed {shop}, and means these six characters');
  });

  it('leaves dollar signs in a name as they were typed', async () => {
    await askPlain(client, withDollars);
    expectSent(withDollars, `The shop is called ${withDollars.shop}`);
  });

  it('sends the right messages for any input', async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const { client, sent } = recorder();
        await askPlain(client, input);
        expect(sent(), `For ${JSON.stringify(input)}`).toEqual(messagesOf(input));
      }),
      { numRuns: 15 },
    );
  });

  it('rejects an answer that has no text', async () => {
    api.reply({ refusal: 'I cannot help with that.' });
    await expectRejection(() => askPlain(client, first), Error, 'no text');
  });

  it('rejects an empty answer', async () => {
    api.reply('');
    await expectRejection(() => askPlain(client, first), Error, 'no text');
  });

  it('rejects an input without a shop, and sends nothing', async () => {
    api.reply('Yes.');
    await expectRejection(() => askPlain(client, withoutShop()), Error, 'shop');
    expect(api.requests.length, 'Without a shop there is nothing to ask').toBe(0);
  });

  it('lets a refusal of the API through after one request', async () => {
    expect(
      await during(wrong, (input) => askPlain(client, input)),
      'A 400 says that the request is wrong, and it is as wrong the second time',
    ).toEqual({ status: 400, requests: 1 });
  });

  it('leaves trying again to the client', async () => {
    expect(
      await during(fault.overloaded(), (input) => askPlain(client, input)),
      'The client tries again twice, so an outage is three requests; more came from somebody else',
    ).toEqual({ status: 503, requests: 3 });
  });
});

describe('buildChain', () => {
  const rng = seededRandom(42);

  it('gives the text of the answer', async () => {
    const text = planted(rng);
    api.reply(text);
    expect(await chainOf().invoke(first), 'The model has answered in one sentence').toBe(text);
  });

  it('sends the instructions and the question', async () => {
    await chainOf().invoke(first);
    expectSent(first, 'A first question, without a history');
  });

  it('sends each turn of the history as a message of its own', async () => {
    await chainOf().invoke(later);
    expectSent(later, 'Two turns came before the question');
  });

  it('lets the model know what was said before', async () => {
    const order = 1_000 + Math.floor(rng() * 9_000);
    const text = await chainOf().invoke(remembering(order));
    expect(text, `The customer has said that the order number is ${order}`).toContain(`${order}`);
  });

  it('leaves braces as they were typed', async () => {
    await chainOf().invoke(withBraces);
    expectSent(withBraces, 'People have typed braces');
  });

  it('leaves a slot alone that a customer has typed', async () => {
    await chainOf().invoke(withSlot);
    expectSent(withSlot, 'The customer has typed {shop}, and means these six characters');
  });

  it('leaves dollar signs in a name as they were typed', async () => {
    await chainOf().invoke(withDollars);
    expectSent(withDollars, `The shop is called ${withDollars.shop}`);
  });

  it('sends the right messages for any input', async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const { client, sent } = recorder();
        await buildChain(new SdkChatModel(client)).invoke(input);
        expect(sent(), `For ${JSON.stringify(input)}`).toEqual(messagesOf(input));
      }),
      { numRuns: 15 },
    );
  });

  it('streams the answer in pieces', async () => {
    const text = `${planted(rng)} Tea comes in tins of 100 g, and in bags.`;
    api.reply(text);
    const pieces: string[] = [];
    for await (const piece of await chainOf().stream(first)) pieces.push(piece);
    expect(pieces.join(''), 'All pieces joined').toBe(text);
    expect(
      pieces.length > 1 ? 'several pieces' : `${pieces.length} piece`,
      'The model has sent its answer token by token',
    ).toBe('several pieces');
  });

  it('gives one text for each input of a batch', async () => {
    api.script(({ messages }) => `You asked: ${messages.at(-1)?.text}`);
    expect(await chainOf().batch([first, later]), 'Two inputs, two answers').toEqual([
      'You asked: Do you sell tea?',
      'You asked: And tea?',
    ]);
  });

  it('rejects an answer that has no text', async () => {
    const refusal = { refusal: 'I cannot help with that.' };
    api.reply(refusal, refusal, refusal, refusal);
    const chain = chainOf();
    await expectRejection(() => passTime(() => chain.invoke(first)), Error, 'no text');
  });

  it('rejects an input without a shop', async () => {
    api.reply('Yes.');
    const chain = chainOf();
    await expectRejection(() => passTime(() => chain.invoke(withoutShop())), Error, 'shop');
  });

  it('lets a refusal of the API through after one request', async () => {
    const chain = chainOf();
    expect(
      await during(wrong, (input) => chain.invoke(input)),
      'A 400 says that the request is wrong, and it is as wrong the second time',
    ).toEqual({ status: 400, requests: 1 });
  });

  it('leaves trying again to the client', async () => {
    const chain = chainOf();
    expect(
      await during(fault.overloaded(), (input) => chain.invoke(input)),
      'The client tries again twice, so an outage is three requests; more came from somebody else',
    ).toEqual({ status: 503, requests: 3 });
  });
});

describe('withFallback', () => {
  const rng = seededRandom(43);

  it('gives what the first chain gives, and asks nobody else', async () => {
    const text = planted(rng);
    const { chain, asked } = pair([text]);
    expect(await chain.invoke(first), 'The first chain has answered').toBe(text);
    expect(asked(), 'Models that were asked').toEqual(['gpt-4o']);
  });

  it('asks the second chain after a 503', async () => {
    const text = planted(rng);
    const { chain, asked } = pair([fault.overloaded(), text]);
    expect(await chain.invoke(first), 'The first is overloaded, the second has answered').toBe(
      text,
    );
    expect(asked(), 'Models that were asked').toEqual(['gpt-4o', 'gpt-4o-mini']);
  });

  it('asks the second chain after a 429', async () => {
    const { chain, asked } = pair([fault.rateLimit(), 'Yes.']);
    await outcome(chain.invoke(first));
    expect(asked(), 'The first model has too many requests to answer').toEqual([
      'gpt-4o',
      'gpt-4o-mini',
    ]);
  });

  it('asks the second chain when the connection is lost', async () => {
    const { chain, asked } = pair([fault.disconnect(), 'Yes.']);
    await outcome(chain.invoke(first));
    expect(asked(), 'The connection to the first model broke before any answer').toEqual([
      'gpt-4o',
      'gpt-4o-mini',
    ]);
  });

  it('gives the second chain the same input', async () => {
    const { chain } = pair([fault.serverError(), 'Yes.']);
    await chain.invoke(withBraces);
    expect(api.requests[1]?.body, 'What the second model was asked').toMatchObject({
      messages: messagesOf(withBraces),
    });
  });

  it('lets a 400 through, and does not send it to the second chain', async () => {
    const { chain, asked } = pair([fault.status(400, { message: 'Too long.' }), 'Yes.']);
    expect(
      { result: await outcome(chain.invoke(first)), asked: asked() },
      'The request is wrong, for any model',
    ).toEqual({ result: 'status 400', asked: ['gpt-4o'] });
  });

  it('lets an error through that is none of the API', async () => {
    const broken = RunnableLambda.from((_: SupportInput): string => {
      throw new Error('There is no shop.');
    });
    api.reply('Yes.');
    const chain = withFallback(broken, plainChain('gpt-4o-mini'));
    expect(
      { result: await outcome(chain.invoke(first)), asked: api.requests.map(modelOf) },
      'The first chain has a bug of its own, and a second model would hide it',
    ).toEqual({ result: 'an Error about shop', asked: [] });
  });

  it('gives the error of the second chain when both are down', async () => {
    const { chain } = pair([fault.overloaded(), fault.unauthorized()]);
    expect(await outcome(chain.invoke(first)), 'First a 503, then a 401').toBe('status 401');
  });

  /** Two plain chains of other models behind one another, with what will happen to their requests. */
  function pair(plan: readonly (Fault | string)[]) {
    for (const step of plan) {
      if (typeof step === 'string') api.reply(step);
      else api.next(step);
    }
    return {
      chain: withFallback(plainChain('gpt-4o'), plainChain('gpt-4o-mini')),
      asked: () => api.requests.map(modelOf),
    };
  }
});

function chainOf() {
  return buildChain(new SdkChatModel(client));
}

/** A chain that owes nothing to buildChain: it renders the messages of the spec itself. */
function plainChain(model: string): Runnable<SupportInput, string> {
  return RunnableLambda.from(async (input: SupportInput) => {
    if (input.shop === undefined) throw new Error('There is no shop.');
    const answer = await impatient.chat.completions.create({ model, messages: messagesOf(input) });
    return answer.choices[0]?.message.content ?? '';
  });
}

/** The messages that the lesson asks for. */
function messagesOf({ shop, history, question }: SupportInput): (Turn | SystemMessage)[] {
  return [
    { role: 'system', content: systemTemplate.split('{shop}').join(shop) },
    ...history,
    { role: 'user', content: question },
  ];
}

interface SystemMessage {
  readonly role: 'system';
  readonly content: string;
}

/** Compares the newest request with the lesson: first who speaks, then what is said. */
function expectSent(input: SupportInput, situation: string): void {
  const sent = api.sent('chat.completions.create').at(-1)?.messages ?? [];
  const due = messagesOf(input);
  const rolesOf = (messages: readonly { readonly role: string }[]) =>
    messages.map(({ role }) => role).join(', ');
  expect(rolesOf(sent), `${situation}: the roles of the messages`).toBe(rolesOf(due));
  expect(sent, `${situation}: the messages`).toEqual(due);
}

function modelOf({ body }: RecordedRequest): unknown {
  return isRecord(body) ? body.model : null;
}

/** A client whose requests are noted and answered at once, for specs that make many of them. */
function recorder() {
  let body: unknown = null;
  const message = { role: 'assistant', content: 'Yes.', refusal: null };
  const answer = {
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  };
  const recording = client.withOptions({
    async fetch(url, init) {
      body = JSON.parse(String(init?.body));
      if (!isRecord(body) || body.stream !== true) return Response.json(answer);
      // Whoever streams gets a stream, and that is the offline API's trade.
      api.reply('Yes.');
      return await fetch(url, init);
    },
  });
  return { client: recording, sent: () => (isRecord(body) ? body.messages : null) };
}

function planted(rng: () => number): string {
  return `We have ${1_000 + Math.floor(rng() * 9_000)} tins of it.`;
}

function remembering(order: number): SupportInput {
  return {
    shop: 'Quill',
    history: [
      { role: 'user', content: `My order number is ${order}.` },
      { role: 'assistant', content: 'Thank you, I have noted that.' },
    ],
    question: 'What is my order number?',
  };
}

/** As JSON of a careless caller would have it; a parsed value has no type that could object. */
function withoutShop(): SupportInput {
  return JSON.parse('{"history": [], "question": "Do you sell tea?"}');
}

/** What becomes of a question when every request meets the fault, and how many requests there are. */
async function during(queued: Fault, call: (input: SupportInput) => Promise<string>) {
  api.next(...Array.from({ length: 30 }, () => queued));
  const status = await passTime(() => outcomeOrStatus(call));
  return { status, requests: api.requests.length };
}

async function outcomeOrStatus(call: (input: SupportInput) => Promise<string>) {
  try {
    return await call(first);
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error.status;
    throw error;
  }
}

async function outcome(answer: Promise<string>): Promise<string> {
  try {
    return `the answer ${await answer}`;
  } catch (error) {
    if (error instanceof OpenAI.APIError) return `status ${error.status}`;
    if (error instanceof Error && error.message.includes('shop')) return 'an Error about shop';
    throw error;
  }
}

/** Lets the pauses of whoever tries again pass at once. */
async function passTime<T>(call: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  const result = call();
  result.then(over, over);
  for (let step = 0; !isOver && step < 500; step += 1) {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(500);
  }
  vi.useRealTimers();
  return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
