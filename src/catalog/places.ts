import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where the parts of a workbook are. All paths are absolute. */
export interface Places {
  /** The folder that holds exercises/, in which the learner works. */
  readonly root: string;
  /** References and known mistakes, the mirror of exercises/. Missing in a pack that keeps them back. */
  readonly solutions: string;
  /** The stubs as files, where the solutions, from which they are made, may be missing. */
  readonly starters: string;
  /** The solutions encrypted, a file for each exercise, in a pack that has them so. */
  readonly sealed: string;
  /** Orders through the exercises, one file each. */
  readonly tracks: string;
}

/** The file that marks a learner's own folder, and holds what the workbook has put there. */
export const learnerFolderMark = 'workbook.json';

/** The folder of the package that this program belongs to. */
export const packageFolder = resolve(import.meta.dirname, '..', '..');

/** Whether this program was installed by npm as a package, and is no clone. */
export const isInstalled = basename(dirname(packageFolder)) === 'node_modules';

/**
 * Finds the parts of the workbook in `root`: a clone or a pack has all in itself; to a learner's own folder, which
 * holds nothing but exercises, the package lends the rest.
 *
 * @param lender the folder of that package
 */
export function placesOf(root: string, lender: string = packageFolder): Places {
  const home = isWhole(root) ? resolve(root) : lender;
  return {
    root: resolve(root),
    solutions: join(home, 'solutions'),
    starters: join(home, 'starters'),
    sealed: join(home, 'sealed'),
    tracks: join(home, 'tracks'),
  };
}

/** Whether `root` is a learner's own folder, to which the package lends what is not theirs. */
export function isLearnerFolder(root: string): boolean {
  return existsSync(join(root, learnerFolderMark)) && !isWhole(root);
}

/** Whether `root` is a pack: what participants of a workshop got as an archive. */
export function isPack(root: string): boolean {
  return isFolder(join(root, 'starters'));
}

/** The id of the track that a pack was made for; null in any other folder. */
export function trackOfPack(root: string): string | null {
  const [only, ...others] = isPack(root) ? namesIn(join(root, 'tracks')) : [];
  return only !== undefined && others.length === 0 ? basename(only, '.yaml') : null;
}

function namesIn(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
}

/** How a damaged file of the workbook is brought back. @param name the file's path as people call it */
export function howToRestore(root: string, name: string): string {
  if (isLearnerFolder(root)) return 'npx workbook update --no-install';
  return isPack(root)
    ? `another copy of ${name}, from the archive that you were given`
    : `git checkout -- ${name}`;
}

function isWhole(root: string): boolean {
  return ['solutions', 'starters'].some((name) => isFolder(join(root, name)));
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
