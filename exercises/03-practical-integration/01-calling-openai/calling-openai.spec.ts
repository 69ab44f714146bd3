import fc from 'fast-check';
import OpenAI from 'openai';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectError, expectRejection } from '#kit/expect-error';
import { NotImplemented } from '#kit/not-implemented';
import { type Fault, fault, setupOpenAI } from '#kit/openai';
import { seededRandom } from '#kit/random';
import {
  type BackoffOptions,
  type ChatMessage,
  type Completion,
  complete,
  costOf,
  createClient,
  isRetryable,
  respond,
  withBackoff,
} from './calling-openai.ts';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline', baseURL: 'https://api.openai.com/v1' });
const model = 'gpt-4o-mini';
const question: readonly ChatMessage[] = [{ role: 'user', content: 'How many are in stock?' }];

// With its first answer the offline API loads its model, and no spec should have to wait for that.
beforeAll(async () => {
  await ask(client);
  api.reset();
});

beforeEach(() => {
  // Whatever the machine's own environment holds, the specs see this.
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-this-machine');
  vi.stubEnv('OPENAI_BASE_URL', undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('createClient', () => {
  const rng = seededRandom(31);

  it('sends the key of the environment it was given', async () => {
    const key = `sk-test-${Math.floor(rng() * 1e9)}`;
    await ask(createClient({ OPENAI_API_KEY: key }));
    expect(
      api.requests[0]?.headers.authorization,
      `The environment that you were given has the key ${key}; this is what the API received`,
    ).toBe(`Bearer ${key}`);
  });

  it('refuses to start without a key', () => {
    expectError(() => clientWith({}), Error, 'OPENAI_API_KEY');
  });

  it('takes an empty or blank key for a missing one', () => {
    for (const blank of [' \n', '']) {
      expectError(() => clientWith({ OPENAI_API_KEY: blank }), Error, 'OPENAI_API_KEY');
    }
  });

  it('sets a time limit of 30 seconds, and two retries', () => {
    const { timeout, maxRetries } = createClient({ OPENAI_API_KEY: 'sk-test' });
    expect(
      { timeout, maxRetries },
      'The client counts its time limit in milliseconds; its own default is ten minutes',
    ).toEqual({ timeout: 30_000, maxRetries: 2 });
  });

  it('waits 20 seconds for an answer, and not 45', async () => {
    const client = createClient({ OPENAI_API_KEY: 'sk-test' });
    const requestsFor = async (seconds: number): Promise<number> => {
      const before = api.requests.length;
      api.next(fault.slowHeaders(seconds * 1_000));
      await passTime(() => ask(client));
      return api.requests.length - before;
    };
    expect(
      { 'answer after 20 s': await requestsFor(20), 'after 45 s': await requestsFor(45) },
      'An answer that comes within 30 seconds takes one request; a later one is given up for a second request',
    ).toEqual({ 'answer after 20 s': 1, 'after 45 s': 2 });
  });
});

describe('complete', () => {
  const rng = seededRandom(32);
  const planted = (): number => 1_000 + Math.floor(rng() * 9_000);

  it('gives the text of the answer', async () => {
    const text = `There are ${planted()} in stock.`;
    api.reply(text);
    const answer = await complete(client, question, { model });
    expect(answer.text, 'The model has answered in one sentence').toBe(text);
  });

  it('sends the whole conversation, as it is', async () => {
    const conversation: readonly ChatMessage[] = [
      { role: 'system', content: `You work in shop ${planted()}.` },
      { role: 'user', content: ' Is A1 in stock?\n' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: `And B${planted()}?` },
    ];
    await complete(client, conversation, { model });
    const sent = api.sent('chat.completions.create')[0]?.messages ?? [];
    expect(
      sent.map(({ role }) => role),
      `The conversation has four messages; ${sent.length} reached the API, in these roles`,
    ).toEqual(['system', 'user', 'assistant', 'user']);
    expect(sent, 'The messages reached the API in another form than they came').toEqual(
      conversation,
    );
  });

  it('lets the model know what was said before', async () => {
    const order = planted();
    const { text } = await complete(
      client,
      [
        { role: 'user', content: `My order number is ${order}.` },
        { role: 'assistant', content: 'Thank you, I have noted that.' },
        { role: 'user', content: 'What is my order number?' },
      ],
      { model },
    );
    expect(text, `Two messages ago the user has named the order ${order}`).toContain(String(order));
  });

  it('asks for the model and the limit that it was given', async () => {
    await complete(client, question, { model: 'gpt-4.1-nano', maxTokens: 321 });
    const [sent] = api.sent('chat.completions.create');
    expect(
      { model: sent?.model, max_completion_tokens: sent?.max_completion_tokens },
      'It was called with the model gpt-4.1-nano and maxTokens 321',
    ).toEqual({ model: 'gpt-4.1-nano', max_completion_tokens: 321 });
  });

  it('can limit a reasoning model too', async () => {
    const text = `It is ${planted()}.`;
    api.reply(text);
    const answer = await complete(client, question, { model: 'o4-mini', maxTokens: 4_000 });
    expect(answer.text, 'o4-mini was asked, with maxTokens 4000').toBe(text);
  });

  it('says that the answer was cut at the limit', async () => {
    api.reply('Take one pill in the morning, and never more than two.');
    const answer = await kept(complete(client, question, { model, maxTokens: 4 }));
    expect(
      answer,
      'The limit was 4 tokens, and the answer has more: without the reason this looks like a whole sentence',
    ).toEqual({ text: 'Take one pill in', finishReason: 'length' });
  });

  it('says that a filter has cut the answer', async () => {
    api.reply({ content: 'First you', finishReason: 'content_filter' });
    expect(
      await kept(complete(client, question, { model })),
      'The content filter ended the answer',
    ).toEqual({
      text: 'First you',
      finishReason: 'content_filter',
    });
  });

  it('gives the words of a refusal, and no text', async () => {
    const refusal = `I cannot help with request ${planted()}.`;
    api.reply({ refusal });
    const answer = await complete(client, question, { model });
    expect(
      { text: answer.text, refusal: answer.refusal, finishReason: answer.finishReason },
      'The model refused: the content of its message is null, and its refusal is not',
    ).toEqual({ text: '', refusal, finishReason: 'stop' });
  });

  it('says of an answer that there was no refusal', async () => {
    api.reply('Yes.');
    const answer = await complete(client, question, { model });
    expect(answer, 'The model answered "Yes."').toMatchObject({ text: 'Yes.', refusal: null });
  });

  it('reports the tokens that were counted', async () => {
    api.reply('word '.repeat(10 + (planted() % 20)));
    const { usage } = await complete(client, question, { model });
    const { prompt = 0, completion = 0 } = api.requests[0]?.usage ?? {};
    expect(usage, `The API counted ${prompt} tokens of prompt and ${completion} of answer`).toEqual(
      { inputTokens: prompt, cachedTokens: 0, outputTokens: completion },
    );
  });

  it('reports how many tokens of the prompt were cached', async () => {
    const manual: ChatMessage = { role: 'system', content: 'Never sell below cost. '.repeat(230) };
    await complete(client, [manual, ...question], { model });
    const { usage } = await complete(client, [manual, ...question], { model });
    const { prompt = 0, completion = 0 } = api.requests[1]?.usage ?? {};
    // OpenAI's guide to prompt caching: from 1,024 tokens on, in steps of 128.
    const cached = Math.floor(prompt / 128) * 128;
    expect(
      usage,
      `The same ${prompt} tokens were sent twice; at the second time ${cached} of them came from the cache`,
    ).toEqual({ inputTokens: prompt, cachedTokens: cached, outputTokens: completion });
  });

  it('does not take an answer without choices for an empty text', async () => {
    api.next(fault.emptyChoices());
    await expectRejection(() => complete(client, question, { model }), Error, 'choices');
  });

  it('passes a refused request on as the error it is, after one request', async () => {
    const unknown = `gpt-${planted()}`;
    await expectRejection(
      () => passTime(() => complete(client, question, { model: unknown })),
      OpenAI.NotFoundError,
      unknown,
    );
    expect(
      api.requests.length,
      `There is no model ${unknown}, and there will be none in a second: one request is enough`,
    ).toBe(1);
  });

  it('leaves the retrying to the client', async () => {
    api.next(...Array.from({ length: 30 }, fault.serverError));
    await expectRejection(
      () => passTime(() => complete(client, question, { model })),
      OpenAI.InternalServerError,
      'The server had an error',
    );
    expect(
      api.requests.length,
      `The API is down, and the client makes three requests for a call; the API received ${api.requests.length}`,
    ).toBe(3);
  });
});

describe('isRetryable', () => {
  it('tells a rate limit from a bad request', async () => {
    expect(
      {
        'rate limit': isRetryable(await errorOf(fault.rateLimit())),
        'bad request': isRetryable(await errorOf(fault.status(400))),
      },
      'A rate limit (429) is over in a minute; a bad request (400) stays bad',
    ).toEqual({ 'rate limit': true, 'bad request': false });
  });

  it('knows the statuses that time can heal', () => {
    // The SDK's own README names the same as retried: 408, 409, 429 and from 500 on.
    const statuses = [400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 529];
    expect(
      statuses.filter((status) => isRetryable(apiError(status))),
      `Of the statuses ${statuses.join(', ')} these were said to be retryable`,
    ).toEqual([408, 409, 429, 500, 502, 503, 529]);
  });

  it('takes a lost connection and a timeout for passing', async () => {
    expect(
      {
        'connection lost': isRetryable(await errorOf(fault.disconnect())),
        timeout: isRetryable(new OpenAI.APIConnectionTimeoutError()),
        'bad key': isRetryable(await errorOf(fault.unauthorized())),
      },
      'Without an answer there is no status: the first two errors have status undefined',
    ).toEqual({ 'connection lost': true, timeout: true, 'bad key': false });
  });

  it('does not wait for money', async () => {
    expect(
      {
        'too fast': isRetryable(await errorOf(fault.rateLimit({ by: 'tokens' }))),
        'credit used up': isRetryable(await errorOf(fault.quota())),
      },
      'Both are a RateLimitError with status 429; the second has the code insufficient_quota',
    ).toEqual({ 'too fast': true, 'credit used up': false });
  });

  it('does not repeat a call that the user has cancelled', () => {
    expect(
      {
        cancelled: isRetryable(new OpenAI.APIUserAbortError()),
        timeout: isRetryable(new OpenAI.APIConnectionTimeoutError()),
      },
      'Both are an APIError with status undefined; the first is the wish of your own program',
    ).toEqual({ cancelled: false, timeout: true });
  });

  it('does not repeat bugs', () => {
    const thrown = [new TypeError('x is not a function'), 'a string', undefined, { status: 503 }];
    expect(
      thrown.filter(isRetryable),
      'None of what was thrown is an error of the OpenAI client',
    ).toEqual([]);
  });

  it('goes by the status, whatever the message says', () => {
    const messages = fc.constantFrom('Rate limit reached', 'Timed out', 'Bad request', '500');
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), messages, (status, message) => {
        expect(
          isRetryable(apiError(status, { message })),
          `The status is ${status}, with the message "${message}"`,
        ).toBe([408, 409, 429].includes(status) || status >= 500);
      }),
    );
  });
});

