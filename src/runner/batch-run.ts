import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../catalog/places.ts';
import { watchedThreads } from './batch-worker.ts';
import { removeOutdated } from './compile-cache.mjs';
import { compileKit } from './compiled-kit.ts';
import { implementationCompiler } from './implementation-compiler.ts';
import { specId } from './implementation-plugin.ts';
import { asTimeout, readReport } from './read-report.ts';
import type { Report } from './report.ts';
import type { Job } from './runner.ts';
import { shareSpecs } from './shared-specs.ts';
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
  const { vitest, project } = await startVitest(root, {
    pool: watchedThreads((moduleId) => hung.add(moduleId)),
    isolate: false,
    silent: true,
    // Many run at once, on a machine that may have other work to do.
    testTimeout: 10_000,
    // With one worker Vitest takes all files for one task, and what hangs would take the rest with it.
    maxWorkers: Math.max(2, availableParallelism()),
    setupFiles: [join(import.meta.dirname, 'batch-setup.ts')],
  });
  const kit = await compileKit();
  const folder = kit && temporaryFolder();
  if (folder) shareSpecs(project, implementationCompiler(folder, kit.resolve));
  try {
    const ids = jobs.map(({ exercise, implementation }) =>
      specId(exercise.files.spec, implementation),
    );
    const specifications = jobs.map(({ functions }, index) =>
      project.createSpecification(ids[index] ?? '', {
        ...(functions && { testNamePattern: specsOf(functions) }),
      }),
    );
    const { testModules, unhandledErrors } = await keepingExitCode(() =>
      vitest.runTestSpecifications(specifications),
    );
    const modules = new Map(testModules.map((module) => [module.moduleId, module]));
    return jobs.map(({ exercise, implementation }, index) => {
      const id = ids[index] ?? '';
      const module = modules.get(id);
      const hangs = hung.has(id);
      const ended = module !== undefined && module.state() !== 'pending';
      const report = readReport({
        exercise,
        implementation,
        module,
        unhandled: hangs ? [] : unhandledErrors.filter((error) => isOf(error, id, ended)),
        lastSpec: null,
        output: noOutput,
        milliseconds: Math.round(module?.diagnostic().duration ?? 0),
      });
      return hangs ? asTimeout(report, null) : report;
    });
  } finally {
    await vitest.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for what is compiled for one batch, where Node takes it for packages. */
function temporaryFolder(): string {
  const cache = join(packageFolder, 'node_modules', '.cache', 'workbook-batch');
  mkdirSync(cache, { recursive: true });
  removeOutdated(cache);
  return mkdtempSync(join(cache, 'run-'));
}

/** Matches the full names of the specs in the `describe` of these functions. */
function specsOf(functions: readonly string[]): RegExp {
  return new RegExp(`^(?:${functions.join('|')}) `);
}

/** Whether an error belongs to a module. One that names none, the death of a thread, is of those that did not end. */
function isOf(error: unknown, id: string, ended: boolean): boolean {
  if (typeof error !== 'object' || error === null || !('VITEST_TEST_PATH' in error)) return !ended;
  return error.VITEST_TEST_PATH === id;
}
