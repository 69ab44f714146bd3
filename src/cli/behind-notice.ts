import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLearnerFolder, learnerFolderMark } from '../catalog/places.ts';
import { isOlder } from '../folder/version.ts';
import { packageVersion } from './package-version.ts';

/**
 * What to tell a learner whose exercises are of another version than the package that npm has installed. Reads two
 * small files, since every command asks.
 *
 * @returns null where there is nothing to tell
 */
export function behindNotice(root: string): string | null {
  if (!isLearnerFolder(root)) return null;
  const there = versionIn(join(root, learnerFolderMark));
  const installed = packageVersion();
  if (there === null || there === installed) return null;
  const cure = isOlder(there, installed) ? 'Bring them up to date' : 'Get the newer package';
  return `The exercises here are of version ${there}, and version ${installed} is installed. ${cure}: npx workbook update`;
}

function versionIn(file: string): string | null {
  try {
    const facts: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const version: unknown = Reflect.get(Object(facts), 'version');
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
