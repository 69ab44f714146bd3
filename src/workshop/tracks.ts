import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/index.ts';
import { placesOf } from '../catalog/places.ts';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';
import type { Track } from './track.ts';
import { readTrack } from './track-file.ts';

const ending = '.yaml';

/** The tracks that can be read, and what is wrong with the others. */
export interface FoundTracks {
  /** Self-paced ones first, then workshops, each by length. */
  readonly tracks: readonly Track[];
  readonly errors: readonly WorkbookError[];
}

/** Reads the tracks of a workbook. One that is wrong does not stand in the way of the others. */
export function readTracks(catalog: Catalog): FoundTracks {
  const tracks: Track[] = [];
  const errors: WorkbookError[] = [];
  for (const id of trackIds(catalog)) {
    try {
      tracks.push(readTrack(fileOf(catalog, id), catalog));
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      errors.push(error);
    }
  }
  return { tracks: tracks.toSorted(byKind), errors };
}

/**
 * Finds the track that a person means: by its id, the beginning of its id, or words of its title.
 *
 * @throws WorkbookError when the track is wrong; a wrongCall with the candidates when none or several fit
 */
export function findTrack(catalog: Catalog, query: string): Track {
  const wanted = query.trim().toLowerCase();
  if (trackIds(catalog).includes(wanted)) return readTrack(fileOf(catalog, wanted), catalog);
  const { tracks } = readTracks(catalog);
  const byId = tracks.filter(({ id }) => id.startsWith(wanted));
  const byTitle = tracks.filter(({ title }) =>
    wanted.split(/\s+/).every((word) => title.toLowerCase().includes(word)),
  );
  const found = wanted === '' ? [] : byId.length > 0 ? byId : byTitle;
  const [only] = found;
  if (only && found.length === 1) return only;
  const lines = (found.length > 0 ? found : tracks).map(({ id, title }) => `  ${id}  ${title}`);
  const cause =
    found.length > 0 ? `"${query}" could be any of` : `There is no track "${query}". There are`;
  throw new WorkbookError(
    lines.length > 0 ? `${cause}:\n${lines.join('\n')}` : 'This workbook has no tracks.',
    'npx workbook tracks',
    exitCode.wrongCall,
  );
}

/** The track of an id; null when there is none. @throws WorkbookError when the track is wrong */
export function trackOf(catalog: Catalog, id: string): Track | null {
  return trackIds(catalog).includes(id) ? readTrack(fileOf(catalog, id), catalog) : null;
}

function trackIds({ root }: Catalog): readonly string[] {
  const folder = placesOf(root).tracks;
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new WorkbookError(
      `The folder of tracks ${folder} cannot be read (${codeOf(error)}).`,
      'Check what stands at this path: it should be a folder that you may read.',
    );
  }
}

function fileOf({ root }: Catalog, id: string): string {
  return join(placesOf(root).tracks, `${id}${ending}`);
}

function byKind(a: Track, b: Track): number {
  return a.kind === b.kind ? a.steps.length - b.steps.length : a.kind === 'self-paced' ? -1 : 1;
}
