import type { Fault } from '../faults/fault.ts';
import type { Draft } from '../model/draft.ts';
import type { Prompt } from '../model/prompt.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** A request that has been matched to an operation. */
export interface Call {
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, a FormData, or null. */
  readonly body: unknown;
  readonly fault: Fault | null;
}

/** What every operation works with. */
export interface Backend {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  /** Asks the model; the call's fault may bend the draft, or leave none (null). */
  draft(prompt: Prompt, call: Call): Promise<Draft | null>;
  tokenizer(): Promise<Tokenizer>;
  /** Counts up from 1: what keeps unseeded answers and new objects apart. */
  counter(): number;
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

/** Finds the operation of a method and path, with the named parts of the path. */
export function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): { readonly operation: Operation; readonly params: Record<string, string> } | undefined {
  const parts = path.split('/');
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const wanted = operation.path.split('/');
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const got = parts[index] ?? '';
      if (!part.startsWith(':')) return part === got;
      params[part.slice(1)] = decodeURIComponent(got);
      return got !== '';
    });
    if (fits) return { operation, params };
  }
  return undefined;
}