describe('costOf', () => {
  // Prices of gpt-4o-mini in 2025, as OpenAI listed them.
  const prices = { input: 0.15, cachedInput: 0.075, output: 0.6 };

  it('counts new, cached and written tokens at their own prices', () => {
    const cost = costOf({ inputTokens: 2_000, cachedTokens: 1_500, outputTokens: 300 }, prices);
    expect(
      microDollars(cost),
      '2,000 tokens went in, 1,500 of them cached, and 300 came out: 75 + 112.5 + 180 millionths of a dollar',
    ).toBeCloseTo(367.5, 6);
  });

  it('takes the prices for a million tokens', () => {
    const cost = costOf({ inputTokens: 600_000, cachedTokens: 0, outputTokens: 0 }, prices);
    expect(cost, '600,000 new tokens at $0.15 for a million').toBeCloseTo(0.09, 9);
  });

  it('knows that output costs more than input', () => {
    const asked = costOf({ inputTokens: 900, cachedTokens: 0, outputTokens: 100 }, prices);
    const told = costOf({ inputTokens: 100, cachedTokens: 0, outputTokens: 900 }, prices);
    expect(
      { asked: microDollars(asked), told: microDollars(told) },
      'Each call has 1,000 tokens: the first reads 900 of them, the second writes 900',
    ).toEqual({ asked: 195, told: 555 });
  });

  it('saves the difference of the prices for each token that is cached', () => {
    const tokens = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(tokens, tokens, tokens, (fresh, cached, outputTokens) => {
        const inputTokens = fresh + cached;
        const saved =
          costOf({ inputTokens, cachedTokens: 0, outputTokens }, prices) -
          costOf({ inputTokens, cachedTokens: cached, outputTokens }, prices);
        expect(
          saved * 1e6,
          `Of ${inputTokens} input tokens ${cached} were cached, at half the price`,
        ).toBeCloseTo(cached * 0.075, 4);
      }),
    );
  });
});

