import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fingerprintOf } from './manifest.ts';

/** Where the exercises stand, and those that the workbook no longer has. */
export const exercisesFolder = 'exercises';
export const formerExercisesFolder = 'former-exercises';

/** Files of a folder: path from it, with `/` → fingerprint. */
export type FoundFiles = ReadonlyMap<string, string>;

/**
 * What stands in a learner's folder where the workbook puts files.
 *
 * @param more further paths to look at, from the folder
 */
export function findFiles(root: string, more: Iterable<string> = []): FoundFiles {
  const paths = [exercisesFolder, formerExercisesFolder].flatMap((name) => filesBelow(root, name));
  const single = [...more].filter((path) => existsSync(join(root, path)));
  return new Map(
    [...new Set([...paths, ...single])].map((path) => [
      path,
      fingerprintOf(readFileSync(join(root, path))),
    ]),
  );
}

/** The files in a folder and the folders below it, as paths from `root` with `/`; hidden ones are left out. */
export function filesBelow(root: string, folder: string): readonly string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start).flatMap((name) => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    const file = join(start, name);
    const path = relative(root, file).split(sep).join('/');
    // A link to a folder is the learner's, and is not followed.
    const stat = lstatSync(file);
    if (stat.isDirectory()) return filesBelow(root, path);
    return stat.isFile() ? [path] : [];
  });
}
