import OpenAI from 'openai';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOpenAI, type OfflineOpenAI } from '#kit/openai/fetch';

/* The refusals that are known from recordings and public threads, word for word. */

let api: OfflineOpenAI;
let client: OpenAI;
beforeEach(() => {
  api = createOpenAI({ apiKeys: ['sk-right-key-000'] });
  client = new OpenAI({ apiKey: 'sk-right-key-000', fetch: api.fetch, maxRetries: 0 });
});

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly param: string | null;
  readonly code: string | null;
}

async function refusalOf(path: string, body: unknown, key = 'sk-right-key-000'): Promise<Refusal> {
  const response = await api.fetch(`https://api.openai.com/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { error } = await response.json();
  expect(Object.keys(error)).toEqual(['message', 'type', 'param', 'code']);
  return { status: response.status, ...error };
}

const hi = { role: 'user', content: 'Hi' };
const chat = { model: 'gpt-4o', messages: [hi] };
const call = { id: 'call_x', type: 'function', function: { name: 'f', arguments: '{}' } };
const strict = (schema: object): object => ({
  ...chat,
  response_format: { type: 'json_schema', json_schema: { name: 'NAME', strict: true, schema } },
});

describe('chat completions', () => {
  it.each<[name: string, body: object, expected: Refusal]>([
    [
      'unknown model',
      { ...chat, model: 'gpt-9' },
      {
        status: 404,
        message: 'The model `gpt-9` does not exist or you do not have access to it.',
        param: null,
        code: 'model_not_found',
      },
    ],
    [
      'temperature too low',
      { ...chat, temperature: -1 },
      {
        status: 400,
        message:
          "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
        param: 'temperature',
        code: 'decimal_below_min_value',
      },
    ],
    [
      'temperature too high',
      { ...chat, temperature: 200 },
      {
        status: 400,
        message:
          "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 200 instead.",
        param: 'temperature',
        code: 'decimal_above_max_value',
      },
    ],
    [
      'max_tokens on a reasoning model',
      { ...chat, model: 'o4-mini', max_tokens: 5 },
      {
        status: 400,
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
    ],
    [
      'temperature on a reasoning model',
      { ...chat, model: 'gpt-5', temperature: 0.1 },
      {
        status: 400,
        message:
          "Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported.",
        param: 'temperature',
        code: 'unsupported_value',
      },
    ],
    [
      'bad enum',
      { ...chat, response_format: { type: 'object' } },
      {
        status: 400,
        message:
          "Invalid value: 'object'. Supported values are: 'json_object', 'json_schema', and 'text'.",
        param: 'response_format.type',
        code: 'invalid_value',
      },
    ],
    [
      'unanswered call',
      { ...chat, messages: [hi, { role: 'assistant', tool_calls: [call] }, hi] },
      {
        status: 400,
        message:
          "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_x",
        param: 'messages.[2].role',
        code: null,
      },
    ],
    [
      'orphan tool message',
      { ...chat, messages: [hi, { role: 'tool', tool_call_id: 'call_y', content: '1' }] },
      {
        status: 400,
        message:
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
        param: 'messages.[1].role',
        code: null,
      },
    ],
    [
      'strict schema that is open',
      strict({ type: 'object', properties: {} }),
      {
        status: 400,
        message:
          "Invalid schema for response_format 'NAME': In context=(), 'additionalProperties' is required to be supplied and to be false.",
        param: 'response_format',
        code: null,
      },
    ],
    [
      'strict schema with an optional field',
      strict({
        type: 'object',
        properties: {
          a: {
            type: 'object',
            properties: { b: { type: 'string' } },
            required: [],
            additionalProperties: false,
          },
        },
        required: ['a'],
        additionalProperties: false,
      }),
      {
        status: 400,
        message:
          "Invalid schema for response_format 'NAME': In context=('properties', 'a'), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
        param: 'response_format',
        code: null,
      },
    ],
    [
      'json_object without the word',
      { ...chat, response_format: { type: 'json_object' } },
      {
        status: 400,
        message:
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        param: 'messages',
        code: null,
      },
    ],
    [
      'unknown parameter',
      { ...chat, system: 'Be kind.' },
      {
        status: 400,
        message: "Unknown parameter: 'system'.",
        param: 'system',
        code: 'unknown_parameter',
      },
    ],
    [
      'missing messages',
      { model: 'gpt-4o' },
      {
        status: 400,
        message: "Missing required parameter: 'messages'.",
        param: 'messages',
        code: 'missing_required_parameter',
      },
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await refusalOf('/chat/completions', body)).toEqual({
      type: 'invalid_request_error',
      ...expected,
    });
  });

  it('too long a prompt, by the exact count', async () => {
    const content = 'a '.repeat(8_300).trim();
    const { message, param, code } = await refusalOf('/chat/completions', {
      model: 'gpt-4',
      messages: [{ role: 'user', content }],
    });
    const counted = Number(/resulted in (\d+) tokens/.exec(message)?.[1]);
    expect(message).toBe(
      `This model's maximum context length is 8192 tokens. However, your messages resulted in ${counted} tokens. Please reduce the length of the messages.`,
    );
    expect({ param, code }).toEqual({ param: 'messages', code: 'context_length_exceeded' });
    // One token each for "a", " a", " a" …, three around the message, its role, and three that open the answer.
    expect(counted).toBe(8_300 + 7);
  });

  it.each<[name: string, extra: object, part: string]>([
    [
      'n',
      { n: 0 },
      "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    ],
    ['top_p', { top_p: 1.5 }, 'Expected a value <= 1'],
    ['penalty', { frequency_penalty: 3 }, 'Expected a value <= 2'],
    [
      'type',
      { temperature: 'hot' },
      "Invalid type for 'temperature': expected a decimal, but got a string instead.",
    ],
    [
      'top_logprobs alone',
      { top_logprobs: 2 },
      "'top_logprobs' is only allowed when 'logprobs' is true.",
    ],
    ['stop', { stop: ['a', 'b', 'c', 'd', 'e'] }, 'maximum length 4'],
    ['empty messages', { messages: [] }, 'minimum length 1'],
    [
      'role',
      { messages: [{ role: 'robot', content: 'Hi' }] },
      "Invalid value: 'robot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
    ],
    [
      'null content',
      { messages: [{ role: 'user', content: null }] },
      'expected a string, got null',
    ],
    [
      'tool_choice alone',
      { tool_choice: 'auto' },
      "'tool_choice' is only allowed when 'tools' are specified.",
    ],
    [
      'tool name',
      { tools: [{ type: 'function', function: { name: 'get stock' } }] },
      "'^[a-zA-Z0-9_-]+$'",
    ],
    [
      'max_tokens too large',
      { max_tokens: 999_999 },
      'This model supports at most 16384 completion tokens',
    ],
    [
      'stream_options alone',
      { stream_options: { include_usage: true } },
      "only allowed when 'stream' is enabled",
    ],
  ])('and refuses %s', async (_name, extra, part) => {
    const refusal = await refusalOf('/chat/completions', { ...chat, ...extra });
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain(part);
  });
});

