import { readFileSync } from 'node:fs';
import { type Catalog, type Exercise, readStub } from '../catalog/index.ts';
import { openProgress, type Snapshot } from '../progress/index.ts';

export interface WriteOptions {
  /** Default: all of the catalog. */
  readonly exercises?: readonly Exercise[];
  /** Only say what is out of date; write nothing. */
  readonly check?: boolean;
}

/** What became of one generated file. */
export interface GeneratedFile {
  /** The exercise's id. */
  readonly exercise: string;
  /** Absolute path. */
  readonly file: string;
  readonly state: 'current' | 'written' | 'out of date';
  /** The copy of what was overwritten, where something was. */
  readonly snapshot: Snapshot | null;
}

/**
 * Writes the stub of each exercise, made from its solution, where the file differs from it. What is
 * overwritten is copied first: `npx workbook undo` brings it back.
 */
export function writeStubs(
  catalog: Catalog,
  { exercises = catalog.exercises, check = false }: WriteOptions = {},
): GeneratedFile[] {
  const progress = check ? null : openProgress(catalog);
  return exercises.map((exercise) => {
    const { id, files } = exercise;
    const base = { exercise: id, file: files.learner, snapshot: null };
    if (contentOf(files.learner) === readStub(exercise)) return { ...base, state: 'current' };
    if (!progress) return { ...base, state: 'out of date' };
    return { ...base, state: 'written', snapshot: progress.reset(exercise) };
  });
}

/** The text of a file, its lines ending with `\n`; null when there is no such file. */
export function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return null;
  }
}
