import { badRequest } from '../core/api-error.ts';
import type { Effort } from '../generation/reasoning.ts';
import type {
  AnswerFormat,
  JsonObject,
  PromptMessage,
  PromptTool,
  Sampling,
  ToolChoice,
} from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import { type FindModel, readEffort } from './chat-request.ts';
import {
  arrayAt,
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
import { readMetadata } from './metadata.ts';
import { readInputItems } from './response-input.ts';
import { readResponseSampling, readSentTools, readTextFormat } from './response-parameters.ts';
import { readFunction, readToolChoice, refuseWithoutJson } from './tools-and-format.ts';

const knownKeys = new Set(
  `background context_management conversation include input instructions max_output_tokens max_tool_calls metadata
  model moderation parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options
  prompt_cache_retention reasoning safety_identifier service_tier store stream stream_options temperature text
  tool_choice tools top_logprobs top_p truncation user`.split(/\s+/),
);

// Parameters of chat completions, and what they are called here.
const moved: Readonly<Record<string, string>> = {
  messages: 'input',
  response_format: 'text.format',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  reasoning_effort: 'reasoning.effort',
  verbosity: 'text.verbosity',
  functions: 'tools',
  function_call: 'tool_choice',
};

/** A request to the Responses API, checked and with its defaults. */
export interface ResponseRequest {
  readonly model: ModelFacts;
  readonly items: readonly JsonObject[];
  readonly instructions: string | null;
  readonly previousResponseId: string | null;
  readonly tools: readonly PromptTool[];
  /** As they were sent. */
  readonly sentTools: readonly JsonObject[];
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls: boolean;
  readonly format: AnswerFormat;
  readonly verbosity: 'low' | 'medium' | 'high';
  readonly sampling: Sampling;
  readonly effort: Effort;
  readonly topLogprobs: number;
  readonly wantsLogprobs: boolean;
  readonly stream: boolean;
  readonly includeObfuscation: boolean;
  readonly store: boolean;
  readonly background: boolean;
  readonly truncation: 'auto' | 'disabled';
  readonly metadata: Readonly<Record<string, string>> | null;
}

/** Reads the body of `POST /responses`. @throws ApiError as the API refuses it */
export function readResponseRequest(body: unknown, findModel: FindModel): ResponseRequest {
  if (!isObject(body)) throw wrongType('body', 'an object', body);
  refuseMoved(body);
  refuseUnknownKeys(body, knownKeys);
  refuseMissingParts(body);
  const model = responseModel(stringAt(body.model, 'model'), findModel);
  const sentTools = readSentTools(body.tools);
  const tools = sentTools.map((tool, index) => readFunction(tool, `tools[${index}]`));
  const text = isAbsent(body.text) ? {} : objectAt(body.text, 'text');
  const reasoning = isAbsent(body.reasoning) ? {} : objectAt(body.reasoning, 'reasoning');
  const include = isAbsent(body.include) ? [] : arrayAt(body.include, 'include');
  const streamOptions = isAbsent(body.stream_options)
    ? {}
    : objectAt(body.stream_options, 'stream_options');
  return {
    model,
    items: readInputItems(body.input),
    instructions: isAbsent(body.instructions) ? null : stringAt(body.instructions, 'instructions'),
    previousResponseId: isAbsent(body.previous_response_id)
      ? null
      : stringAt(body.previous_response_id, 'previous_response_id'),
    tools,
    sentTools,
    toolChoice: readToolChoice(body.tool_choice, tools),
    parallelToolCalls: booleanAt(body.parallel_tool_calls, 'parallel_tool_calls', true),
    format: readTextFormat(text.format),
    verbosity: isAbsent(text.verbosity)
      ? 'medium'
      : oneOf(text.verbosity, 'text.verbosity', ['low', 'medium', 'high']),
    sampling: readResponseSampling(body, model),
    effort: readEffort(reasoning.effort, 'reasoning.effort', model),
    topLogprobs:
      numberAt(body.top_logprobs, 'top_logprobs', { kind: 'integer', min: 0, max: 20 }) ?? 0,
    wantsLogprobs: include.includes('message.output_text.logprobs'),
    stream: booleanAt(body.stream, 'stream', false),
    includeObfuscation: booleanAt(
      streamOptions.include_obfuscation,
      'stream_options.include_obfuscation',
      true,
    ),
    store: booleanAt(body.store, 'store', true),
    background: booleanAt(body.background, 'background', false),
    truncation: isAbsent(body.truncation)
      ? 'disabled'
      : oneOf(body.truncation, 'truncation', ['auto', 'disabled']),
    metadata: readMetadata(body.metadata),
  };
}

/** `json_object` needs the word JSON in the input, which may hold earlier turns too. */
export function checkFormat(format: AnswerFormat, messages: readonly PromptMessage[]): void {
  if (format.type === 'json_object') refuseWithoutJson(messages, 'input', 'text.format');
}

function refuseMoved(body: Readonly<Record<string, unknown>>): void {
  for (const [key, place] of Object.entries(moved)) {
    if (body[key] === undefined) continue;
    throw badRequest(
      `Unsupported parameter: '${key}'. In the Responses API, this parameter has moved to '${place}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`,
      key,
      'unsupported_parameter',
    );
  }
}

// What the offline API does not have is refused, never ignored.
function refuseMissingParts(body: Readonly<Record<string, unknown>>): void {
  for (const key of ['conversation', 'prompt', 'context_management']) {
    if (isAbsent(body[key])) continue;
    throw badRequest(`The offline API does not have '${key}'.`, key, 'offline_api');
  }
}

function responseModel(name: string, findModel: FindModel): ModelFacts {
  const model = findModel(name);
  if (model?.kind === 'chat' || model?.kind === 'reasoning') return model;
  throw badRequest(`The requested model '${name}' does not exist.`, 'model', 'model_not_found');
}
