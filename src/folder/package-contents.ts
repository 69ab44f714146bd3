import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { type Exercise, loadCatalog, readStub } from '../catalog/index.ts';
import { exercisesFolder, filesBelow } from './folder-files.ts';
import { tsconfigText, vitestConfigText } from './scaffold.ts';

/** What one version of the package puts into a learner's folder. Paths are from the folder, with `/`. */
export interface PackageContents {
  readonly version: string;
  readonly exercises: readonly NewExercise[];
  /** The package's own files; the learners' are not among them. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface NewExercise {
  readonly id: string;
  /** The ids that it had before. */
  readonly formerly: readonly string[];
  readonly number: string;
  readonly title: string;
  readonly folder: string;
  /** The learner's file. */
  readonly learner: string;
  readonly starter: Buffer;
  readonly core: readonly string[];
  readonly stretch: readonly string[];
}

/**
 * Reads what a package puts into a learner's folder. Its own stubs are not looked at: in a clone they are
 * somebody's work. The starters are made from the solutions.
 *
 * @param folder where the package is
 * @throws WorkbookError when its exercises are not as they should be
 */
export function readPackageContents(folder: string): PackageContents {
  const catalog = loadCatalog(folder);
  const exercises = catalog.exercises.map((exercise) => newExercise(exercise, folder));
  const learners = new Set(exercises.map(({ learner }) => learner));
  const own = filesBelow(folder, exercisesFolder).filter(
    (path) => !learners.has(path) && !path.endsWith('.new.ts'),
  );
  return {
    version: versionOf(folder),
    exercises,
    files: new Map([
      ...own.map((path): [string, Buffer] => [path, readFileSync(join(folder, path))]),
      ['tsconfig.json', Buffer.from(tsconfigText)],
      ['vitest.config.ts', Buffer.from(vitestConfigText)],
    ]),
  };
}

/** The version of the package in a folder. */
export function versionOf(folder: string): string {
  const facts: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return z.looseObject({ version: z.string() }).parse(facts).version;
}

function newExercise(exercise: Exercise, root: string): NewExercise {
  const { id, formerly = [], number, title, core, stretch, files } = exercise;
  const place = (path: string) => relative(root, path).split(sep).join('/');
  return {
    id,
    formerly,
    number,
    title,
    folder: place(files.folder),
    learner: place(files.learner),
    starter: Buffer.from(readStub(exercise)),
    core,
    stretch,
  };
}
