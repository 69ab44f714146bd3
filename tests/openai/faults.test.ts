import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAI, type Fault, fault } from '#kit/openai/fetch';
import { adapters, type Running } from './adapters.ts';
import { impatient, type Outcome, plainOutcome, streamOutcome } from './outcome.ts';
import { eventStream, handWrittenEvents, rawServer, type SendByHand, write } from './raw-server.ts';

const running = new Map<string, Running>();

beforeAll(async () => {
  for (const [name, start] of adapters) if (name !== 'msw') running.set(name, await start());
});
afterAll(async () => {
  for (const api of running.values()) await api.stop();
});

// MSW is started for its own turn alone, so that it does not stand in the way of the raw server.
async function throughAll(
  use: (api: Running) => Promise<Outcome>,
): Promise<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {};
  for (const [name, start] of adapters) {
    const api = running.get(name) ?? (await start());
    outcomes[name] = inOwnWords(await use(api));
    api.api.reset();
    if (name === 'msw') await api.stop();
  }
  return outcomes;
}

// The socket that MSW 3 imitates says "closed" where a real one says "other side closed".
function inOwnWords(outcome: Outcome): Outcome {
  if (outcome.error === null) return outcome;
  const causes = outcome.error.causes.map((cause) =>
    cause === 'SocketError: closed' ? 'SocketError: other side closed' : cause,
  );
  return { ...outcome, error: { ...outcome.error, causes } };
}

async function byHand(
  send: SendByHand,
  act: (client: Parameters<typeof plainOutcome>[0]) => Promise<Outcome>,
): Promise<Outcome> {
  const server = await rawServer(send);
  try {
    return await act(server.client);
  } finally {
    await server.stop();
  }
}

function json(status: number, error: object, headers: Record<string, string> = {}): SendByHand {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error }));
  };
}

function errorOf(queued: Fault): object {
  const { instead } = queued;
  if (instead === undefined || instead === 'drop' || typeof instead.body === 'string')
    throw new Error('No error body.');
  return instead.body.error;
}

describe('a refusal is what the SDK makes of the same bytes from a real server', () => {
  const refusals: readonly Fault[] = [
    fault.unauthorized(),
    fault.forbidden(),
    fault.notFound(),
    fault.conflict(),
    fault.rateLimit(),
    fault.rateLimit({ by: 'tokens', retryAfterMs: 1 }),
    fault.quota(),
    fault.serverError(),
    fault.overloaded(),
    fault.status(418, { message: 'Short and stout.' }),
  ];
  it.each(refusals.map((queued) => [queued.name, queued] as const))('%s', async (_name, queued) => {
    const { instead } = queued;
    const status = typeof instead === 'object' ? instead.status : 0;
    const expected = await byHand(json(status, errorOf(queued)), plainOutcome);
    expect(expected.error?.status).toBe(status);
    const outcomes = await throughAll((api) => {
      api.api.next(queued);
      return plainOutcome(impatient(api));
    });
    for (const outcome of Object.values(outcomes)) expect(outcome).toEqual(expected);
  });

  it('502 with HTML', async () => {
    const html =
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n';
    const expected = await byHand((response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end(html);
    }, plainOutcome);
    expect(expected.error).toMatchObject({ name: 'InternalServerError', status: 502 });
    const outcomes = await throughAll((api) => {
      api.api.next(fault.badGateway());
      return plainOutcome(impatient(api));
    });
    for (const outcome of Object.values(outcomes)) expect(outcome).toEqual(expected);
  });
});

