import { statSync } from 'node:fs';
import { relative } from 'node:path';
import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { memoryError } from './broken-run.ts';
import { specId } from './implementation-plugin.ts';
import { obstacleTo } from './obstacle.ts';
import { asTimeout, readReport } from './read-report.ts';
import type { Report } from './report.ts';
import { StandbyThreads } from './standby-threads.ts';
import { keepingExitCode, startVitest, type VitestInstance } from './vitest-instance.ts';
import { warmPool } from './warm-worker.ts';
import { Watchdog } from './watchdog.ts';

/** What every exercise's specs load. */
const always = ['vitest', 'fast-check'];

export interface LearnerRunOptions {
  /** Aborting stops the run; it then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Called when Vitest is there and the run begins. */
  readonly onBegin: () => void;
  /** Called with the spec that the run is in, whenever it has been in another for some time. */
  readonly onSpec: (name: string) => void;
}

/** Runs one exercise at a time, each run in a fresh thread that was ready before. */
export class LearnerRuns {
  readonly #threads = new StandbyThreads();
  readonly #seen = new Map<string, string>();
  readonly #loadedBy = new Map<string, readonly string[]>();
  readonly #root: string;
  readonly #onStuck: () => void;
  #instance: Promise<VitestInstance> | null = null;
  #watchdog: Watchdog | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** @param onStuck called when a thread that was told to end does not */
  constructor(root: string, { onStuck }: { readonly onStuck: () => void }) {
    this.#root = root;
    this.#onStuck = onStuck;
  }

  prepare(exercise: Exercise): void {
    this.#threads.preload(this.#loadedBy.get(exercise.id) ?? [...always, ...exercise.packages]);
    // Whoever runs hears of what fails here.
    this.#vitest().catch(() => {});
  }

  run(
    exercise: Exercise,
    implementation: Implementation,
    options: LearnerRunOptions,
  ): Promise<Report> {
    const run = this.#last.then(() => this.#run(exercise, implementation, options));
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
    { signal, onBegin, onSpec }: LearnerRunOptions,
  ): Promise<Report> {
    signal.throwIfAborted();
    const obstacle = obstacleTo(exercise, implementation);
    if (obstacle) return obstacle;
    this.prepare(exercise);
    const { vitest, project, restoreKit } = await this.#vitest();
    await restoreKit();
    signal.throwIfAborted();
    onBegin();
    forgetChanged(exercise, { vitest, project }, this.#seen);
    // While the thread gets going; it would ask for it only when it needs it.
    if (implementation === 'learner')
      void project.vite.environments.ssr.warmupRequest(this.#url(exercise.files.learner));
    const watchdog = new Watchdog({ onSpec, onStuck: this.#onStuck });
    this.#watchdog = watchdog;
    const onAbort = () => watchdog.end(new Error('The run was cancelled.'));
    signal.addEventListener('abort', onAbort);
    const start = performance.now();
    try {
      const specification = project.createSpecification(
        specId(exercise.files.spec, implementation),
      );
      const { testModules, unhandledErrors } = await keepingExitCode(() =>
        vitest.runTestSpecifications([specification]),
      );
      signal.throwIfAborted();
      watchdog.release();
      const report = readReport({
        exercise,
        implementation,
        module: testModules.find(({ moduleId }) => moduleId === specification.moduleId),
        unhandled: watchdog.stoppedFor ? [] : unhandledErrors,
        lastSpec: watchdog.currentSpec,
        output: watchdog.output,
        milliseconds: Math.round(performance.now() - start),
      });
      if (watchdog.loaded.length > 0) this.#loadedBy.set(exercise.id, watchdog.loaded);
      return asSeen(report, watchdog);
    } finally {
      signal.removeEventListener('abort', onAbort);
      watchdog.release();
      this.#watchdog = null;
      this.prepare(exercise);
      this.#threads.refill();
    }
  }

  /** As Vite calls a file below the root. */
  #url(file: string): string {
    return `/${slashed(relative(this.#root, file))}`;
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

/** The report, with what the watchdog has seen beside it: that explains more than what Vitest made of it. */
function asSeen(report: Report, { stoppedFor, changed, currentSpec }: Watchdog): Report {
  const during = { location: null, stack: null, during: currentSpec };
  if (changed !== null) {
    const isTold = [report.error, ...report.tests].some((told) =>
      [told && 'errorName' in told ? told.errorName : told?.name].includes(changed.name),
    );
    return isTold ? report : { ...report, state: 'failed', error: { ...changed, ...during } };
  }
  if (stoppedFor === null) return report;
  return stoppedFor === 'memory'
    ? { ...report, state: 'failed', error: { ...memoryError, ...during } }
    : asTimeout(report, currentSpec);
}

/**
 * Has Vitest read again what has changed of the exercise's files; learners may add files of their own. The file
 * under work is always read: its time stamp may be too coarse to tell two quick saves apart.
 *
 * @param seen the state of each file when it was last looked at; brought up to date
 */
function forgetChanged(
  exercise: Exercise,
  { vitest, project }: Pick<VitestInstance, 'vitest' | 'project'>,
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
