import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, loadCatalog } from '../../src/catalog/index.ts';

/** A copy of the exercises, so that measuring never touches a learner's files. */
export interface BenchFolder {
  readonly root: string;
  readonly exercises: readonly Exercise[];
}

const vitestConfig = `import { defineConfig } from 'vitest/config';
import { implementationPlugin } from '../../src/runner/implementation-plugin.ts';
import { specOptions } from '../../src/runner/spec-options.ts';

const root = import.meta.dirname;
export default defineConfig({ plugins: [implementationPlugin({ root })], test: specOptions(root) });
`;

/** Copies all exercises below .workbook/, where the project's packages and imports are still found. */
export function makeBenchFolder(project: string): BenchFolder {
  const root = join(project, '.workbook', 'bench');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const folder of ['exercises', 'solutions']) {
    cpSync(join(project, folder), join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'vitest.config.ts'), vitestConfig);
  return { root, exercises: loadCatalog(root).exercises };
}

/** Saves a right answer as a learner's editor would, different from the last by a comment. */
export function saveAnswer({ files }: Exercise, version: number): void {
  const answer = readFileSync(files.solution, 'utf8');
  writeFileSync(files.learner, `${answer}\n// version ${version}\n`);
}
