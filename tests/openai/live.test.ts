import { afterAll, expect, it } from 'vitest';
import { liveOrOffline } from '#kit/openai/live';
import { serveOpenAI } from '#kit/openai/serve';

const server = await serveOpenAI();
afterAll(() => server.close());
const ask = { messages: [{ role: 'user' as const, content: 'What is the capital of France?' }] };

it('is offline without --live, whatever the environment holds', async () => {
  const env = { OPENAI_API_KEY: 'sk-real', OPENAI_BASE_URL: server.baseURL };
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
