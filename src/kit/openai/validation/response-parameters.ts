import { badRequest } from '../core/api-error.ts';
import type { AnswerFormat, JsonObject, Sampling } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import { arrayAt, isAbsent, numberAt, objectAt, oneOf, stringAt } from './check.ts';
import { readJsonSchema } from './tools-and-format.ts';

/** Reads `tools` as they were sent. @throws ApiError for a hosted tool, which the offline API has none of */
export function readSentTools(value: unknown): readonly JsonObject[] {
  if (isAbsent(value)) return [];
  return arrayAt(value, 'tools').map((entry, index) => {
    const tool = objectAt(entry, `tools[${index}]`);
    const type = stringAt(tool.type, `tools[${index}].type`);
    if (type !== 'function') {
      throw badRequest(
        `The offline API has no hosted tool '${type}': only tools of type 'function'.`,
        `tools[${index}].type`,
        'offline_api',
      );
    }
    return JSON.parse(JSON.stringify(tool));
  });
}

/** Reads `text.format`. */
export function readTextFormat(value: unknown): AnswerFormat {
  if (isAbsent(value)) return { type: 'text' };
  const format = objectAt(value, 'text.format');
  const type = oneOf(format.type, 'text.format.type', ['json_object', 'json_schema', 'text']);
  if (type !== 'json_schema') return { type };
  return readJsonSchema(format, {
    at: 'text.format',
    subject: (name) => `response_format '${name}'`,
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  });
}

/** Reads how the answer is drawn, and how long it may be. */
export function readResponseSampling(
  body: Readonly<Record<string, unknown>>,
  model: ModelFacts,
): Sampling {
  const decimal = (key: string, max: number): number | null =>
    numberAt(body[key], key, { kind: 'decimal', min: 0, max });
  const temperature = decimal('temperature', 2);
  const topP = decimal('top_p', 1);
  if (model.kind === 'reasoning') {
    for (const key of ['temperature', 'top_p', 'top_logprobs']) {
      if (isAbsent(body[key]) || body[key] === 1) continue;
      throw badRequest(
        `Unsupported parameter: '${key}' is not supported with this model.`,
        key,
        'unsupported_parameter',
      );
    }
  }
  return {
    temperature: temperature ?? 1,
    topP: topP ?? 1,
    seed: null,
    frequencyPenalty: 0,
    presencePenalty: 0,
    logitBias: {},
    stop: [],
    maxTokens: numberAt(body.max_output_tokens, 'max_output_tokens', { kind: 'integer', min: 16 }),
  };
}
