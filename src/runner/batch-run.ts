import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../catalog/places.ts';
import { type BatchModule, batchModules } from './batch-modules.ts';
import { watchedThreads } from './batch-worker.ts';
import { removeOutdated } from './compile-cache.mjs';
import { compileKit } from './compiled-kit.ts';
import { JobQueue } from './job-queue.ts';
import { asTimeout, readReport } from './read-report.ts';
import type { Report } from './report.ts';
import type { Job } from './runner.ts';
import { keepingExitCode, startVitest } from './vitest-instance.ts';

const noOutput = { text: '', truncated: false };

/**
 * Runs many specs in shared threads, where packages stay loaded from one to the next. Failures have no
 * location and no stack.
 *
 * @returns the reports, in the order of the jobs
 */
export async function batchRun(root: string, jobs: readonly Job[]): Promise<Report[]> {
  const hung = new Set<string>();
  const kit = await compileKit();
  const folder = temporaryFolder();
  try {
    const batch = await batchModules(jobs, { root, folder, kit: kit?.resolve ?? null });
    const queue = new JobQueue(byExercise(jobs, batch));
    const { vitest, project } = await startVitest(root, {
      pool: watchedThreads(queue, (path) => hung.add(path)),
      isolate: false,
      silent: true,
      setupFiles: [],
      // Many run at once, on a machine that may have other work to do.
      testTimeout: 10_000,
      // With one worker Vitest takes all files for one task, and what hangs would take the rest with it.
      maxWorkers: Math.max(2, availableParallelism()),
    });
    const specifications = batch.map(({ path }) => project.createSpecification(path));
    try {
      const { testModules, unhandledErrors } = await keepingExitCode(() =>
        vitest.runTestSpecifications(specifications),
      );
      const modules = new Map(testModules.map((module) => [module.moduleId, module]));
      return jobs.map(({ exercise, implementation }, index) => {
        const path = batch[index]?.path ?? '';
        const module = modules.get(path);
        const hangs = hung.has(path);
        const ended = module !== undefined && module.state() !== 'pending';
        const report = readReport({
          exercise,
          implementation,
          module,
          unhandled: hangs ? [] : unhandledErrors.filter((error) => isOf(error, path, ended)),
          lastSpec: null,
          output: noOutput,
          milliseconds: Math.round(module?.diagnostic().duration ?? 0),
        });
        return hangs ? asTimeout(report, null) : report;
      });
    } finally {
      await vitest.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for what is compiled for one batch, where Node takes it for packages. */
function temporaryFolder(): string {
  const cache = join(packageFolder, 'node_modules', '.cache', 'workbook-batch');
  mkdirSync(cache, { recursive: true });
  removeOutdated(cache);
  return mkdtempSync(join(cache, 'run-'));
}

function byExercise(jobs: readonly Job[], modules: readonly BatchModule[]): BatchModule[][] {
  const groups = new Map<string, BatchModule[]>();
  for (const [index, module] of modules.entries()) {
    const id = jobs[index]?.exercise.id ?? '';
    groups.set(id, [...(groups.get(id) ?? []), module]);
  }
  return [...groups.values()];
}

/** Whether an error belongs to a module. One that names none, the death of a thread, is of those that did not end. */
function isOf(error: unknown, path: string, ended: boolean): boolean {
  if (typeof error !== 'object' || error === null || !('VITEST_TEST_PATH' in error)) return !ended;
  return error.VITEST_TEST_PATH === path;
}