describe('responses', () => {
  it.each<[name: string, body: object, expected: Partial<Refusal>]>([
    [
      'unknown model',
      { model: 'gpt-9', input: 'Hi' },
      {
        status: 400,
        message: "The requested model 'gpt-9' does not exist.",
        param: 'model',
        code: 'model_not_found',
      },
    ],
    [
      'a moved parameter',
      { model: 'gpt-4o', input: 'Hi', response_format: {} },
      { status: 400, code: 'unsupported_parameter', param: 'response_format' },
    ],
    [
      'an unknown previous response',
      { model: 'gpt-4o', input: 'Hi', previous_response_id: 'resp_0' },
      {
        status: 400,
        message: "Previous response with id 'resp_0' not found.",
        param: 'previous_response_id',
        code: 'previous_response_not_found',
      },
    ],
    [
      'too few tokens',
      { model: 'gpt-4o', input: 'Hi', max_output_tokens: 5 },
      {
        status: 400,
        message:
          "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.",
      },
    ],
    [
      'effort for a chat model',
      { model: 'gpt-4o', input: 'Hi', reasoning: { effort: 'low' } },
      {
        status: 400,
        message: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
      },
    ],
    [
      'an orphan output',
      {
        model: 'gpt-4o',
        input: [{ type: 'function_call_output', call_id: 'call_x', output: '1' }],
      },
      { status: 400, message: 'No tool call found for function call output with call_id call_x.' },
    ],
    [
      'a hosted tool that it does not have',
      { model: 'gpt-4o', input: 'Hi', tools: [{ type: 'web_search' }] },
      { status: 400, code: 'offline_api' },
    ],
    [
      'an open strict schema',
      {
        model: 'gpt-4o',
        input: 'Hi',
        text: {
          format: {
            type: 'json_schema',
            name: 'NAME',
            strict: true,
            schema: { type: 'object', properties: {} },
          },
        },
      },
      { status: 400, param: 'text.format.schema', code: 'invalid_json_schema' },
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await refusalOf('/responses', body)).toMatchObject(expected);
  });
});

describe('other refusals', () => {
  it('a wrong key, masked', async () => {
    expect(await refusalOf('/chat/completions', chat, 'sk-ab12345yz')).toEqual({
      status: 401,
      message:
        'Incorrect API key provided: sk-ab***yz. You can find your API key at https://platform.openai.com/account/api-keys.',
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    });
  });

  it('an unknown model of embeddings, and dimensions that it has not', async () => {
    expect(await refusalOf('/embeddings', { model: 'nope', input: 'a' })).toMatchObject({
      status: 404,
      message: 'The model `nope` does not exist or you do not have access to it.',
      code: 'model_not_found',
    });
    expect(
      await refusalOf('/embeddings', {
        model: 'text-embedding-3-small',
        input: 'a',
        dimensions: 2000,
      }),
    ).toMatchObject({ status: 400 });
    expect(
      await refusalOf('/embeddings', {
        model: 'text-embedding-ada-002',
        input: 'a',
        dimensions: 8,
      }),
    ).toMatchObject({ status: 400 });
    expect(
      await refusalOf('/embeddings', { model: 'text-embedding-3-small', input: [] }),
    ).toMatchObject({ status: 400 });
    expect(
      await refusalOf('/embeddings', { model: 'text-embedding-3-small', input: '' }),
    ).toMatchObject({ status: 400 });
  });

  it('too fast: requests and tokens, until the minute has passed', async () => {
    api = createOpenAI({ rateLimit: { requestsPerMinute: 2, tokensPerMinute: 100 } });
    client = new OpenAI({ apiKey: 'offline', fetch: api.fetch, maxRetries: 0 });
    const ask = (content = 'Hi'): Promise<unknown> =>
      client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });
    await ask();
    await ask();
    await expect(ask()).rejects.toMatchObject({
      status: 429,
      type: 'requests',
      code: 'rate_limit_exceeded',
    });
    api.clock.advance(61_000);
    await ask('word '.repeat(70));
    await expect(ask('word '.repeat(70))).rejects.toMatchObject({ status: 429, type: 'tokens' });
    api.clock.advance(61_000);
    await expect(ask('word '.repeat(200))).rejects.toThrow('Request too large for gpt-4o');
  });
});
