import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, loadCatalog } from '../../src/catalog/index.ts';
import { addCopies } from './exercise-copies.ts';

/** A copy of the exercises, so that measuring never touches a learner's files. */
export interface BenchFolder {
  readonly root: string;
  readonly exercises: readonly Exercise[];
}

const vitestConfig = `import { defineConfig } from 'vitest/config';
import { implementationPlugin } from '../../../src/runner/implementation-plugin.ts';
import { specOptions } from '../../../src/runner/spec-options.ts';

const root = import.meta.dirname;
export default defineConfig({ plugins: [implementationPlugin({ root })], test: specOptions(root) });
`;

/**
 * Works in a copy of all exercises and takes it away afterwards. It stands below .workbook/, where the
 * project's packages and imports are still found.
 *
 * @param times how often each exercise is there: the copies have other ids
 */
export async function withBenchFolder<T>(
  { project, times = 1 }: { readonly project: string; readonly times?: number },
  work: (folder: BenchFolder) => Promise<T>,
): Promise<T> {
  const root = join(project, '.workbook', 'bench', `times-${times}`);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  try {
    for (const folder of ['exercises', 'solutions']) {
      cpSync(join(project, folder), join(root, folder), { recursive: true });
    }
    writeFileSync(join(root, 'vitest.config.ts'), vitestConfig);
    addCopies(loadCatalog(root), times - 1);
    return await work({ root, exercises: loadCatalog(root).exercises });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Saves a right answer as a learner's editor would, different from the last by a comment. */
export function saveAnswer({ files }: Pick<Exercise, 'files'>, version: number): void {
  const answer = readFileSync(files.solution, 'utf8');
  writeFileSync(files.learner, `${answer}\n// version ${version}\n`);
}