describe('withBackoff', () => {
  it('gives the answer that a retry brings', async () => {
    const rng = seededRandom(33);
    const answer = `answer ${Math.floor(rng() * 1e6)}`;
    const { options, pauses } = watched({ maxRetries: 2 });
    const calls = failing([apiError(503)], answer);
    const given = await withBackoff(client, calls.call, options);
    expect(
      { given, calls: calls.made(), pauses },
      'The first call failed with a 503, the second succeeded',
    ).toEqual({ given: answer, calls: 2, pauses: [500] });
  });

  it('makes no more requests than it promises', async () => {
    api.next(...Array.from({ length: 30 }, fault.serverError));
    const { options } = watched({ maxRetries: 2 });
    await expectRejection(
      () => passTime(() => withBackoff(client, ask, options)),
      OpenAI.InternalServerError,
      'The server had an error',
    );
    expect(
      api.requests.length,
      `Two retries are three requests; the client has two retries of its own, and the API received ${api.requests.length}`,
    ).toBe(3);
  });

  it('doubles the pause each time, up to 8 seconds', async () => {
    const { options, pauses } = watched({ maxRetries: 6 });
    const calls = failing(Array.from({ length: 6 }, () => apiError(500)));
    await withBackoff(client, calls.call, options);
    // The SDK's own schedule: half a second, doubled each time, 8 seconds at most.
    expect(pauses, 'Six calls failed, and random() gave 0 each time').toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000,
    ]);
  });

  it('shortens the pause by chance', async () => {
    const { options, pauses } = watched({ maxRetries: 3, random: () => 0.8 });
    const calls = failing(Array.from({ length: 3 }, () => apiError(500)));
    await withBackoff(client, calls.call, options);
    expect(
      pauses.map((pause) => Math.round(pause)),
      'random() gave 0.8 each time, so each pause is 20 % shorter',
    ).toEqual([400, 800, 1_600]);
  });

  it('waits as long as the server asks for', async () => {
    const { options, pauses } = watched({ maxRetries: 1, random: () => 0.5 });
    await withBackoff(client, failing([apiError(429, {}, { 'retry-after': '7' })]).call, options);
    expect(pauses, 'The header retry-after is 7, and its unit is the second').toEqual([7_000]);
  });

  it('takes the finer of two headers', async () => {
    const { options, pauses } = watched({ maxRetries: 1, random: () => 0.5 });
    const headers = { 'retry-after-ms': '1250', 'retry-after': '2' };
    await withBackoff(client, failing([apiError(429, {}, headers)]).call, options);
    expect(pauses, 'retry-after-ms is 1250, and retry-after is the same, rounded up: 2').toEqual([
      1_250,
    ]);
  });

  it('does not repeat what cannot be healed', async () => {
    const { options, pauses } = watched({ maxRetries: 5 });
    const calls = failing([apiError(400, { message: 'no such parameter' })]);
    await expectRejection(
      () => withBackoff(client, calls.call, options),
      OpenAI.BadRequestError,
      'no such parameter',
    );
    expect(
      { calls: calls.made(), pauses },
      'The first call failed with a 400, and the second would fail like it',
    ).toEqual({ calls: 1, pauses: [] });
  });

  it('throws the last error when no retries are left', async () => {
    const { options, pauses } = watched({ maxRetries: 2 });
    const errors = ['first', 'second', 'third'].map((message) => apiError(500, { message }));
    const calls = failing(errors);
    await expectRejection(
      () => withBackoff(client, calls.call, options),
      OpenAI.InternalServerError,
      'third',
    );
    expect(
      { calls: calls.made(), pauses },
      'Two retries are three calls, with two pauses between them',
    ).toEqual({ calls: 3, pauses: [500, 1_000] });
  });

  it('never waits longer than the schedule, and never less than three quarters of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 8 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (failures, chance) => {
          const { options, pauses } = watched({ maxRetries: failures, random: () => chance });
          const calls = failing(Array.from({ length: failures }, () => apiError(500)));
          await withBackoff(client, calls.call, options);
          const schedule = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000];
          const shares = pauses.map((pause, retry) => pause / (schedule[retry] ?? 0));
          expect(
            {
              pauses: pauses.length,
              within: shares.every((share) => share > 0.75 - 1e-9 && share < 1 + 1e-9),
            },
            `${failures} calls failed, and random() gave ${chance}: the pauses were ${pauses.join(', ')}`,
          ).toEqual({ pauses: failures, within: true });
        },
      ),
    );
  });
});