describe('a broken transport is what the SDK makes of a real socket', () => {
  const half = (response: Parameters<SendByHand>[0]): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
    response.write('{"id":"chatcmpl-1","choi');
  };
  const upTo =
    (count: number) =>
    async (response: Parameters<SendByHand>[0]): Promise<void> => {
      response.writeHead(200, eventStream);
      for (const event of handWrittenEvents().slice(0, count)) await write(response, event);
    };

  it.each<[string, Fault, SendByHand, typeof plainOutcome]>([
    [
      'disconnect before the headers',
      fault.disconnect(),
      (response) => void response.destroy(),
      plainOutcome,
    ],
    [
      'disconnect in the middle of JSON',
      fault.disconnectAfter(1),
      async (response) => {
        half(response);
        setTimeout(() => response.destroy(), 20);
      },
      plainOutcome,
    ],
    [
      'disconnect in the middle of a stream',
      fault.disconnectAfter(4),
      async (response) => {
        await upTo(4)(response);
        response.destroy();
      },
      streamOutcome,
    ],
    [
      'an error event in a stream',
      fault.errorEvent(3),
      async (response) => {
        await upTo(3)(response);
        const message = 'The server had an error while processing your request. Sorry about that!';
        response.end(
          `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } })}\n\n`,
        );
      },
      streamOutcome,
    ],
    [
      'a malformed event',
      fault.malformedEvent(3),
      async (response) => {
        await upTo(3)(response);
        response.end('data: {"id":"chatcmpl-broken","choices":[{"index":0,"delta":{"con\n\n');
      },
      streamOutcome,
    ],
    [
      'a stream without [DONE]',
      fault.missingDone(),
      async (response) => {
        await upTo(9)(response);
        response.end();
      },
      streamOutcome,
    ],
  ])('%s', async (_name, queued, send, act) => {
    const expected = await byHand(send, act);
    const outcomes = await throughAll((api) => {
      api.api.next(queued);
      return act(impatient(api));
    });
    // MSW 2 has no sockets: before the headers it knows but one failure.
    if (queued.name === 'disconnect') {
      const causes = [expect.stringMatching(/^TypeError: (?:Failed to fetch|fetch failed)$/)];
      expect(outcomes.msw?.error).toMatchObject({ name: 'APIConnectionError', causes });
      delete outcomes.msw;
    }
    for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).toEqual(expected);
  });

  it('slow headers run into the timeout', async () => {
    const expected = await byHand(
      () => {},
      (client) => plainOutcome(client.withOptions({ timeout: 30 })),
    );
    expect(expected.error?.name).toBe('APIConnectionTimeoutError');
    const outcomes = await throughAll((api) => {
      api.api.next(fault.slowHeaders(60_000));
      return plainOutcome(impatient(api, 30));
    });
    for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).toEqual(expected);
  });

  it('characters that are cut in two arrive whole', async () => {
    const outcomes = await throughAll((api) => {
      api.api.next(fault.splitCharacters());
      api.api.reply('👋 é 🧑‍🚀 Zürich');
      return streamOutcome(impatient(api));
    });
    for (const [name, outcome] of Object.entries(outcomes)) {
      expect(outcome, name).toEqual({ text: '👋 é 🧑‍🚀 Zürich', finish: 'stop', error: null });
    }
  });
});

describe('time', () => {
  afterEach(() => {
    for (const api of running.values()) api.api.reset();
  });

  it('a slow body comes when the clock has moved on', async () => {
    const api = running.get('fetch');
    if (api === undefined) throw new Error('not started');
    api.api.next(fault.slowBody(60_000));
    const outcome = plainOutcome(impatient(api));
    const timer = setInterval(() => api.api.clock.advance(60_000), 1);
    expect((await outcome).text).toBe('The capital of France is Paris.');
    clearInterval(timer);
  });

  it.each(['fetch', 'loopback'])('a stalled stream ends by an abort (%s)', async (name) => {
    const api = running.get(name);
    if (api === undefined) throw new Error('not started');
    api.api.next(fault.stall(3));
    const client = impatient(api);
    const stream = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      stream: true,
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
    });
    const seen: string[] = [];
    for await (const chunk of stream) {
      seen.push(chunk.choices[0]?.delta.content ?? '');
      if (seen.length === 3) stream.controller.abort();
    }
    expect(seen).toEqual(['', 'The', ' capital']);
    await expect.poll(() => api.api.requests[0]?.ended).toBe('cancelled');
  });
});

