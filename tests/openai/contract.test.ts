import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fault } from '#kit/openai/fetch';
import { adapters, type Running } from './adapters.ts';

const ask = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'What is the capital of France?' }],
};

describe.each(adapters)('through %s', (_name, start) => {
  let running: Running;
  let client: OpenAI;

  beforeAll(async () => {
    running = await start();
    client = running.client();
  });
  afterEach(() => running.api.reset());
  afterAll(() => running.stop());

  function post(path: string, body: unknown): Promise<Response> {
    return running.fetch(`${running.baseURL}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer offline', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  it('answers a 429 and the retry with exactly two requests', async () => {
    running.api.next(fault.rateLimit({ retryAfterMs: 1 }));
    const completion = await client.chat.completions.create(ask);
    expect(completion.choices[0]?.message.content).toContain('Paris');
    expect(running.api.requests.map(({ status, retryCount }) => [status, retryCount])).toEqual([
      [429, 0],
      [200, 1],
    ]);
  });

  it('gives up after the retries that the SDK makes, one request each', async () => {
    const slow = fault.rateLimit({ retryAfterMs: 1 });
    running.api.next(slow, slow, slow, fault.ok());
    await expect(client.chat.completions.create(ask)).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    expect(running.api.requests).toHaveLength(3);
  });

  it('does not try again after a 400', async () => {
    await expect(client.chat.completions.create({ ...ask, temperature: 9 })).rejects.toMatchObject({
      status: 400,
    });
    expect(running.api.requests).toHaveLength(1);
  });

  it('notices that a client breaks off a stream, and stops', async () => {
    running.api.next(fault.stall(3));
    const stream = await client.chat.completions.create({ ...ask, stream: true });
    for await (const _chunk of stream) break;
    await expect.poll(() => running.api.requests[0]?.ended).toBe('cancelled');
  });

  it('ends the loop without an error when the client aborts', async () => {
    running.api.next(fault.stall(3));
    const stream = await client.chat.completions.create({ ...ask, stream: true });
    const seen: string[] = [];
    for await (const chunk of stream) {
      seen.push(chunk.choices[0]?.delta.content ?? '');
      if (seen.length === 3) stream.controller.abort();
    }
    expect(seen).toEqual(['', 'The', ' capital']);
    await expect.poll(() => running.api.requests[0]?.ended).toBe('cancelled');
  });

  it('throws APIUserAbortError when the call is aborted before its headers', async () => {
    running.api.next(fault.slowHeaders(60_000));
    const controller = new AbortController();
    const call = client.chat.completions.create(ask, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(call).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
  });

  it('sends the headers that programs read', async () => {
    const { response, request_id } = await client.chat.completions.create(ask).withResponse();
    expect(request_id).toMatch(/^req_[0-9a-f]{32}$/);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('openai-version')).toBe('2020-10-01');
    expect(response.headers.get('x-sim-layer')).toBe('grounded-qa');
    const remaining = Number(response.headers.get('x-ratelimit-remaining-requests'));
    const { response: second } = await client.chat.completions.create(ask).withResponse();
    expect(Number(second.headers.get('x-ratelimit-remaining-requests'))).toBe(remaining - 1);
    expect(second.headers.get('x-ratelimit-reset-requests')).toBe('1m0s');
  });

  it('gives the same bytes for the same request', async () => {
    const body = {
      model: 'gpt-4o-mini',
      seed: 1,
      messages: [{ role: 'user', content: 'Write a story.' }],
    };
    const bytes = async (): Promise<readonly string[]> => [
      await (await post('/chat/completions', body)).text(),
      await (await post('/chat/completions', { ...body, stream: true })).text(),
      await (await post('/embeddings', { model: 'text-embedding-3-small', input: 'a cat' })).text(),
    ];
    expect(await bytes()).toEqual(await bytes());
  });

  it('varies an answer that is sampled without a seed, and repeats the row after a reset', async () => {
    const stories = async (): Promise<readonly (string | null | undefined)[]> => {
      const texts = [];
      for (let i = 0; i < 3; i += 1) {
        const messages = [{ role: 'user' as const, content: 'Write a story.' }];
        const { choices } = await client.chat.completions.create({
          model: 'gpt-4o-mini',
          messages,
        });
        texts.push(choices[0]?.message.content);
      }
      return texts;
    };
    const first = await stories();
    expect(new Set(first).size).toBeGreaterThan(1);
    running.api.reset();
    expect(await stories()).toEqual(first);
  });

  it('never answers a path it does not have, and says which', async () => {
    await expect(
      client.images.generate({ prompt: 'a cat', model: 'dall-e-3' }),
    ).rejects.toMatchObject({ status: 404 });
    expect(running.api.requests).toHaveLength(1);
    expect(running.api.failures).toHaveLength(1);
    expect(running.api.failures[0]).toContain('POST ');
    expect(running.api.failures[0]).toContain('/images/generations');
  });

  it.each<[string, unknown, string]>([
    ['/chat/completions', {}, 'you must provide a model parameter'],
    ['/chat/completions', { model: 'gpt-4o' }, "Missing required parameter: 'messages'."],
    ['/embeddings', { model: 'text-embedding-3-small' }, 'is invalid'],
    ['/responses', { model: 'gpt-4o' }, "Missing required parameter: 'input'."],
    ['/moderations', {}, "Missing required parameter: 'input'."],
    ['/batches', {}, "Missing required parameter: 'input_file_id'."],
    ['/fine_tuning/jobs', {}, "Missing required parameter: 'model'."],
    ['/files', {}, "Missing required parameter: 'file'."],
  ])('refuses an empty call of %s', async (path, body, message) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain(message);
  });

  it('tells what is wrong with a body that is no JSON', async () => {
    const response = await running.fetch(`${running.baseURL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer offline', 'content-type': 'application/json' },
      body: '{"model": ',
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain('parse the JSON body');
  });

  it('wants a key', async () => {
    const response = await running.fetch(`${running.baseURL}/models`);
    expect(response.status).toBe(401);
    expect((await response.json()).error.message).toContain("You didn't provide an API key.");
  });
});