describe('respond', () => {
  const rng = seededRandom(34);
  const planted = (): number => 1_000 + Math.floor(rng() * 9_000);

  it('gives the text of the answer', async () => {
    const text = `There are ${planted()} in stock.`;
    api.reply(text);
    const { refusal, finishReason, ...answer } = await respond(client, question, { model });
    expect(
      { text: answer.text, refusal, finishReason },
      'The response is completed, and its text is one sentence',
    ).toEqual({ text, refusal: null, finishReason: 'stop' });
  });

  it('sends the conversation and the limit, and has nothing stored', async () => {
    const conversation: readonly ChatMessage[] = [
      { role: 'system', content: `You work in shop ${planted()}.` },
      { role: 'user', content: 'Is A1 in stock?' },
      { role: 'assistant', content: 'Yes.' },
      { role: 'user', content: 'And B2?' },
    ];
    await respond(client, conversation, { model, maxTokens: 99 });
    const [sent] = api.sent('responses.create');
    expect(
      { input: sent?.input, max_output_tokens: sent?.max_output_tokens, store: sent?.store },
      'The conversation has four messages, maxTokens is 99, and the API stores by default',
    ).toEqual({ input: conversation, max_output_tokens: 99, store: false });
  });

  it('finds the text behind the reasoning', async () => {
    const text = `It is ${planted()}.`;
    api.reply(text);
    const answer = await respond(client, question, { model: 'o4-mini' });
    expect(
      { text: answer.text, finishReason: answer.finishReason },
      'The output of a reasoning model has two items: its reasoning, then its message',
    ).toEqual({ text, finishReason: 'stop' });
  });

  it('says that the answer was cut at the limit', async () => {
    api.reply('Take one pill in the morning '.repeat(10));
    const answer = await kept(respond(client, question, { model, maxTokens: 16 }));
    expect(
      { ...answer, text: answer.text.slice(0, 16) },
      'The status is incomplete, and the reason is max_output_tokens',
    ).toEqual({ text: 'Take one pill in', finishReason: 'length' });
  });

  it('says that a filter has cut the answer', async () => {
    api.reply({ content: 'First you', finishReason: 'content_filter' });
    expect(
      await kept(respond(client, question, { model })),
      'The status is incomplete, and the reason is content_filter',
    ).toEqual({ text: 'First you', finishReason: 'content_filter' });
  });

  it('gives the words of a refusal, and no text', async () => {
    const words = `I cannot help with request ${planted()}.`;
    api.reply({ refusal: words });
    const { text, refusal, finishReason } = await respond(client, question, { model });
    expect(
      { text, refusal, finishReason },
      'The message has one content part, of the type refusal',
    ).toEqual({ text: '', refusal: words, finishReason: 'stop' });
  });

  it('reports the tokens that were counted', async () => {
    api.reply('word '.repeat(10 + (planted() % 20)));
    const { usage } = await respond(client, question, { model });
    const { prompt = 0, completion = 0 } = api.requests[0]?.usage ?? {};
    expect(usage, `The API counted ${prompt} input tokens and ${completion} output tokens`).toEqual(
      { inputTokens: prompt, cachedTokens: 0, outputTokens: completion },
    );
  });

  it('does not take a failed response for an answer', async () => {
    const message = `The model gave up at step ${planted()}.`;
    api.next(failedResponse(message));
    await expectRejection(() => respond(client, question, { model }), Error, message);
  });
});

