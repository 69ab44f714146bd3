import { specId } from './implementation-plugin.ts';
import { readReport } from './read-report.ts';
import type { Report } from './report.ts';
import type { Job } from './runner.ts';
import { keepingExitCode, startVitest } from './vitest-instance.ts';

const noOutput = { text: '', truncated: false };

/**
 * Runs many specs in shared threads, where packages stay loaded from one to the next.
 *
 * @returns the reports, in the order of the jobs
 */
export async function batchRun(root: string, jobs: readonly Job[]): Promise<Report[]> {
  const { vitest, project } = await startVitest(root, { pool: 'threads', isolate: false });
  try {
    const ids = jobs.map(({ exercise, implementation }) =>
      specId(exercise.files.spec, implementation),
    );
    const specifications = ids.map((id) => project.createSpecification(id));
    const { testModules, unhandledErrors } = await keepingExitCode(() =>
      vitest.runTestSpecifications(specifications),
    );
    const modules = new Map(testModules.map((module) => [module.moduleId, module]));
    return jobs.map(({ exercise, implementation }, index) => {
      const module = modules.get(ids[index] ?? '');
      return readReport({
        exercise,
        implementation,
        module,
        unhandled: unhandledErrors.filter((error) => belongsTo(error, ids[index])),
        lastSpec: null,
        output: noOutput,
        milliseconds: Math.round(module?.diagnostic().duration ?? 0),
      });
    });
  } finally {
    await vitest.close();
  }
}

function belongsTo(error: unknown, id: string | undefined): boolean {
  if (typeof error !== 'object' || error === null || !('VITEST_TEST_PATH' in error)) return true;
  return error.VITEST_TEST_PATH === id;
}
