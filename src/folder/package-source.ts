import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { packageName } from './package-name.ts';

export interface ProgramPlace {
  /** The folder of the package that this program belongs to. */
  readonly packageFolder: string;
  /** Whether npm has installed it. */
  readonly isInstalled: boolean;
  readonly version: string;
}

/**
 * What a learner's folder asks npm for so that it gets what made it: a version from the registry, or the
 * tarball, folder or repository that this program was installed from.
 *
 * @param root the learner's folder
 */
export function dependencyFor(root: string, place: ProgramPlace): string {
  const { packageFolder, isInstalled, version } = place;
  if (!isInstalled) return fileSpec(root, packageFolder);
  const modules = dirname(packageFolder);
  const source = sourceIn(join(modules, '.package-lock.json'));
  if (source?.startsWith('git+')) return source;
  const file = source?.startsWith('file:')
    ? resolve(dirname(modules), source.slice('file:'.length))
    : null;
  return file !== null && existsSync(file) ? fileSpec(root, file) : `^${version}`;
}

/** A file or folder as package.json names it. */
export function fileSpec(root: string, path: string): string {
  const from = relative(root, path).split(sep).join('/');
  return `file:${from}`;
}

/** Where npm took the package from; null when it does not say. */
function sourceIn(lockfile: string): string | null {
  const packages: unknown = Reflect.get(Object(jsonIn(lockfile)), 'packages');
  const entry: unknown = Reflect.get(Object(packages), `node_modules/${packageName}`);
  const source: unknown = Reflect.get(Object(entry), 'resolved');
  return typeof source === 'string' ? source : null;
}

/**
 * Where a learner's folder gets the package from when that is not the registry: `file:…` or a repository, with the
 * package's name before it, as npm is asked for it.
 *
 * @returns null for the registry
 */
export function sourceOf(root: string): string | null {
  const facts = jsonIn(join(root, 'package.json'));
  const dependencies: unknown = Reflect.get(Object(facts), 'dependencies');
  const wanted: unknown = Reflect.get(Object(dependencies), packageName);
  return typeof wanted === 'string' && wanted.includes(':') ? `${packageName}@${wanted}` : null;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