/** Makes a client, and says in words with which key. */
function clientWith(env: Readonly<Record<string, string>>): string {
  return `a client with the key ${JSON.stringify(createClient(env).apiKey)}`;
}

/** Any call of the API, to see what a client does. */
function ask(client: OpenAI): Promise<unknown> {
  return client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'How many are in stock?' }],
  });
}

/** What the caller has in hand: an answer and why it ended, or only an error that was thrown on purpose. */
async function kept(call: Promise<Completion>): Promise<{ text: string; finishReason: string }> {
  try {
    const { text, finishReason } = await call;
    return { text, finishReason };
  } catch (error) {
    const isAccident = [NotImplemented, TypeError, ReferenceError, OpenAI.APIError].some(
      (kind) => error instanceof kind,
    );
    if (isAccident) throw error;
    return { text: '', finishReason: 'an error was thrown' };
  }
}

/** Makes a call on fake time, and lets half a second pass again and again until it has come to its end. */
async function passTime<T>(call: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  const result = call();
  result.then(over, over);
  for (let step = 0; !isOver && step < 2_000; step += 1) {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(500);
  }
  vi.useRealTimers();
  return result;
}

/** What the client throws when its only request meets the fault. */
async function errorOf(queued: Fault): Promise<unknown> {
  api.next(queued);
  try {
    await ask(client.withOptions({ maxRetries: 0 }));
  } catch (error) {
    return error;
  }
  throw new Error(`The fault ${queued.name} has made no error.`);
}

