import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Exercise } from '../catalog/exercise.ts';
import type { SourceLocation } from './report.ts';

const frame = /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()\n]*?):(\d+):(\d+)\)?$/;

/**
 * The place in a stack that helps a learner most: the first in the code under test, else the first in
 * the spec, else the first that is not of the tools.
 *
 * @param stack the text of an `Error.stack`; its positions are already those of the source files
 */
export function locate(stack: string | undefined, exercise: Exercise): SourceLocation | null {
  const places = (stack ?? '').split('\n').flatMap((line) => placeOf(line));
  const { spec, learner, mistakes, solution } = exercise.files;
  const underTest = places.find(
    ({ file }) => file === learner || file === solution || file.startsWith(mistakes),
  );
  // A place inside of Vitest or of this runner helps nobody.
  const other = places.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file) && !isOurs(file));
  return underTest ?? places.find(({ file }) => file === spec) ?? other ?? null;
}

function isOurs(file: string): boolean {
  return file.startsWith(import.meta.dirname);
}

function placeOf(line: string): SourceLocation[] {
  const [, path, row, column] = frame.exec(line.trim()) ?? [];
  if (!path) return [];
  const [plain = ''] = path.split('?');
  const file = plain.startsWith('file:') ? fileURLToPath(plain) : resolve(plain);
  return [{ file, line: Number(row), column: Number(column) }];
}
