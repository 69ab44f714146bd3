import type { BodyStep } from '../core/answer.ts';
import type { ErrorBody } from '../core/api-error.ts';
import type { Draft } from '../model/draft.ts';

/** What goes wrong with one request. Each field is one place where it can go wrong; most faults use one. */
export interface Fault {
  /** As it is written: `rateLimit`. The journal notes it. */
  readonly name: string;
  /** Answered in place of the real answer. `drop` ends the connection before the headers. */
  readonly instead?: InsteadAnswer | 'drop';
  /** Milliseconds before the headers. */
  readonly headersAfter?: number;
  /** Said in place of what the model would write, which is not written then; null leaves an answer without choices. */
  readonly draftInstead?: Draft | null;
  /** Bends what the model said; null leaves an answer without choices. */
  readonly draft?: (draft: Draft) => Draft | null;
  /** Bends how the body is sent. */
  readonly body?: (body: SentBody) => Iterable<BodyStep>;
}

export interface InsteadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody | string;
}

export interface SentBody {
  readonly steps: Iterable<BodyStep>;
  /** True for server-sent events, one step for each. */
  readonly stream: boolean;
  readonly operation: string;
}
