import { ApiError, badRequest } from '../core/api-error.ts';
import { type Effort, efforts } from '../generation/reasoning.ts';
import type {
  AnswerFormat,
  PromptMessage,
  PromptTool,
  Sampling,
  ToolChoice,
} from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import {
  booleanAt,
  isAbsent,
  isObject,
  numberAt,
  objectAt,
  oneOf,
  refuseUnknownKeys,
  stringAt,
  wrongType,
} from './check.ts';
import { readMessages } from './messages.ts';
import { readMetadata } from './metadata.ts';
import { readSampling } from './sampling.ts';
import { readResponseFormat, readToolChoice, readTools } from './tools-and-format.ts';

const knownKeys = new Set(
  `messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens
  max_tokens metadata modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key
  prompt_cache_options prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options
  temperature tool_choice tools top_logprobs top_p user verbosity web_search_options`.split(/\s+/),
);

/** Finds a model by its name; undefined when there is none. */
export type FindModel = (name: string) => ModelFacts | undefined;

/** A chat completion's request, checked and with its defaults. */
export interface ChatRequest {
  readonly model: ModelFacts;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly PromptTool[];
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls: boolean;
  readonly format: AnswerFormat;
  readonly sampling: Sampling;
  readonly n: number;
  readonly logprobs: boolean;
  readonly topLogprobs: number;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly includeObfuscation: boolean;
  readonly store: boolean;
  readonly effort: Effort;
  readonly metadata: Readonly<Record<string, string>> | null;
}

/** Reads the body of `POST /chat/completions`. @throws ApiError as the API refuses it */
export function readChatRequest(body: unknown, findModel: FindModel): ChatRequest {
  if (!isObject(body)) throw wrongType('body', 'an object', body);
  refuseUnknownKeys(body, knownKeys);
  refuseMissingParts(body);
  if (isAbsent(body.model)) throw badRequest('you must provide a model parameter', null, null);
  const model = chatModel(stringAt(body.model, 'model'), findModel);
  const messages = readMessages(body.messages);
  const tools = readTools(body.tools);
  const stream = booleanAt(body.stream, 'stream', false);
  const streamOptions = isAbsent(body.stream_options)
    ? {}
    : objectAt(body.stream_options, 'stream_options');
  if (!stream && !isAbsent(body.stream_options)) {
    throw badRequest(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
      null,
    );
  }
  return {
    model,
    messages,
    tools,
    toolChoice: readToolChoice(body.tool_choice, tools),
    parallelToolCalls: readParallel(body.parallel_tool_calls, tools),
    format: readResponseFormat(body.response_format, messages),
    sampling: readSampling(body, model),
    n: numberAt(body.n, 'n', { kind: 'integer', min: 1, max: 128 }) ?? 1,
    ...readLogprobs(body),
    stream,
    includeUsage: booleanAt(streamOptions.include_usage, 'stream_options.include_usage', false),
    includeObfuscation: booleanAt(
      streamOptions.include_obfuscation,
      'stream_options.include_obfuscation',
      true,
    ),
    store: booleanAt(body.store, 'store', false),
    effort: readEffort(body.reasoning_effort, 'reasoning_effort', model),
    metadata: readMetadata(body.metadata),
  };
}

// What the offline API does not have is refused, never ignored.
function refuseMissingParts(body: Readonly<Record<string, unknown>>): void {
  for (const key of ['audio', 'functions', 'function_call', 'moderation', 'web_search_options']) {
    if (isAbsent(body[key])) continue;
    throw badRequest(`The offline API does not have '${key}'.`, key, 'offline_api');
  }
  if (Array.isArray(body.modalities) && body.modalities.includes('audio')) {
    throw badRequest('The offline API writes text only.', 'modalities', 'offline_api');
  }
}

/** @throws ApiError 404 for a name that is no chat model's */
export function chatModel(name: string, findModel: FindModel): ModelFacts {
  const model = findModel(name);
  if (model === undefined) {
    throw new ApiError({
      status: 404,
      message: `The model \`${name}\` does not exist or you do not have access to it.`,
      code: 'model_not_found',
    });
  }
  if (model.kind === 'chat' || model.kind === 'reasoning') return model;
  throw new ApiError({
    status: 404,
    message:
      'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
    param: 'model',
  });
}

/** Reads how long a reasoning model may think; other models take no such parameter. */
export function readEffort(value: unknown, param: string, model: ModelFacts): Effort {
  if (isAbsent(value)) return 'medium';
  if (model.kind !== 'reasoning') {
    throw badRequest(
      `Unsupported parameter: '${param}' is not supported with this model.`,
      param,
      'unsupported_parameter',
    );
  }
  return oneOf(value, param, efforts);
}

function readParallel(value: unknown, tools: readonly PromptTool[]): boolean {
  if (!isAbsent(value) && tools.length === 0) {
    throw badRequest(
      "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
      'parallel_tool_calls',
      null,
    );
  }
  return booleanAt(value, 'parallel_tool_calls', true);
}

function readLogprobs(body: Readonly<Record<string, unknown>>): {
  readonly logprobs: boolean;
  readonly topLogprobs: number;
} {
  const logprobs = booleanAt(body.logprobs, 'logprobs', false);
  const top = numberAt(body.top_logprobs, 'top_logprobs', { kind: 'integer', min: 0, max: 20 });
  if (top !== null && !logprobs) {
    throw badRequest(
      "'top_logprobs' is only allowed when 'logprobs' is true.",
      'top_logprobs',
      null,
    );
  }
  return { logprobs, topLogprobs: top ?? 0 };
}
