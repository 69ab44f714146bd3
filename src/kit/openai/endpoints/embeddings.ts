import type { CreateEmbeddingResponse, Embedding } from 'openai/resources/embeddings';
import { jsonAnswer } from '../core/answer.ts';
import { ApiError, badRequest } from '../core/api-error.ts';
import type { Operation } from '../core/call.ts';
import { type ModelFacts, models } from '../models/model-facts.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import {
  isAbsent,
  isObject,
  numberAt,
  oneOf,
  refuseUnknownKeys,
  stringAt,
} from '../validation/check.ts';

const knownKeys = new Set(['input', 'model', 'dimensions', 'encoding_format', 'user']);
const mostInputs = 2048;
const mostTokens = 300_000;

/** `POST /embeddings` */
export const createEmbeddings: Operation = {
  name: 'embeddings.create',
  method: 'POST',
  path: '/embeddings',
  async handle({ body }, backend) {
    if (!isObject(body)) throw badInput();
    refuseUnknownKeys(body, knownKeys);
    if (isAbsent(body.model)) throw badRequest('you must provide a model parameter', null, null);
    const { embed, shorten, vectorSpaces } = await import('../embeddings/embed.ts');
    const model = embeddingModel(stringAt(body.model, 'model'));
    const space = vectorSpaces.find((candidate) => candidate.model === model.id);
    if (space === undefined) throw new Error(`There is no vector space for ${model.id}.`);
    const dimensions = readDimensions(body.dimensions, model, space.dimensions);
    const format = isAbsent(body.encoding_format)
      ? 'float'
      : oneOf<'float' | 'base64'>(body.encoding_format, 'encoding_format', ['float', 'base64']);

    const tokenizer = await backend.tokenizer();
    const texts = readInput(body.input, tokenizer);
    const counts = texts.map((text) => tokenizer.count(text));
    refuseTooLong(counts, model);
    const total = counts.reduce((sum, count) => sum + count, 0);
    backend.limiter.bookTokens(model.id, total);

    const data = texts.map((text, index) => {
      const vector = embed(text, space);
      const wanted = dimensions === space.dimensions ? vector : shorten(vector, dimensions);
      return { object: 'embedding', index, embedding: encoded(wanted, format) } as const;
    });
    const answer = {
      object: 'list',
      data,
      model: model.snapshot,
      usage: { prompt_tokens: total, total_tokens: total },
    } satisfies Sent;
    return {
      answer: {
        ...jsonAnswer(answer),
        headers: { ...jsonAnswer(null).headers, 'openai-model': model.snapshot },
      },
      usage: { prompt: total, completion: 0 },
    };
  },
};

// On the wire a vector may be a string: base64 of little-endian 32-bit floats.
type Sent = Omit<CreateEmbeddingResponse, 'data'> & {
  readonly data: readonly (Omit<Embedding, 'embedding'> & {
    readonly embedding: string | number[];
  })[];
};

function encoded(vector: Float32Array, format: 'float' | 'base64'): string | number[] {
  if (format === 'float') return [...vector];
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}

function embeddingModel(name: string): ModelFacts {
  const model = models.find(({ id, kind }) => id === name && kind === 'embedding');
  if (model !== undefined) return model;
  if (models.some(({ id, snapshot }) => id === name || snapshot === name)) {
    throw new ApiError({
      status: 403,
      message: `You are not allowed to generate embeddings from this model`,
    });
  }
  throw new ApiError({
    status: 404,
    message: `The model \`${name}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
  });
}

function readDimensions(value: unknown, model: ModelFacts, full: number): number {
  if (isAbsent(value)) return full;
  if (model.id === 'text-embedding-ada-002') {
    throw badRequest('This model does not support specifying dimensions.', null, null);
  }
  const wanted = numberAt(value, 'dimensions', { kind: 'integer', min: 1 }) ?? full;
  if (wanted <= full) return wanted;
  throw badRequest(
    `Invalid value for 'dimensions' = ${wanted}. Must be less than or equal to ${full}.`,
    null,
    null,
  );
}

function badInput(): ApiError {
  return badRequest(
    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
    null,
    null,
  );
}

// A string, an array of strings, an array of token numbers, or an array of those.
function readInput(value: unknown, tokenizer: Tokenizer): readonly string[] {
  if (typeof value === 'string') return [notEmpty(value)];
  if (!Array.isArray(value) || value.length === 0 || value.length > mostInputs) throw badInput();
  const inputs: readonly unknown[] = value;
  if (inputs.every(isToken)) return [tokenizer.decode(inputs)];
  return inputs.map((input) => {
    if (typeof input === 'string') return notEmpty(input);
    if (Array.isArray(input) && input.length > 0 && input.every(isToken)) {
      return tokenizer.decode(input);
    }
    throw badInput();
  });
}

function notEmpty(text: string): string {
  if (text === '') throw badInput();
  return text;
}

function isToken(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function refuseTooLong(counts: readonly number[], model: ModelFacts): void {
  const longest = Math.max(...counts);
  if (longest > model.contextWindow) {
    throw badRequest(
      `This model's maximum context length is ${model.contextWindow} tokens, however you requested ${longest} tokens (${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
      null,
      null,
    );
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= mostTokens) return;
  throw badRequest(
    `Requested ${total} tokens, max ${mostTokens} tokens per request`,
    null,
    'max_tokens_per_request',
  );
}
