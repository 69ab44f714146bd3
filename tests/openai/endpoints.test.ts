import type OpenAI from 'openai';
import { toFile } from 'openai';
import { zodFunction, zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adapters, type Running } from './adapters.ts';

const model = 'gpt-4o-mini';
const user = (content: string): OpenAI.ChatCompletionMessageParam => ({ role: 'user', content });

describe.each(adapters)('through %s', (_name, start) => {
  let running: Running;
  let client: OpenAI;

  beforeAll(async () => {
    running = await start();
    client = running.client();
  });
  afterEach(() => running.api.reset());
  afterAll(() => running.stop());

  describe('chat completions', () => {
    it('creates one', async () => {
      const completion = await client.chat.completions.create({
        model,
        messages: [user('What is the capital of France?')],
      });
      expect(completion.choices[0]?.message.content).toBe('The capital of France is Paris.');
      expect(completion.usage?.prompt_tokens).toBe(14);
    });

    it('streams one with the helper, and ends with the same message', async () => {
      const stream = client.chat.completions.stream({
        model,
        messages: [user('What is the capital of Japan?')],
        stream_options: { include_usage: true },
      });
      const deltas: string[] = [];
      stream.on('content', (delta) => deltas.push(delta));
      const final = await stream.finalChatCompletion();
      expect(deltas.join('')).toBe('The capital of Japan is Tokyo.');
      expect(final.choices[0]?.message.content).toBe(deltas.join(''));
      expect(final.usage?.completion_tokens).toBe(deltas.length);
      expect(running.api.requests[0]?.helper).toBe('stream');
    });

    it('parses a structured output', async () => {
      const City = z.object({ city: z.string(), population: z.number().nullable() });
      const completion = await client.chat.completions.parse({
        model,
        messages: [user('Jane lives in Leeds.')],
        response_format: zodResponseFormat(City, 'city'),
      });
      expect(completion.choices[0]?.message.parsed).toEqual({ city: 'Leeds', population: null });
    });

    it('runs tools until there is an answer', async () => {
      const asked: string[] = [];
      const runner = client.chat.completions.runTools({
        model,
        messages: [user('How many units of A-17 and B-20 are in stock?')],
        tools: [
          zodFunction({
            name: 'get_stock',
            description: 'Look up how many units of an article are in stock',
            parameters: z.object({ sku: z.string() }),
            function: ({ sku }) => {
              asked.push(sku);
              return { sku, stock: sku.length * 3 };
            },
          }),
        ],
      });
      const answer = await runner.finalContent();
      expect(asked.toSorted()).toEqual(['A-17', 'B-20']);
      expect(answer).toBe('Sku A-17, stock 12. Sku B-20, stock 12.');
      expect(running.api.requests).toHaveLength(2);
    });

    it('keeps what is stored, and lists, changes and deletes it', async () => {
      const made = await client.chat.completions.create({
        model,
        messages: [user('What is the capital of Spain?')],
        store: true,
        metadata: { lesson: '1' },
      });
      await client.chat.completions.create({ model, messages: [user('Hello!')], store: true });
      const found = await client.chat.completions.list({ metadata: { lesson: '1' } });
      expect(found.data.map(({ id }) => id)).toEqual([made.id]);
      expect((await client.chat.completions.list()).data).toHaveLength(2);
      const kept = await client.chat.completions.retrieve(made.id);
      expect(kept.choices[0]?.message.content).toBe('The capital of Spain is Madrid.');
      const messages = await client.chat.completions.messages.list(made.id);
      expect(messages.data.map(({ content }) => content)).toEqual([
        'What is the capital of Spain?',
      ]);
      const changed = await client.chat.completions.update(made.id, { metadata: { lesson: '2' } });
      expect(changed).toMatchObject({ metadata: { lesson: '2' } });
      expect((await client.chat.completions.delete(made.id)).deleted).toBe(true);
      await expect(client.chat.completions.retrieve(made.id)).rejects.toMatchObject({
        status: 404,
      });
    });
  });

  describe('responses', () => {
    it('creates one, and builds the next on it', async () => {
      const first = await client.responses.create({ model, input: 'My name is Ada.' });
      expect(first.status).toBe('completed');
      const second = await client.responses.create({
        model,
        input: 'What is my name?',
        previous_response_id: first.id,
      });
      expect(second.output_text).toBe('Your name is Ada.');
      const alone = await client.responses.create({ model, input: 'What is my name?' });
      expect(alone.output_text).not.toContain('Ada');
    });

    it('streams one, with numbered events', async () => {
      const stream = await client.responses.create({
        model,
        input: 'What is the capital of Italy?',
        stream: true,
      });
      const events: OpenAI.Responses.ResponseStreamEvent[] = [];
      for await (const event of stream) events.push(event);
      expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i));
      const text = events.flatMap((event) =>
        event.type === 'response.output_text.delta' ? [event.delta] : [],
      );
      expect(text.join('')).toBe('The capital of Italy is Rome.');
      expect(events.map(({ type }) => type).filter((type) => !type.endsWith('.delta'))).toEqual([
        'response.created',
        'response.in_progress',
        'response.output_item.added',
        'response.content_part.added',
        'response.output_text.done',
        'response.content_part.done',
        'response.output_item.done',
        'response.completed',
      ]);
    });

    it('streams one with the helper', async () => {
      const stream = client.responses.stream({ model, input: 'What is the capital of Sweden?' });
      const final = await stream.finalResponse();
      expect(final.output_text).toBe('The capital of Sweden is Stockholm.');
    });

    it('parses a structured output', async () => {
      const Person = z.object({ name: z.string(), age: z.number() });
      const response = await client.responses.parse({
        model,
        input: 'Bob is 42 years old.',
        text: { format: zodTextFormat(Person, 'person') },
      });
      expect(response.output_parsed).toEqual({ name: 'Bob', age: 42 });
    });

    it('calls a function, and answers from its output', async () => {
      const tools: OpenAI.Responses.Tool[] = [
        {
          type: 'function',
          name: 'get_weather',
          description: 'Get the current weather for a city',
          strict: true,
          parameters: {
            type: 'object',
            properties: { city: { type: 'string' } },
            required: ['city'],
            additionalProperties: false,
          },
        },
      ];
      const input = 'What is the weather in Oslo?';
      const first = await client.responses.create({ model, input, tools });
      const [call] = first.output;
      if (call?.type !== 'function_call') throw new Error('A call was due.');
      expect(JSON.parse(call.arguments)).toEqual({ city: 'Oslo' });
      const second = await client.responses.create({
        model,
        tools,
        previous_response_id: first.id,
        input: [{ type: 'function_call_output', call_id: call.call_id, output: '{"sky":"clear"}' }],
      });
      expect(second.output_text).toBe('Oslo: sky clear.');
      await expect(
        client.responses.create({
          model,
          tools,
          previous_response_id: first.id,
          input: 'And now?',
        }),
      ).rejects.toThrow(`No tool output found for function call ${call.call_id}.`);
    });

    it('retrieves, lists the input of, and deletes what is stored', async () => {
      const { id } = await client.responses.create({ model, input: 'Hello!' });
      expect((await client.responses.retrieve(id)).output_text).toContain('Hello');
      const items = await client.responses.inputItems.list(id);
      expect(items.data[0]).toMatchObject({ type: 'message', role: 'user' });
      await client.responses.delete(id);
      await expect(client.responses.retrieve(id)).rejects.toThrow(
        `Response with id '${id}' not found.`,
      );
    });

    it('runs in the background, by the clock, until it is done or cancelled', async () => {
      const { id, status } = await client.responses.create({
        model,
        input: 'Hello!',
        background: true,
      });
      expect(status).toBe('queued');
      running.api.clock.advance(1_500);
      expect((await client.responses.retrieve(id)).status).toBe('in_progress');
      running.api.clock.advance(60_000);
      const done = await client.responses.retrieve(id);
      expect(done.status).toBe('completed');
      expect(done.output_text).toContain('Hello');

      const other = await client.responses.create({ model, input: 'Hello?', background: true });
      expect((await client.responses.cancel(other.id)).status).toBe('cancelled');
      running.api.clock.advance(60_000);
      expect((await client.responses.retrieve(other.id)).status).toBe('cancelled');
    });

    it('counts input tokens without answering', async () => {
      const counted = await client.responses.inputTokens.count({ model, input: 'What is 2 + 2?' });
      expect(counted).toEqual({ object: 'response.input_tokens', input_tokens: 15 });
    });
  });

  it('embeds texts, 1536 numbers each of length 1, in the order of the input', async () => {
    const { data, usage } = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: ['a cat', 'a kitten', 'tax law'],
    });
    expect(data.map(({ index, embedding }) => [index, embedding.length])).toEqual([
      [0, 1536],
      [1, 1536],
      [2, 1536],
    ]);
    for (const { embedding } of data) expect(Math.hypot(...embedding)).toBeCloseTo(1, 6);
    expect(usage.prompt_tokens).toBe(usage.total_tokens);
    expect(running.api.requests[0]?.body).toMatchObject({ encoding_format: 'base64' });
  });

  it('moderates', async () => {
    const { results } = await client.moderations.create({
      input: ['I want to kill them.', 'Nice day.'],
    });
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
    expect(results[0]?.categories.violence).toBe(true);
  });

  it('lists models, and tells of one', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain('gpt-4o-mini-2024-07-18');
    expect((await client.models.retrieve('gpt-4o')).object).toBe('model');
    await expect(client.models.retrieve('gpt-9')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });

  it('stores files, gives them back, and deletes them', async () => {
    const file = await client.files.create({
      purpose: 'user_data',
      file: await toFile(Buffer.from('hällo'), 'note.txt'),
    });
    expect(file).toMatchObject({ filename: 'note.txt', bytes: 6, status: 'processed' });
    expect((await client.files.retrieve(file.id)).id).toBe(file.id);
    expect(await (await client.files.content(file.id)).text()).toBe('hällo');
    expect((await client.files.list()).data).toHaveLength(1);
    await client.files.delete(file.id);
    expect((await client.files.list()).data).toEqual([]);
  });

  it('runs a batch by the clock, with an error for the line that is wrong', async () => {
    const line = (id: string, body: unknown): string =>
      JSON.stringify({ custom_id: id, method: 'POST', url: '/v1/chat/completions', body });
    const good = { model, messages: [user('What is the capital of Austria?')] };
    const input = await client.files.create({
      purpose: 'batch',
      file: await toFile(
        Buffer.from([line('one', good), line('two', { model })].join('\n')),
        'in.jsonl',
      ),
    });
    const batch = await client.batches.create({
      input_file_id: input.id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    });
    expect(batch.status).toBe('validating');
    running.api.clock.advance(6_000);
    expect((await client.batches.retrieve(batch.id)).status).toBe('in_progress');
    running.api.clock.advance(60_000);
    const done = await client.batches.retrieve(batch.id);
    expect(done.status).toBe('completed');
    expect(done.request_counts).toEqual({ total: 2, completed: 1, failed: 1 });
    const output = await (await client.files.content(done.output_file_id ?? '')).text();
    expect(JSON.parse(output)).toMatchObject({
      custom_id: 'one',
      response: { status_code: 200, body: { object: 'chat.completion' } },
    });
    const errors = await (await client.files.content(done.error_file_id ?? '')).text();
    expect(JSON.parse(errors)).toMatchObject({ custom_id: 'two', response: { status_code: 400 } });
    expect((await client.batches.list()).data).toHaveLength(1);
    await expect(client.batches.cancel(batch.id, { maxRetries: 0 })).rejects.toMatchObject({
      status: 409,
    });
  });

  it('fine-tunes by the clock, and the tuned model has learnt its examples', async () => {
    const examples = Array.from({ length: 12 }, (_, i) => ({
      messages: [
        user(i % 2 ? `the zorp number ${i} flickers` : `the blib number ${i} hums`),
        { role: 'assistant', content: i % 2 ? 'wug' : 'dax' },
      ],
    }));
    const file = await client.files.create({
      purpose: 'fine-tune',
      file: await toFile(
        Buffer.from(examples.map((e) => JSON.stringify(e)).join('\n')),
        'train.jsonl',
      ),
    });
    const job = await client.fineTuning.jobs.create({
      model,
      training_file: file.id,
      suffix: 'toys',
      method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } },
    });
    expect(job.status).toBe('validating_files');
    running.api.clock.advance(35_000);
    expect((await client.fineTuning.jobs.pause(job.id)).status).toBe('paused');
    running.api.clock.advance(600_000);
    expect((await client.fineTuning.jobs.resume(job.id)).status).toBe('running');
    running.api.clock.advance(600_000);
    const done = await client.fineTuning.jobs.retrieve(job.id);
    expect(done.status).toBe('succeeded');
    const name = done.fine_tuned_model ?? '';
    expect(name).toMatch(/^ft:gpt-4o-mini-2024-07-18:offline:toys:/);
    const events = await client.fineTuning.jobs.listEvents(job.id, { limit: 100 });
    const losses = events.data
      .toReversed()
      .flatMap(({ type, data }) =>
        type === 'metrics' ? [z.object({ train_loss: z.number() }).parse(data).train_loss] : [],
      );
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
    expect((await client.fineTuning.jobs.checkpoints.list(job.id)).data).toHaveLength(2);
    const ask = { messages: [user('my zorp flickers')] };
    const tuned = await client.chat.completions.create({ ...ask, model: name });
    expect(tuned.choices[0]?.message.content).toBe('wug');
    const plain = await client.chat.completions.create({ ...ask, model });
    expect(plain.choices[0]?.message.content).not.toBe('wug');
    await client.models.delete(name);
    await expect(client.chat.completions.create({ ...ask, model: name })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('fails a fine-tuning job whose file is too short', async () => {
    const file = await client.files.create({
      purpose: 'fine-tune',
      file: await toFile(
        Buffer.from(JSON.stringify({ messages: [user('a'), { role: 'assistant', content: 'b' }] })),
        'train.jsonl',
      ),
    });
    const { id } = await client.fineTuning.jobs.create({ model, training_file: file.id });
    running.api.clock.advance(60_000);
    const job = await client.fineTuning.jobs.retrieve(id);
    expect(job.status).toBe('failed');
    expect(job.error?.message).toContain('has 1 example(s), but must have at least 10');
    await expect(client.fineTuning.jobs.cancel(id)).rejects.toMatchObject({ status: 400 });
    expect((await client.fineTuning.jobs.list()).data).toHaveLength(1);
  });
});