describe('what the model says', () => {
  const cases: readonly (readonly [queued: Fault, expected: Partial<Outcome>])[] = [
    [fault.contentFilter(), { text: 'The capital of F', finish: 'content_filter', error: null }],
    [fault.truncated(), { text: 'The capital of F', finish: 'length', error: null }],
    [fault.emptyChoices(), { text: '', finish: null, error: null }],
    [fault.ok(), { text: 'The capital of France is Paris.', finish: 'stop', error: null }],
  ];
  it.each(cases.map(([queued, expected]) => [queued.name, queued, expected] as const))(
    '%s',
    async (_name, queued, expected) => {
      for (const act of [plainOutcome, streamOutcome]) {
        const outcomes = await throughAll((api) => {
          api.api.next(queued);
          return act(impatient(api));
        });
        for (const outcome of Object.values(outcomes)) expect(outcome).toEqual(expected);
      }
    },
  );

  it('refuses', async () => {
    const api = running.get('fetch');
    api?.api.next(fault.refusal('No.'));
    const completion = await api?.client().chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Hi' }],
    });
    expect(completion?.choices[0]?.message).toMatchObject({ content: null, refusal: 'No.' });
  });

  it('is not written where a fault says something else, and a reply laid down for it is used up', async () => {
    const api = createOpenAI();
    const client = new OpenAI({ apiKey: 'offline', fetch: api.fetch, maxRetries: 0 });
    const ask = () =>
      client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'Write a story about the sea.' }],
      });
    api.next(fault.refusal('No.'), fault.refusal('No.'), fault.emptyChoices());
    const unwritten = await ask();
    expect(unwritten.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { refusal: 'No.' },
    });
    // "No" and the full stop.
    expect(unwritten.usage?.completion_tokens).toBe(2);
    expect(api.requests[0]?.layer).toBe('scripted');
    api.reply('First.', 'Second.', 'Third.');
    expect((await ask()).choices[0]?.message.refusal).toBe('No.');
    expect((await ask()).choices).toEqual([]);
    expect((await ask()).choices[0]?.message.content).toBe('Third.');
  });

  it('writes arguments that are cut off, or no JSON', async () => {
    const api = running.get('fetch');
    const ask = () =>
      api?.client().chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: 'How many units of A-17 are in stock?' }],
        tools: [
          {
            type: 'function',
            function: {
              name: 'get_stock',
              parameters: {
                type: 'object',
                properties: { sku: { type: 'string' } },
                required: ['sku'],
              },
            },
          },
        ],
      });
    api?.api.next(fault.truncated(), fault.invalidArguments());
    const cut = (await ask())?.choices[0];
    expect(cut).toMatchObject({
      finish_reason: 'length',
      message: { tool_calls: [{ function: { arguments: '{"sku":' } }] },
    });
    const broken = (await ask())?.choices[0]?.message.tool_calls?.[0];
    if (broken?.type !== 'function') throw new Error('A call was due.');
    expect(() => JSON.parse(broken.function.arguments)).toThrow(SyntaxError);
  });
});

describe('details', () => {
  it('sends retry-after in all of its forms', () => {
    const headers = (queued: Fault): unknown =>
      typeof queued.instead === 'object' ? queued.instead.headers : null;
    expect(headers(fault.rateLimit({ retryAfter: 3 }))).toMatchObject({ 'retry-after': '3' });
    expect(headers(fault.rateLimit({ retryAfterMs: 20 }))).toMatchObject({
      'retry-after-ms': '20',
    });
    const date = new Date(Date.UTC(2026, 0, 1, 0, 0, 5));
    expect(headers(fault.rateLimit({ retryAfter: date }))).toMatchObject({
      'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT',
    });
  });

  it('breaks a response off with the nested error that the SDK throws', async () => {
    const api = running.get('fetch');
    if (api === undefined) throw new Error('not started');
    api.api.next(fault.errorEvent(3));
    const stream = await api
      .client()
      .responses.create({ model: 'gpt-4o-mini', input: 'Hello!', stream: true });
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { type } of stream) seen.push(type);
    };
    await expect(read()).rejects.toThrow('The server had an error while processing your request.');
    expect(seen).toHaveLength(3);
    api.api.reset();
  });
});
