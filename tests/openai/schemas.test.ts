import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createOpenAI, fault, type OfflineOpenAI } from '#kit/openai/fetch';
import { sdkSchema } from './sdk-schemas.ts';

const model = 'gpt-4o-mini';
const user = (content: string): object => ({ role: 'user', content });
const stockTool = {
  name: 'get_stock',
  description: 'Look up how many units of an article are in stock',
  parameters: {
    type: 'object',
    properties: { sku: { type: 'string' } },
    required: ['sku'],
    additionalProperties: false,
  },
  strict: true,
};
const citySchema = {
  name: 'city',
  strict: true,
  schema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};

let api: OfflineOpenAI;
beforeEach(() => {
  api = createOpenAI();
});
afterEach(() => expect(api.failures).toEqual([]));

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const form = body instanceof FormData;
  return await api.fetch(`https://api.openai.com/v1${path}`, {
    method,
    headers: {
      authorization: 'Bearer offline',
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  });
}

async function json(
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const response = await call(method, path, body);
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json();
}

async function events(path: string, body: unknown): Promise<unknown[]> {
  const text = await (await call('POST', path, body)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: ') && line !== 'data: [DONE]')
    .map((line) => JSON.parse(line.slice('data: '.length)));
}

function expectFits(schema: z.ZodType, value: unknown): void {
  const { error } = schema.safeParse(value);
  expect(error?.issues ?? [], JSON.stringify(value, null, 2)).toEqual([]);
}

it('knows a wrong answer when it sees one', () => {
  const chunk = {
    id: 'x',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: [{ index: 0, delta: {}, finish_reason: 'done' }],
  };
  expect(sdkSchema('chatCompletionChunk').safeParse(chunk).success).toBe(false);
  const event = { type: 'response.output_text.delta', delta: 'a' };
  expect(sdkSchema('responseStreamEvent').safeParse(event).success).toBe(false);
});

interface Case {
  readonly name: string;
  readonly body: Record<string, unknown>;
  readonly prepare?: () => void;
}

const chats: readonly Case[] = [
  { name: 'text', body: { messages: [user('What is the capital of France?')] } },
  { name: 'several choices', body: { messages: [user('Write a story.')], n: 3 } },
  {
    name: 'log probabilities',
    body: { messages: [user('Write a story.')], logprobs: true, top_logprobs: 3 },
  },
  { name: 'length', body: { messages: [user('Write a story.')], max_tokens: 4 } },
  {
    name: 'a schema',
    body: {
      messages: [user('Jane lives in Leeds.')],
      response_format: { type: 'json_schema', json_schema: citySchema },
    },
  },
  {
    name: 'one call',
    body: {
      messages: [user('Stock of A-17?')],
      tools: [{ type: 'function', function: stockTool }],
    },
  },
  {
    name: 'parallel calls',
    body: {
      messages: [user('Stock of A-17 and B-20?')],
      tools: [{ type: 'function', function: stockTool }],
    },
  },
  { name: 'usage', body: { messages: [user('Hello!')], stream_options: { include_usage: true } } },
  {
    name: 'no padding',
    body: { messages: [user('Hello!')], stream_options: { include_obfuscation: false } },
  },
  {
    name: 'a refusal',
    body: { messages: [user('Hello!')], logprobs: true },
    prepare: () => api.next(fault.refusal()),
  },
  {
    name: 'a content filter',
    body: { messages: [user('Hello!')] },
    prepare: () => api.next(fault.contentFilter()),
  },
  {
    name: 'reasoning',
    body: { model: 'gpt-5-mini', messages: [user('Hello!')], reasoning_effort: 'low' },
  },
];

describe('chat completions', () => {
  const whole = sdkSchema('chatCompletion');
  const chunk = sdkSchema('chatCompletionChunk');
  it.each(chats)('$name', async ({ body, prepare }) => {
    const { stream_options: _, ...plain }: Record<string, unknown> = { model, ...body };
    prepare?.();
    expectFits(whole, await json('POST', '/chat/completions', plain));
    prepare?.();
    const chunks = await events('/chat/completions', { model, ...body, stream: true });
    expect(chunks.length).toBeGreaterThan(2);
    for (const one of chunks) expectFits(chunk, one);
  });

  it('stored ones', async () => {
    const made = await json('POST', '/chat/completions', {
      model,
      messages: [user('Hello!')],
      store: true,
      metadata: { a: 'b' },
    });
    expectFits(whole, await json('GET', `/chat/completions/${made.id}`));
    const { data } = await json('GET', '/chat/completions');
    for (const one of list(data)) expectFits(whole, one);
    const messages = await json('GET', `/chat/completions/${made.id}/messages`);
    for (const one of list(messages.data)) expectFits(sdkSchema('storedMessage'), one);
    expectFits(
      sdkSchema('chatCompletionDeleted'),
      await json('DELETE', `/chat/completions/${made.id}`),
    );
  });
});

const responses: readonly Case[] = [
  { name: 'text', body: { input: 'What is the capital of France?' } },
  {
    name: 'log probabilities',
    body: { input: 'Write a story.', top_logprobs: 2, include: ['message.output_text.logprobs'] },
  },
  {
    name: 'incomplete',
    body: { input: 'Write a long story about the sea.', max_output_tokens: 16 },
  },
  {
    name: 'a schema',
    body: {
      input: 'Jane lives in Leeds.',
      text: { format: { type: 'json_schema', ...citySchema } },
    },
  },
  {
    name: 'a call',
    body: { input: 'Stock of A-17?', tools: [{ type: 'function', ...stockTool }] },
  },
  {
    name: 'parallel calls',
    body: { input: 'Stock of A-17 and B-20?', tools: [{ type: 'function', ...stockTool }] },
  },
  { name: 'a refusal', body: { input: 'Hello!' }, prepare: () => api.next(fault.refusal()) },
  { name: 'reasoning', body: { model: 'gpt-5', input: 'Hello!', instructions: 'Be kind.' } },
  { name: 'background', body: { input: 'Hello!', background: true } },
];

describe('responses', () => {
  const whole = sdkSchema('response');
  const event = sdkSchema('responseStreamEvent');
  it.each(responses)('$name', async ({ body, prepare }) => {
    prepare?.();
    const made = await json('POST', '/responses', { model, ...body });
    expectFits(whole, made);
    api.clock.advance(600_000);
    expectFits(whole, await json('GET', `/responses/${made.id}`));
    const items = await json('GET', `/responses/${made.id}/input_items`);
    for (const item of list(items.data)) expectFits(sdkSchema('responseItem'), item);
    prepare?.();
    const sent = await events('/responses', { model, ...body, stream: true });
    expect(sent.length).toBeGreaterThan(4);
    for (const one of sent) expectFits(event, one);
  });
});

it.each(['float', 'base64'])('embeddings as %s', async (encoding_format) => {
  const body = {
    model: 'text-embedding-3-small',
    input: ['a', 'b'],
    dimensions: 16,
    encoding_format,
  };
  expectFits(sdkSchema('embeddings'), await json('POST', '/embeddings', body));
});

it('moderations and models', async () => {
  expectFits(
    sdkSchema('moderation'),
    await json('POST', '/moderations', { input: ['Hello!', 'I will kill you'] }),
  );
  for (const one of list((await json('GET', '/models')).data)) expectFits(sdkSchema('model'), one);
});

it('files, batches and fine-tuning at every stage of their life', async () => {
  const upload = async (
    name: string,
    purpose: string,
    lines: readonly object[],
  ): Promise<unknown> => {
    const form = new FormData();
    form.set('purpose', purpose);
    form.set('file', new File([lines.map((line) => JSON.stringify(line)).join('\n')], name));
    const file = await json('POST', '/files', form);
    expectFits(sdkSchema('file'), file);
    return file.id;
  };
  const request = {
    custom_id: '1',
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model, messages: [user('Hello!')] },
  };
  const input_file_id = await upload(
    'a.jsonl',
    'batch',
    ['1', '2', '3', '4', '5'].map((custom_id) => ({ ...request, custom_id })),
  );
  const batchBody = {
    input_file_id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata: { a: 'b' },
  };
  const batch = await json('POST', '/batches', batchBody);
  const doomed = await json('POST', '/batches', { ...batchBody, endpoint: '/v1/embeddings' });
  const example = { messages: [user('a'), { role: 'assistant', content: 'b' }] };
  const training_file = await upload(
    't.jsonl',
    'fine-tune',
    Array.from({ length: 10 }, () => example),
  );
  const job = await json('POST', '/fine_tuning/jobs', { model, training_file });
  const short = await json('POST', '/fine_tuning/jobs', {
    model,
    training_file: await upload('s.jsonl', 'fine-tune', [example]),
  });

  const statuses = new Set<unknown>();
  for (let step = 0; step < 30; step += 1) {
    for (const { id } of [batch, doomed]) {
      const now = await json('GET', `/batches/${id}`);
      expectFits(sdkSchema('batch'), now);
      statuses.add(now.status);
    }
    for (const { id } of [job, short]) {
      const now = await json('GET', `/fine_tuning/jobs/${id}`);
      expectFits(sdkSchema('fineTuningJob'), now);
      statuses.add(now.status);
      for (const [part, schema] of [
        ['events', 'fineTuningEvent'],
        ['checkpoints', 'checkpoint'],
      ] as const) {
        const { data } = await json('GET', `/fine_tuning/jobs/${id}/${part}`);
        for (const one of list(data)) expectFits(sdkSchema(schema), one);
      }
    }
    api.clock.advance(step < 12 ? 2_000 : 30_000);
  }
  expect([...statuses].toSorted()).toEqual([
    'completed',
    'failed',
    'finalizing',
    'in_progress',
    'queued',
    'running',
    'succeeded',
    'validating',
    'validating_files',
  ]);
  const done = await json('GET', `/fine_tuning/jobs/${job.id}`);
  expectFits(sdkSchema('modelDeleted'), await json('DELETE', `/models/${done.fine_tuned_model}`));
  expectFits(sdkSchema('fileDeleted'), await json('DELETE', `/files/${input_file_id}`));
});

function list(value: unknown): readonly unknown[] {
  expect(value).toBeInstanceOf(Array);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  expect(items).not.toBeUndefined();
  return items;
}
