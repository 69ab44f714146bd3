import type { Fault } from '../faults/fault.ts';
import type { Draft } from '../model/draft.ts';
import type { Prompt } from '../model/prompt.ts';
import type { ModelFacts } from '../models/model-facts.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import type { PromptCache } from './prompt-cache.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { Store } from './store.ts';

/** A request that has been matched to an operation. */
export interface Call {
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, a FormData, or null. */
  readonly body: unknown;
  readonly requestId: string;
  readonly fault: Fault | null;
}

/** What every operation works with. */
export interface Backend {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly cache: PromptCache;
  readonly store: Store;
  /** Finds a model by its name or dated name, fine-tuned ones too. */
  model(name: string): ModelFacts | undefined;
  /** Asks the model; the call's fault may bend the draft, or leave none (null). */
  draft(prompt: Prompt, call: Call): Promise<Draft | null>;
  tokenizer(): Promise<Tokenizer>;
  /** Counts up from 1: what keeps unseeded answers and new objects apart. */
  counter(): number;
  /** Runs another operation, as a line of a batch does. */
  run(method: 'POST', path: string, body: unknown): Promise<{ status: number; body: unknown }>;
}

/** An answer, and what the journal notes of it. */
export interface OperationResult {
  readonly answer: Answer;
  readonly layer?: string;
  readonly usage?: { readonly prompt: number; readonly completion: number };
}

export interface Operation {
  /** As the SDK names it: `chat.completions.create`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/chat/completions/:id` */
  readonly path: string;
  handle(call: Call, backend: Backend): Promise<OperationResult> | OperationResult;
}

/** The current time as the API writes it: seconds since 1970. */
export function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}
