import type { StoredJob } from '../core/store.ts';

export type JobStatus =
  | 'validating_files'
  | 'queued'
  | 'running'
  | 'paused'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

export interface JobState {
  readonly status: JobStatus;
  /** Steps that are done. */
  readonly steps: number;
  /** When it came to its end, in milliseconds; null while it goes on. */
  readonly finishedAt: number | null;
  /** When each stage began, in milliseconds; null for those not reached. */
  readonly at: { readonly queued: number | null; readonly running: number | null };
  /** When a step was done, by its place from 0. */
  stepAt(step: number): number;
}

// How long each part takes. A real job takes minutes to hours.
const validating = 10_000;
const queued = 20_000;
const eachStep = 10_000;

/** The life of a job is a function of time alone: nothing runs in between. */
export function jobState(job: StoredJob, now: number): JobState {
  const open = job.pauses.at(-1);
  const isPaused = open !== undefined && open.to === null && job.cancelledAt === null;
  const until = Math.min(job.cancelledAt ?? now, isPaused ? open.from : now);
  const paused = job.pauses.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to ?? until, until) - from),
    0,
  );
  const elapsed = until - job.madeAt - paused;
  const runningAt = validating + queued;
  const total = runningAt + job.curve.length * eachStep;
  const steps = Math.max(
    0,
    Math.min(job.curve.length, Math.floor((elapsed - runningAt) / eachStep)),
  );
  const base = {
    steps,
    at: {
      queued: elapsed >= validating && job.problem === null ? job.madeAt + validating : null,
      running: elapsed >= runningAt && job.problem === null ? job.madeAt + runningAt : null,
    },
    stepAt: (step: number) => job.madeAt + paused + runningAt + (step + 1) * eachStep,
  };

  if (elapsed >= validating && job.problem !== null) {
    return { ...base, status: 'failed', finishedAt: job.madeAt + validating };
  }
  if (elapsed >= total && job.problem === null) {
    return { ...base, status: 'succeeded', finishedAt: job.madeAt + paused + total };
  }
  if (job.cancelledAt !== null)
    return { ...base, status: 'cancelled', finishedAt: job.cancelledAt };
  if (isPaused) return { ...base, status: 'paused', finishedAt: null };
  const status =
    elapsed < validating ? 'validating_files' : elapsed < runningAt ? 'queued' : 'running';
  return { ...base, status, finishedAt: null };
}
