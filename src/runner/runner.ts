import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { compileHost } from './compiled-host.ts';
import { HostedRuns } from './hosted-runs.ts';
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
  /** Asked when its turn comes: the functions whose specs are to run, the others are left out. Null, the default: all. */
  readonly functions?: () => readonly string[] | null;
}

/** Runs specs with Vitest. */
export interface Runner {
  /**
   * Runs one exercise's specs in a fresh, isolated worker of another process. Whatever the code under test
   * does (endless loop, exit, memory bomb) ends in a report, never in a rejection. One run at a time: a
   * second call waits for the first.
   */
  run(exercise: Exercise, options?: RunOptions): Promise<Report>;
  /**
   * Runs many at once, in shared workers of this process; reports in the order of the jobs. For code of the
   * workbook's own.
   */
  runAll(jobs: readonly Job[]): Promise<Report[]>;
  /** Has Vitest and a worker ready that has loaded what this exercise's specs import. */
  prepare(exercise: Exercise): void;
  close(): Promise<void>;
}

/** Starts a runner. It does nothing dear before the first run or `prepare`. */
export async function startRunner({ root }: RunnerOptions): Promise<Runner> {
  const hostedRuns = new HostedRuns(root, await compileHost());
  return {
    run: (exercise, { implementation = 'learner', signal } = {}) =>
      hostedRuns.run({ exercise, implementation }, signal),
    // Vitest is a lot to load where only learners' files are run: the host has it.
    runAll: async (jobs) => (await import('./batch-run.ts')).batchRun(root, jobs),
    prepare: (exercise) => hostedRuns.prepare(exercise),
    close: () => hostedRuns.close(),
  };
}
