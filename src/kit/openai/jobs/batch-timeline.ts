import type { StoredBatch } from '../core/store.ts';

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

/** Where a batch stands at some moment, in milliseconds since 1970. */
export interface BatchState {
  readonly status: BatchStatus;
  /** How many of its lines are done. */
  readonly done: number;
  readonly at: {
    readonly inProgress: number | null;
    readonly finalizing: number | null;
    readonly ended: number | null;
    readonly expires: number;
  };
}

// How long each part takes. A real batch takes minutes to hours; nobody is told how long.
const validating = 5_000;
const eachLine = 1_000;
const finalizing = 5_000;
const cancelling = 5_000;
const day = 24 * 60 * 60 * 1000;

/** The life of a batch is a function of time alone: nothing runs in between. */
export function batchState(batch: StoredBatch, now: number): BatchState {
  const { madeAt, cancelledAt, lines } = batch;
  const started = madeAt + validating;
  const expires = madeAt + day;
  const doneBy = (moment: number): number =>
    Math.max(0, Math.min(lines.length, Math.floor((moment - started) / eachLine)));
  const state = (
    status: BatchStatus,
    done: number,
    times: { inProgress?: number; finalizing?: number; ended?: number } = {},
  ): BatchState => ({
    status,
    done,
    at: {
      inProgress: times.inProgress ?? null,
      finalizing: times.finalizing ?? null,
      ended: times.ended ?? null,
      expires,
    },
  });

  if (cancelledAt !== null) {
    const ended = cancelledAt + cancelling;
    const inProgress = cancelledAt >= started ? { inProgress: started } : {};
    return now < ended
      ? state('cancelling', doneBy(cancelledAt), inProgress)
      : state('cancelled', doneBy(cancelledAt), { ...inProgress, ended });
  }
  if (now < started) return state('validating', 0);
  if (batch.problems.length > 0) return state('failed', 0, { ended: started });
  const lastLine = started + lines.length * eachLine;
  if (lastLine > expires && now >= expires) {
    return state('expired', doneBy(expires), { inProgress: started, ended: expires });
  }
  if (now < lastLine) return state('in_progress', doneBy(now), { inProgress: started });
  const ended = lastLine + finalizing;
  const times = { inProgress: started, finalizing: lastLine };
  return now < ended
    ? state('finalizing', lines.length, times)
    : state('completed', lines.length, { ...times, ended });
}
