import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import type { Catalog } from '../catalog/index.ts';
import { packageFolder, placesOf } from '../catalog/places.ts';
import { type ArchivedFile, zip } from './archive.ts';
import { type Bundle, collectBundle, type FetchTarballs } from './bundle.ts';
import { type Coverage, coverageOf } from './bundle-systems.ts';
import { exerciseFiles, fileAt, solutionFiles } from './pack-exercises.ts';
import { participantsLockfile, participantsManifest, participantsTasks } from './pack-manifest.ts';
import { packReadme } from './pack-readme.ts';
import { seal } from './seal.ts';
import { exercisesOf, type Track } from './track.ts';

export interface PackOptions {
  readonly catalog: Catalog;
  readonly track: Track;
  /** What the codes are made from, to add the solutions sealed; without it they stay out. */
  readonly secret?: Buffer | null;
  /** Gets the packages to carry; without it participants install over the network. */
  readonly fetchTarballs?: FetchTarballs | null;
  /** The folder that the program is packed from. */
  readonly program?: string;
}

export interface Pack {
  /** The folder that the archive holds. */
  readonly name: string;
  readonly archive: Uint8Array;
  /** How many files are in it. */
  readonly files: number;
  /** For which systems it carries the packages; null when it carries none. */
  readonly coverage: readonly Coverage[] | null;
}

/**
 * Makes the archive that participants of a workshop get: the program and a track's exercises as stubs. Never in it:
 * the facilitator's own work, the solutions (or only sealed), tests. The same input gives the same bytes.
 *
 * @throws WorkbookError when a file or package that belongs in it cannot be had
 */
export async function makePack({
  catalog,
  track,
  secret = null,
  fetchTarballs = null,
  program = packageFolder,
}: PackOptions): Promise<Pack> {
  const name = `workbook-${track.id}`;
  const exercises = exercisesOf(track);
  const plain = participantsLockfile(program);
  const bundle: Bundle | null = fetchTarballs && (await collectBundle(plain, fetchTarballs));
  const lockfile = bundle?.lockfile ?? plain;
  const files: readonly ArchivedFile[] = [
    ...programFiles(program),
    jsonFile('package.json', participantsManifest(program)),
    jsonFile('package-lock.json', lockfile),
    jsonFile('.vscode/tasks.json', participantsTasks(program)),
    textFile('README.md', packReadme({ track, sealed: secret !== null, bundled: bundle !== null })),
    trackFile(catalog, track),
    ...exerciseFiles(catalog, exercises),
    ...(secret
      ? exercises.map((exercise) =>
          jsonFile(
            `sealed/${exercise.id}.json`,
            seal(secret, exercise.id, solutionFiles(exercise)),
          ),
        )
      : []),
    ...(bundle?.files ?? []),
  ];
  return {
    name,
    archive: zip(files.map(({ path, content }) => ({ path: `${name}/${path}`, content }))),
    files: files.length,
    coverage: bundle && coverageOf(lockfile, new Set(bundle.files.map(({ path }) => path))),
  };
}

const programFolders = ['bin', 'src'];
const programTexts = [
  'tsconfig.json',
  'vitest.config.ts',
  'LICENSE',
  '.vscode/extensions.json',
  '.vscode/settings.json',
];

function programFiles(program: string): readonly ArchivedFile[] {
  const inFolders = programFolders.flatMap((folder) =>
    readdirSync(join(program, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => fileAt(program, join(entry.parentPath, entry.name))),
  );
  return [...inFolders, ...programTexts.map((name) => fileAt(program, join(program, name)))];
}

function trackFile({ root }: Catalog, { id }: Track): ArchivedFile {
  const { tracks } = placesOf(root);
  return { ...fileAt(tracks, join(tracks, `${id}.yaml`)), path: `tracks/${id}.yaml` };
}

function jsonFile(path: string, data: unknown): ArchivedFile {
  return textFile(path, `${JSON.stringify(data, null, 2)}\n`);
}

function textFile(path: string, text: string): ArchivedFile {
  return { path, content: strToU8(text) };
}
