import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { batchRun } from './batch-run.ts';
import { LearnerRuns } from './learner-run.ts';
import type { Report } from './report.ts';

export interface RunnerOptions {
  /** The folder that holds exercises/ and solutions/. */
  readonly root: string;
}

export interface RunOptions {
  /** Default: the learner's file. */
  readonly implementation?: Implementation;
  /** Aborting stops the run; `run` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface Job {
  readonly exercise: Exercise;
  readonly implementation: Implementation;
  /** Only the specs of these functions; those of the others are reported as skipped. Default: all. */
  readonly functions?: readonly string[];
}

/** Runs specs with Vitest inside this process. */
export interface Runner {
  /**
   * Runs one exercise's specs in a fresh, isolated worker. Whatever the code under test does (endless
   * loop, exit, memory bomb) ends in a report, never in a rejection. One run at a time: a second call
   * waits for the first.
   */
  run(exercise: Exercise, options?: RunOptions): Promise<Report>;
  /** Runs many at once in shared workers; reports in the order of the jobs. For code of the workbook's own. */
  runAll(jobs: readonly Job[]): Promise<Report[]>;
  /** Has Vitest and a worker ready that has loaded what this exercise's specs import. */
  prepare(exercise: Exercise): void;
  close(): Promise<void>;
}

/** Starts a runner. It does nothing dear before the first run or `prepare`. */
export async function startRunner({ root }: RunnerOptions): Promise<Runner> {
  const learnerRuns = new LearnerRuns(root);
  return {
    run: (exercise, { implementation = 'learner', signal } = {}) =>
      learnerRuns.run(exercise, implementation, signal),
    runAll: (jobs) => batchRun(root, jobs),
    prepare: (exercise) => learnerRuns.prepare(exercise),
    close: () => learnerRuns.close(),
  };
}
