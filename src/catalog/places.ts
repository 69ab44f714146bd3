import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the parts of a workbook are. All paths are absolute. */
export interface Places {
  /** The folder that holds exercises/, in which the learner works. */
  readonly root: string;
  /** References and known mistakes, the mirror of exercises/. Missing in a pack that keeps them back. */
  readonly solutions: string;
  /** The stubs as files, where the solutions, from which they are made, may be missing. */
  readonly starters: string;
  /** Orders through the exercises, one file each. */
  readonly tracks: string;
}

/** The file that marks a learner's own folder, and holds what the workbook has put there. */
export const learnerFolderMark = 'workbook.json';

/** The folder of the package that this program belongs to. */
export const packageFolder = resolve(import.meta.dirname, '..', '..');

/**
 * Finds the parts of the workbook in `root`: a clone or a pack has all in itself; to a learner's own folder, which
 * holds nothing but exercises, the package lends the rest.
 */
export function placesOf(root: string): Places {
  const isWhole = ['solutions', 'starters'].some((name) => isFolder(join(root, name)));
  const home = isWhole ? resolve(root) : packageFolder;
  return {
    root: resolve(root),
    solutions: join(home, 'solutions'),
    starters: join(home, 'starters'),
    tracks: join(home, 'tracks'),
  };
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
