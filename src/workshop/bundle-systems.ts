import { missingFrom, packagesFor, type System } from '../../bin/install/bundle.js';
import type { Lockfile } from './pack-manifest.ts';

/** A system that bundles carry the packages for. */
export interface BundledSystem extends System {
  readonly name: string;
}

/** What participants may bring. */
export const bundledSystems: readonly BundledSystem[] = [
  { name: 'Linux x64 (glibc)', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'Linux x64 (musl)', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'Linux arm64 (glibc)', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'Linux arm64 (musl)', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { name: 'macOS arm64', os: 'darwin', cpu: 'arm64', libc: null },
  { name: 'macOS x64', os: 'darwin', cpu: 'x64', libc: null },
  { name: 'Windows x64', os: 'win32', cpu: 'x64', libc: null },
  { name: 'Windows arm64', os: 'win32', cpu: 'arm64', libc: null },
];

/** What a bundle holds for a system. */
export interface Coverage {
  readonly system: string;
  /** How many packages npm installs there. */
  readonly packages: number;
  /** Those of them that are made for some systems only: `@esbuild/linux-x64`. */
  readonly own: readonly string[];
  /** Folders of packages that the bundle lacks. */
  readonly missing: readonly string[];
}

/**
 * Holds a bundle against a lockfile.
 *
 * @param files paths in the archive, from its folder
 */
export function coverageOf(
  { packages }: Lockfile,
  files: ReadonlySet<string>,
): readonly Coverage[] {
  return bundledSystems.map((system) => {
    const folders = packagesFor(packages, system);
    return {
      system: system.name,
      packages: folders.length,
      own: folders
        .filter((folder) => (packages[folder]?.os ?? packages[folder]?.cpu) !== undefined)
        .map(nameOf),
      missing: missingFrom(packages, system, (file) => files.has(file)),
    };
  });
}

/** The folders of the packages that any of the systems needs. */
export function bundledFolders({ packages }: Lockfile): readonly string[] {
  return [...new Set(bundledSystems.flatMap((system) => packagesFor(packages, system)))].sort();
}

/** A package's name from its folder in the lockfile. */
export function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
