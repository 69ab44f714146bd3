import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exitCode, WorkbookError } from '../errors.ts';

/** The workbook that this program came with. */
const ownRoot = resolve(import.meta.dirname, '..', '..');

/**
 * Finds the workbook to work on: `given` where the caller named a folder, else the nearest folder from
 * `cwd` upwards that has exercises/ and solutions/, else the one that this program belongs to.
 *
 * @throws WorkbookError (wrongCall) when the named folder holds no exercises
 */
export function findRoot(cwd: string, given?: string): string {
  if (given !== undefined) {
    const root = resolve(cwd, given);
    if (isFolder(join(root, 'exercises'))) return root;
    throw new WorkbookError(
      `--root ${given}: there is no folder exercises in ${root}.`,
      'Name the folder that holds exercises/ and solutions/, or leave --root out.',
      exitCode.wrongCall,
    );
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (isFolder(join(folder, 'exercises')) && isFolder(join(folder, 'solutions'))) return folder;
    if (folder === dirname(folder)) return ownRoot;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
