import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { fault, setupOpenAI } from '#kit/openai';

const api = setupOpenAI();
const client = new OpenAI({ apiKey: 'offline' });
const ask = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Say hello.' }] } as const;

async function chunksOf(
  body: Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'stream'>,
): Promise<OpenAI.ChatCompletionChunk[]> {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  for await (const chunk of await client.chat.completions.create({ ...body, stream: true })) {
    chunks.push(chunk);
  }
  return chunks;
}

const hello = { ...ask, messages: [...ask.messages] };

describe('create', () => {
  it('answers with the fields of a recorded completion, in their order', async () => {
    api.reply('Hello there.');
    const completion = await client.chat.completions.create(hello);
    expect(Object.keys(completion)).toEqual([
      'id',
      'object',
      'created',
      'model',
      'choices',
      'usage',
      'service_tier',
      'system_fingerprint',
    ]);
    expect(completion.id).toMatch(/^chatcmpl-[A-Za-z0-9]{29}$/);
    expect(completion.model).toBe('gpt-4o-mini-2024-07-18');
    expect(completion.system_fingerprint).toMatch(/^fp_[0-9a-f]{10}$/);
    expect(completion.choices[0]?.message).toEqual({
      role: 'assistant',
      content: 'Hello there.',
      refusal: null,
      annotations: [],
    });
    expect(completion._request_id).toBe(api.requests[0]?.requestId);
  });

  it('cuts at max_tokens and says so', async () => {
    api.reply('one two three four five six');
    const { choices, usage } = await client.chat.completions.create({ ...hello, max_tokens: 3 });
    expect(choices[0]?.message.content).toBe('one two three');
    expect(choices[0]?.finish_reason).toBe('length');
    expect(usage?.completion_tokens).toBe(3);
  });

  it('ends before a stop string', async () => {
    api.reply('first\nsecond');
    const { choices } = await client.chat.completions.create({ ...hello, stop: '\n' });
    expect(choices[0]?.message.content).toBe('first');
    expect(choices[0]?.finish_reason).toBe('stop');
  });
});

describe('stream', () => {
  it('sends the role, one token a chunk, the finish reason, and usage when asked', async () => {
    api.reply('Hello there, world.');
    const chunks = await chunksOf({ ...hello, stream_options: { include_usage: true } });
    expect(chunks.map(({ choices }) => choices[0]?.delta ?? null)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { content: 'Hello' },
      { content: ' there' },
      { content: ',' },
      { content: ' world' },
      { content: '.' },
      {},
      null,
    ]);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
    expect(chunks.at(-1)?.usage?.completion_tokens).toBe(5);
  });

  it('opens a single tool call in the first chunk', async () => {
    api.reply({ toolCalls: [{ name: 'stock', arguments: { sku: 'A1' } }] });
    const chunks = await chunksOf({
      ...hello,
      tools: [{ type: 'function', function: { name: 'stock' } }],
    });
    const [first, ...rest] = chunks.map(({ choices }) => choices[0]?.delta);
    expect(first).toMatchObject({
      role: 'assistant',
      content: null,
      tool_calls: [{ index: 0, type: 'function', function: { name: 'stock', arguments: '' } }],
    });
    const parts = rest.flatMap((delta) => delta?.tool_calls ?? []);
    expect(parts.every(({ id, type }) => id === undefined && type === undefined)).toBe(true);
    expect(parts.map((part) => part.function?.arguments).join('')).toBe('{"sku":"A1"}');
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls');
  });

  it('sends parallel calls one after the other, each with its own header', async () => {
    api.reply({
      toolCalls: [
        { name: 'stock', arguments: { sku: 'A1' } },
        { name: 'stock', arguments: { sku: 'B2' } },
      ],
    });
    const deltas = (
      await chunksOf({ ...hello, tools: [{ type: 'function', function: { name: 'stock' } }] })
    ).map(({ choices }) => choices[0]?.delta);
    expect(deltas[0]).toEqual({ role: 'assistant', content: null });
    const calls = deltas.flatMap((delta) => delta?.tool_calls ?? []);
    expect(calls.map(({ index }) => index)).toEqual(calls.map(({ index }) => index).toSorted());
    expect(calls.filter(({ id }) => id !== undefined)).toHaveLength(2);
    const second = calls.filter(({ index }) => index === 1);
    expect(second.map((part) => part.function?.arguments).join('')).toBe('{"sku": "B2"}');
  });

  it('lets choices take turns', async () => {
    api.reply('a b', 'c d');
    const chunks = await chunksOf({ ...hello, n: 2 });
    expect(chunks.map(({ choices }) => choices[0]?.index)).toEqual([0, 0, 1, 1, 0, 1, 0, 1]);
  });

  it('holds an emoji back until all of its tokens are there', async () => {
    api.reply('👋é🧑‍🚀');
    const chunks = await chunksOf(hello);
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(text).toBe('👋é🧑‍🚀');
    expect(text).not.toContain('\uFFFD');
  });
});

describe('setup', () => {
  it('answers a 429 and the retry with exactly two requests', async () => {
    api.next(fault.rateLimit({ retryAfterMs: 1 }));
    api.reply('Done.');
    const { choices } = await client.chat.completions.create(hello);
    expect(choices[0]?.message.content).toBe('Done.');
    expect(api.requests.map(({ status, retryCount }) => [status, retryCount])).toEqual([
      [429, 0],
      [200, 1],
    ]);
  });

  it('begins each spec with an empty journal', () => {
    expect(api.requests).toEqual([]);
  });
});
