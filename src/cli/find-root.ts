import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isFolder, isInstalled, learnerFolderMark, packageFolder } from '../catalog/places.ts';
import { exitCode, WorkbookError } from '../errors.ts';

/**
 * Finds the workbook to work on: `given` where the caller named a folder, else the nearest folder from
 * `cwd` upwards that has exercises/ and what belongs to them, else the one that this program belongs to.
 *
 * @throws WorkbookError (wrongCall) when the named folder holds no exercises, and when there is none and the
 *   program is an installed package, whose own exercises nobody is to edit
 */
export function findRoot(cwd: string, given?: string): string {
  if (given !== undefined) {
    const root = resolve(cwd, given);
    if (isFolder(join(root, 'exercises'))) return root;
    throw new WorkbookError(
      `--root ${given}: there is no folder exercises in ${root}.`,
      'Name the folder that holds exercises/, or leave --root out.',
      exitCode.wrongCall,
    );
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (isWorkbook(folder)) return folder;
    if (folder === dirname(folder)) break;
  }
  if (!isInstalled) return packageFolder;
  throw new WorkbookError(
    `There is no workbook in ${resolve(cwd)}, nor in the folders above it.`,
    'Go to yours, or make one: npx ai-engineer-workbook init my-workbook',
    exitCode.wrongCall,
  );
}

/** A folder named exercises alone is found in many projects. */
function isWorkbook(folder: string): boolean {
  if (!isFolder(join(folder, 'exercises'))) return false;
  return (
    ['solutions', 'starters'].some((name) => isFolder(join(folder, name))) ||
    existsSync(join(folder, learnerFolderMark))
  );
}
