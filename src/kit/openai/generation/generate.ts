import { badRequest } from '../core/api-error.ts';
import type { Backend, Call } from '../core/call.ts';
import { hashOf } from '../core/hash.ts';
import type { Layer } from '../model/draft.ts';
import type { Prompt } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import { countPrompt, promptTokenIds } from '../tokens/prompt-tokens.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import { type Choice, finishChoice } from '../wire/choice.ts';
import { type Effort, reasoningTokens } from './reasoning.ts';

export interface GenerateOptions {
  readonly call: Call;
  readonly backend: Backend;
  readonly model: ModelFacts;
  /** Without `choice` and `variation`, which are filled in. */
  readonly prompt: Omit<Prompt, 'choice' | 'variation'>;
  readonly n: number;
  readonly effort: Effort;
  /** The parameter that is blamed for a prompt that is too long. */
  readonly promptParam: string;
}

/** What the model wrote, and what it cost. */
export interface Generated {
  readonly choices: readonly Choice[];
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
  readonly layer: Layer;
  /** The same for the same request (and, without a seed, the same place in the session). */
  readonly origin: string;
  readonly fingerprint: string;
  readonly tokenizer: Tokenizer;
}

/** Checks the room, asks the model once for each choice, and counts. @throws ApiError 400 or 429 */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const { call, backend, model, prompt, n } = options;
  const { sampling } = prompt;
  const tokenizer = await backend.tokenizer();
  const promptTokens = countPrompt(prompt, model, tokenizer);
  const room = roomForAnswer(options, promptTokens);
  backend.limiter.bookTokens(model.id, promptTokens + (sampling.maxTokens ?? 0));

  const isSampled = sampling.seed === null && sampling.temperature > 0;
  const variation = isSampled ? backend.counter() : 0;
  const origin = hashOf(JSON.stringify(call.body), variation);
  const thought = model.kind === 'reasoning' ? reasoningTokens(options.effort, promptTokens) : 0;
  const spent = Math.min(thought, room);
  const choices: Choice[] = [];
  let layer: Layer = 'scripted';
  for (let index = 0; index < n; index += 1) {
    const draft = await backend.draft({ ...prompt, choice: index, variation }, call);
    if (draft === null) continue;
    layer = draft.layer;
    choices.push(
      finishChoice({
        draft,
        index,
        stop: sampling.stop,
        maxTokens: room - spent,
        tokenizer,
        origin,
      }),
    );
  }
  return {
    choices,
    promptTokens,
    cachedTokens: backend.cache.cachedTokens(model.id, promptTokenIds(prompt, tokenizer)),
    reasoningTokens: spent * n,
    layer,
    origin,
    fingerprint: `fp_${hashOf(model.snapshot).slice(0, 10)}`,
    tokenizer,
  };
}

/** Tokens that thinking and answer may have together. */
function roomForAnswer(options: GenerateOptions, promptTokens: number): number {
  const { model, prompt, promptParam } = options;
  const room = model.contextWindow - promptTokens;
  const asked = prompt.sampling.maxTokens;
  if (room > 0 && (asked ?? 0) <= room) return Math.min(asked ?? model.maxOutput, room);
  const limit = `This model's maximum context length is ${model.contextWindow} tokens. However,`;
  throw badRequest(
    room <= 0
      ? `${limit} your messages resulted in ${promptTokens} tokens. Please reduce the length of the messages.`
      : `${limit} you requested ${promptTokens + (asked ?? 0)} tokens (${promptTokens} in the messages, ${asked} in the completion). Please reduce the length of the messages or completion.`,
    promptParam,
    'context_length_exceeded',
  );
}
