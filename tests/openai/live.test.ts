import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { liveOrOffline } from '#kit/openai/live';
import { serveOpenAI } from '#kit/openai/serve';
import { otherService } from './other-service.ts';

const server = await serveOpenAI();
const other = await otherService();
afterAll(async () => {
  await server.close();
  await other.stop();
});
afterEach(() => vi.unstubAllEnvs());
const ask = { messages: [{ role: 'user' as const, content: 'What is the capital of France?' }] };

it('is offline without --live, whatever the environment holds', async () => {
  const env = { OPENAI_API_KEY: 'sk-real', OPENAI_BASE_URL: server.baseURL };
  // The SDK reads the process's environment by itself.
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { client, model, offline } = liveOrOffline({ args: [], env });
  const { choices } = await client.chat.completions.create({ model, ...ask });
  expect(choices[0]?.message.content).toBe('The capital of France is Paris.');
  expect(offline?.requests).toHaveLength(1);
  expect(server.requests).toHaveLength(0);
});

it('asks the server that the environment names with --live', async () => {
  const env = {
    OPENAI_API_KEY: 'sk-real',
    OPENAI_BASE_URL: server.baseURL,
    OPENAI_MODEL: 'gpt-4.1',
  };
  const { client, model, offline } = liveOrOffline({ args: ['--live'], env });
  expect([model, offline]).toEqual(['gpt-4.1', null]);
  await client.chat.completions.create({ model, ...ask });
  expect(server.requests[0]?.headers.authorization).toBe('Bearer sk-real');
  const local = liveOrOffline({ args: ['--live'], env: { OPENAI_BASE_URL: server.baseURL } });
  await local.client.chat.completions.create({ model: local.model, ...ask });
  expect(server.requests).toHaveLength(2);
});

it('says what to do when nothing says where to ask', () => {
  expect(() => liveOrOffline({ args: ['--live'], env: {} })).toThrow(
    'OPENAI_API_KEY is not set. Set it (and OPENAI_BASE_URL',
  );
});

it('notes requests, what they cost, and the accepted chats, live and offline alike', async () => {
  const env = { OPENAI_API_KEY: 'sk-real', OPENAI_BASE_URL: server.baseURL };
  for (const args of [['--live'], []]) {
    const { client, model, requests, chats } = liveOrOffline({ args, env });
    await client.chat.completions.create({ model, ...ask });
    const stream = await client.chat.completions.create({ model, ...ask, stream: true });
    for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk');
    const refused = client.chat.completions.create({ model: 'no-such-model', ...ask });
    await expect(refused).rejects.toThrow('no-such-model');
    expect(requests()).toHaveLength(3);
    expect(requests()[0]?.usage).toEqual({ prompt: 14, completion: 7 });
    expect(requests()[2]?.usage).toBe(null);
    expect(chats().map(({ messages }) => messages)).toEqual([ask.messages, ask.messages]);
  }
});

it('asks for the models of the environment, also where a learner’s code names the usual ones', async () => {
  const { client, embed, embeddingModel } = liveOrOffline({
    args: ['--live'],
    env: {
      OPENAI_API_KEY: 'sk-right',
      OPENAI_BASE_URL: other.baseURL,
      OPENAI_MODEL: 'chat-of-theirs',
      OPENAI_EMBEDDING_MODEL: 'vectors-of-theirs',
    },
  });
  expect(embeddingModel).toBe('vectors-of-theirs');
  await client.chat.completions.create({ model: 'gpt-4o-mini', ...ask });
  await client.chat.completions.create({ model: 'one-of-my-own', ...ask });
  await embed(['a', 'b']);
  expect(other.asked).toEqual([
    'chat-of-theirs /v1/chat/completions',
    'one-of-my-own /v1/chat/completions',
    'vectors-of-theirs /v1/embeddings',
  ]);
});

it('embeds in the order of the texts, with vectors of length 1 whatever the service gives', async () => {
  const texts = ['refund', 'parking permit', 'money back'];
  const offline = await liveOrOffline({ args: [] }).embed(texts, 64);
  const env = { OPENAI_BASE_URL: server.baseURL };
  const served = await liveOrOffline({ args: ['--live'], env }).embed(texts, 64);
  for (const [i, vector] of served.entries()) {
    expect(vector).toHaveLength(64);
    for (const [d, value] of vector.entries()) expect(value).toBeCloseTo(offline[i]?.[d] ?? 9, 5);
  }
  const theirs = { OPENAI_API_KEY: 'sk-right', OPENAI_BASE_URL: other.baseURL };
  for (const vector of await liveOrOffline({ args: ['--live'], env: theirs }).embed(texts, 64)) {
    expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
  }
});
