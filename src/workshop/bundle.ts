import { createHash } from 'node:crypto';
import { bundleFolder } from '../../bin/install/bundle.js';
import { WorkbookError } from '../errors.ts';
import type { ArchivedFile } from './archive.ts';
import { bundledFolders, nameOf } from './bundle-systems.ts';
import type { Lockfile } from './pack-manifest.ts';

/** The packages that a pack carries. */
export interface Bundle {
  readonly files: readonly ArchivedFile[];
  /** The lockfile that has npm take them from there. */
  readonly lockfile: Lockfile;
}

/** Gets packages, `name@version` each, as npm's archives of them, in any order. */
export type FetchTarballs = (specs: readonly string[]) => Promise<readonly Uint8Array[]>;

/**
 * Collects the packages for all systems that participants may bring.
 *
 * The lockfile names the file of each package in the place where npm looks for the address that it came from. npm then
 * takes it from there whatever registry it is set to, and checks that it is the package of the lockfile.
 *
 * @throws WorkbookError when a package cannot be had, or is another than the lockfile's
 */
export async function collectBundle(lockfile: Lockfile, fetch: FetchTarballs): Promise<Bundle> {
  const wanted = bundledFolders(lockfile).map((folder) => wantedAt(lockfile, folder));
  const specs = [...new Set(wanted.map(({ name, version }) => `${name}@${version}`))];
  const found = byIntegrity(await fetch(specs), wanted);
  const files = new Map<string, Uint8Array>();
  const packages = { ...lockfile.packages };
  for (const { folder, name, version, integrity } of wanted) {
    const content = found.get(integrity);
    if (!content) throw isOther(name, version);
    const path = `${bundleFolder}/${name}/${version}.tgz`;
    files.set(path, content);
    packages[folder] = { ...packages[folder], resolved: `file:${path}` };
  }
  return {
    files: [...files].map(([path, content]) => ({ path, content })),
    lockfile: { ...lockfile, packages },
  };
}

interface Wanted {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

function wantedAt({ packages }: Lockfile, folder: string): Wanted {
  const { name = nameOf(folder), version, integrity } = packages[folder] ?? {};
  if (version !== undefined && integrity !== undefined) return { folder, name, version, integrity };
  throw new WorkbookError(
    `package-lock.json lists ${folder} without its version or integrity.`,
    'git checkout -- package-lock.json',
  );
}

/** The archives by the integrity under which the lockfile knows them. */
function byIntegrity(
  archives: readonly Uint8Array[],
  wanted: readonly Wanted[],
): ReadonlyMap<string, Uint8Array> {
  const algorithms = new Set(wanted.map(({ integrity }) => integrity.split('-')[0] ?? ''));
  return new Map(
    archives.flatMap((content) =>
      [...algorithms].map((algorithm): [string, Uint8Array] => {
        const hash = createHash(algorithm).update(content).digest('base64');
        return [`${algorithm}-${hash}`, content];
      }),
    ),
  );
}

function isOther(name: string, version: string): WorkbookError {
  return new WorkbookError(
    `${name} ${version}, as npm gets it here, is not the package that package-lock.json lists.`,
    'npm config get registry shows where it comes from; npm cache verify looks for a damaged copy.',
  );
}