/** The error that the client makes of an answer with this status. */
function apiError(
  status: number,
  error: { readonly message?: string } = {},
  headers: Readonly<Record<string, string>> = {},
): unknown {
  const { message = 'Something went wrong.' } = error;
  return OpenAI.APIError.generate(status, { error: { message } }, message, new Headers(headers));
}

/** Calls that throw these errors, one after the other, and then give the answer. */
function failing(errors: readonly unknown[], answer = 'done') {
  let made = 0;
  return {
    made: () => made,
    async call(): Promise<string> {
      made += 1;
      if (made <= errors.length) throw errors[made - 1];
      return answer;
    },
  };
}

/** Options whose pauses take no time and are written down. */
function watched(given: Pick<BackoffOptions, 'maxRetries'> & Partial<BackoffOptions>) {
  const pauses: number[] = [];
  const options: BackoffOptions = {
    random: () => 0,
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    ...given,
  };
  return { options, pauses };
}

function microDollars(dollars: number): number {
  return Number((dollars * 1e6).toFixed(6));
}

/** A response that the API has accepted, and that failed while the model wrote. */
function failedResponse(message: string): Fault {
  const body = {
    id: 'resp_1',
    object: 'response',
    status: 'failed',
    error: { code: 'server_error', message },
    incomplete_details: null,
    output: [],
    usage: null,
  };
  const headers = { 'content-type': 'application/json' };
  return { name: 'failedResponse', instead: { status: 200, headers, body: JSON.stringify(body) } };
}
