import { statSync } from 'node:fs';
import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { specId } from './implementation-plugin.ts';
import { asTimeout, readReport } from './read-report.ts';
import type { Report } from './report.ts';
import { StandbyThreads } from './standby-threads.ts';
import { keepingExitCode, startVitest, type VitestInstance } from './vitest-instance.ts';
import { warmPool } from './warm-worker.ts';
import { Watchdog } from './watchdog.ts';

/** What every exercise's specs load. */
const always = ['vitest', 'fast-check'];

/** Runs one exercise at a time, each run in a fresh thread that was ready before. */
export class LearnerRuns {
  readonly #threads = new StandbyThreads();
  readonly #seen = new Map<string, string>();
  readonly #loadedBy = new Map<string, readonly string[]>();
  readonly #root: string;
  #instance: Promise<VitestInstance> | null = null;
  #watchdog: Watchdog | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  prepare(exercise: Exercise): void {
    this.#threads.preload(this.#loadedBy.get(exercise.id) ?? [...always, ...exercise.packages]);
    void this.#vitest();
  }

  run(
    exercise: Exercise,
    implementation: Implementation,
    signal: AbortSignal | undefined,
  ): Promise<Report> {
    const run = this.#last.then(() => this.#run(exercise, implementation, signal));
    this.#last = run.catch(() => {});
    return run;
  }

  async close(): Promise<void> {
    this.#watchdog?.end(new Error('The runner was closed.'));
    await this.#last;
    this.#threads.discard();
    if (this.#instance) await (await this.#instance).vitest.close();
  }

  async #run(
    exercise: Exercise,
    implementation: Implementation,
    signal: AbortSignal | undefined,
  ): Promise<Report> {
    signal?.throwIfAborted();
    const obstacle = implementation === 'learner' ? unreadable(exercise) : null;
    if (obstacle) return obstacle;
    this.prepare(exercise);
    const { vitest, project } = await this.#vitest();
    forgetChanged(exercise, { vitest, project }, this.#seen);
    const watchdog = new Watchdog();
    this.#watchdog = watchdog;
    const onAbort = () => watchdog.end(new Error('The run was cancelled.'));
    signal?.addEventListener('abort', onAbort);
    const start = performance.now();
    try {
      const specification = project.createSpecification(
        specId(exercise.files.spec, implementation),
      );
      const { testModules, unhandledErrors } = await keepingExitCode(() =>
        vitest.runTestSpecifications([specification]),
      );
      signal?.throwIfAborted();
      watchdog.release();
      const report = readReport({
        exercise,
        implementation,
        module: testModules.find(({ moduleId }) => moduleId === specification.moduleId),
        unhandled: watchdog.hung ? [] : unhandledErrors,
        lastSpec: watchdog.currentSpec,
        output: watchdog.output,
        milliseconds: Math.round(performance.now() - start),
      });
      if (watchdog.loaded.length > 0) this.#loadedBy.set(exercise.id, watchdog.loaded);
      return watchdog.hung ? asTimeout(report, watchdog.currentSpec) : report;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      watchdog.release();
      this.#watchdog = null;
      this.prepare(exercise);
      this.#threads.refill();
    }
  }

  #vitest(): Promise<VitestInstance> {
    this.#instance ??= startVitest(this.#root, {
      pool: warmPool(this.#threads, (thread) => this.#watchdog?.follow(thread)),
      isolate: true,
      // The thread has a console of its own, which tells the watchdog.
      disableConsoleIntercept: true,
      maxWorkers: 1,
    });
    return this.#instance;
  }
}

/** A report of its own when there is no file to run; null when there is. */
function unreadable(exercise: Exercise): Report | null {
  const { learner } = exercise.files;
  const found = statSync(learner, { throwIfNoEntry: false });
  if (found?.isFile()) return null;
  return {
    schema: 1,
    exercise: exercise.id,
    implementation: 'learner',
    state: 'error',
    tests: [],
    error: {
      name: 'MissingFile',
      message: found ? 'A folder stands where your file should be.' : 'Your file is not there.',
      location: { file: learner, line: 1, column: 1 },
      stack: null,
      during: null,
    },
    output: { text: '', truncated: false },
    milliseconds: 0,
  };
}

/**
 * Has Vitest read again what has changed of the exercise's files; learners may add files of their own. The file
 * under work is always read: its time stamp may be too coarse to tell two quick saves apart.
 *
 * @param seen the state of each file when it was last looked at; brought up to date
 */
function forgetChanged(
  exercise: Exercise,
  { vitest, project }: VitestInstance,
  seen: Map<string, string>,
): void {
  const { folder, mistakes, solution, learner } = exercise.files;
  const folders = [folder, mistakes, solution].map(slashed);
  for (const file of project.vite.moduleGraph.fileToModulesMap.keys()) {
    if (!folders.some((own) => file.startsWith(own))) continue;
    const stats = statSync(file, { throwIfNoEntry: false });
    const state = `${stats?.mtimeMs} ${stats?.size}`;
    if (state === seen.get(file) && file !== slashed(learner)) continue;
    seen.set(file, state);
    // Not by the graph alone: Vitest 5 has a memory of its own for what it transformed.
    vitest.invalidateFile(file);
  }
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
