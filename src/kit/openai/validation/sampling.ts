import { badRequest } from '../core/api-error.ts';
import type { Sampling } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import { isAbsent, numberAt, objectAt, stringAt, wrongType } from './check.ts';

/** The parameters that a reasoning model takes at their default alone. */
const fixedForReasoning: readonly (readonly [key: string, only: number])[] = [
  ['temperature', 1],
  ['top_p', 1],
  ['presence_penalty', 0],
  ['frequency_penalty', 0],
];

/** Reads how the answer is drawn, and how long it may be. @throws ApiError as the API refuses it */
export function readSampling(body: Readonly<Record<string, unknown>>, model: ModelFacts): Sampling {
  const decimal = (key: string, min: number, max: number): number | null =>
    numberAt(body[key], key, { kind: 'decimal', min, max });
  const temperature = decimal('temperature', 0, 2);
  const topP = decimal('top_p', 0, 1);
  const frequencyPenalty = decimal('frequency_penalty', -2, 2);
  const presencePenalty = decimal('presence_penalty', -2, 2);
  const maxTokens = numberAt(body.max_tokens, 'max_tokens', { kind: 'integer', min: 1 });
  const maxCompletion = numberAt(body.max_completion_tokens, 'max_completion_tokens', {
    kind: 'integer',
    min: 1,
  });
  if (model.kind === 'reasoning') refuseForReasoning(body);
  if (maxTokens !== null && maxCompletion !== null) {
    throw badRequest(
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      'max_tokens',
      'invalid_parameter_combination',
    );
  }
  const limit = maxTokens ?? maxCompletion;
  if (limit !== null && limit > model.maxOutput) {
    throw badRequest(
      `max_tokens is too large: ${limit}. This model supports at most ${model.maxOutput} completion tokens, whereas you provided ${limit}.`,
      maxTokens === null ? 'max_completion_tokens' : 'max_tokens',
      'invalid_value',
    );
  }
  return {
    temperature: temperature ?? 1,
    topP: topP ?? 1,
    seed: numberAt(body.seed, 'seed', { kind: 'integer', min: Number.MIN_SAFE_INTEGER }),
    frequencyPenalty: frequencyPenalty ?? 0,
    presencePenalty: presencePenalty ?? 0,
    logitBias: readLogitBias(body.logit_bias),
    stop: readStop(body.stop),
    maxTokens: limit,
  };
}

function refuseForReasoning(body: Readonly<Record<string, unknown>>): void {
  if (!isAbsent(body.max_tokens)) {
    throw badRequest(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
  }
  for (const key of ['logprobs', 'top_logprobs', 'logit_bias', 'stop']) {
    if (isAbsent(body[key]) || body[key] === false) continue;
    throw badRequest(
      `Unsupported parameter: '${key}' is not supported with this model.`,
      key,
      'unsupported_parameter',
    );
  }
  for (const [key, only] of fixedForReasoning) {
    const value = body[key];
    if (isAbsent(value) || value === only) continue;
    throw badRequest(
      `Unsupported value: '${key}' does not support ${value} with this model. Only the default (${only}) value is supported.`,
      key,
      'unsupported_value',
    );
  }
}

function readStop(value: unknown): readonly string[] {
  if (isAbsent(value)) return [];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw wrongType('stop', 'a string or array of strings', value);
  if (value.length > 4) {
    throw badRequest(
      `Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length ${value.length} instead.`,
      'stop',
      'array_above_max_length',
    );
  }
  return value.map((entry: unknown, index) => stringAt(entry, `stop[${index}]`));
}

function readLogitBias(value: unknown): Readonly<Record<string, number>> {
  if (isAbsent(value)) return {};
  const bias: Record<string, number> = {};
  for (const [token, weight] of Object.entries(objectAt(value, 'logit_bias'))) {
    if (!/^\d+$/.test(token)) {
      throw badRequest(
        `Invalid key in 'logit_bias': ${token}. You should only be submitting non-negative integers.`,
        'logit_bias',
        'invalid_value',
      );
    }
    const range = { kind: 'decimal', min: -100, max: 100 } as const;
    bias[token] = numberAt(weight, `logit_bias.${token}`, range) ?? 0;
  }
  return bias;
}
