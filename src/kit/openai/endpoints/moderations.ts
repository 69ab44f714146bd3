import type { Moderation, ModerationCreateResponse } from 'openai/resources/moderations';
import { jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import type { Operation } from '../core/call.ts';
import { hashOf, idOf } from '../core/hash.ts';
import { findModel } from '../models/model-facts.ts';
import { moderate } from '../moderation/moderate.ts';
import {
  isAbsent,
  isObject,
  missing,
  objectAt,
  oneOf,
  refuseUnknownKeys,
  stringAt,
} from '../validation/check.ts';

const knownKeys = new Set(['input', 'model']);

/** `POST /moderations` */
export const createModeration: Operation = {
  name: 'moderations.create',
  method: 'POST',
  path: '/moderations',
  handle({ body }) {
    if (!isObject(body)) throw missing('input');
    refuseUnknownKeys(body, knownKeys);
    const name = isAbsent(body.model) ? 'omni-moderation-latest' : stringAt(body.model, 'model');
    if (findModel(name)?.kind !== 'moderation') {
      throw new ApiError({
        status: 404,
        message: `The model \`${name}\` does not exist or you do not have access to it.`,
        code: 'model_not_found',
      });
    }
    const results: Moderation[] = readInput(body.input).map((text) => moderate(text));
    const answer: ModerationCreateResponse = {
      id: idOf('modr-', 32, hashOf(JSON.stringify(body))),
      model: name,
      results,
    };
    return { answer: jsonAnswer(answer) };
  },
};

// A string, an array of strings (a result each), or parts of one message (one result).
function readInput(value: unknown): readonly string[] {
  if (isAbsent(value)) throw missing('input');
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) {
    throw badRequest(
      "Invalid value for 'input': expected a string or an array that is not empty.",
      'input',
      'invalid_type',
    );
  }
  const inputs: readonly unknown[] = value;
  if (inputs.every((input) => typeof input === 'string')) return inputs;
  const texts = inputs.map((input, index) => {
    const part = objectAt(input, `input[${index}]`);
    const type = oneOf<'text' | 'image_url'>(part.type, `input[${index}].type`, [
      'text',
      'image_url',
    ]);
    return type === 'text' ? stringAt(part.text, `input[${index}].text`) : '';
  });
  return [texts.join('\n')];
}
