import { posix } from 'node:path';
import { type FoundFiles, formerExercisesFolder } from './folder-files.ts';
import { fingerprintOf, knownFingerprints, type Manifest } from './manifest.ts';
import { MovedFiles } from './moved-files.ts';
import type { NewExercise, PackageContents } from './package-contents.ts';
import { type Changes, whatChanged } from './what-changed.ts';

/** One thing to do to a learner's folder. Paths are from the folder, with `/`. */
export type Action =
  | { readonly does: 'move'; readonly from: string; readonly to: string }
  | { readonly does: 'write'; readonly path: string; readonly content: Buffer }
  /** What the learner wrote in it is copied first, as with `write`. */
  | { readonly does: 'remove'; readonly path: string }
  /** Puts the starter in the place of an older one, of which a copy is kept. */
  | { readonly does: 'start'; readonly exercise: string };

/**
 * What an update means for an exercise.
 *
 * - `new`: it was not there before.
 * - `replaced`: nothing had been written in it; the new starter is in its place.
 * - `kept`: the learner has written in it, and it stays as it is.
 * - `current`: it is the new starter already.
 * - `removed`: the workbook has it no more; all of it is among the former exercises.
 */
export type UpdateState = 'new' | 'replaced' | 'kept' | 'current' | 'removed';

export interface ExerciseUpdate {
  readonly id: string;
  /** Its number now; null for one that was removed. */
  readonly number: string | null;
  readonly title: string;
  readonly state: UpdateState;
  /** The learner's file. */
  readonly file: string;
  /** Where its folder was, when it has moved. */
  readonly movedFrom: string | null;
  /** The new starter beside the learner's file. */
  readonly beside: string | null;
  /** Null where there is nothing to compare with. */
  readonly changes: Changes | null;
}

export interface UpdatePlan {
  readonly from: string;
  readonly to: string;
  readonly actions: readonly Action[];
  readonly exercises: readonly ExerciseUpdate[];
  /** The package's own files that the learner has changed: they are copied before they are replaced. */
  readonly edited: readonly string[];
  /** What is the package's once all is done. */
  readonly manifest: Manifest;
}

/**
 * Works out what brings a learner's folder to a version of the package: nothing is read, nothing written. What
 * an interrupted update has done already is seen in the files, and is not done again.
 *
 * @param manifest what the package has put there so far
 * @param found what stands there now
 */
export function planUpdate(
  manifest: Manifest,
  found: FoundFiles,
  next: PackageContents,
): UpdatePlan {
  const known = knownFingerprints(manifest);
  const files = new MovedFiles(found, known);
  const removed = moveRemoved(manifest, files, next);
  for (const exercise of next.exercises) gather(exercise, files);
  dropOldFiles(manifest, files, next);
  emptyOldChapters(manifest, files, next);
  for (const [path, content] of next.files) files.write(path, content);
  const exercises = next.exercises.map((exercise) =>
    updateOf(exercise, { manifest, files, next, known }),
  );
  return {
    from: manifest.version,
    to: next.version,
    actions: files.actions,
    exercises: [...exercises, ...removed],
    edited: files.edited,
    manifest: manifestAfter(manifest, next),
  };
}

/** What is put into the folder besides: known before it is written; see {@link Manifest.pending}. */
export function fingerprintsIn({ files, exercises }: PackageContents): readonly string[] {
  const contents = [...files.values(), ...exercises.map(({ starter }) => starter)];
  return [...new Set(contents.map(fingerprintOf))];
}

interface Context {
  readonly manifest: Manifest;
  readonly files: MovedFiles;
  readonly next: PackageContents;
  readonly known: ReadonlySet<string>;
}

/** Exercises that the package has no more, moved out of the way of the others. */
function moveRemoved(
  { exercises }: Manifest,
  files: MovedFiles,
  next: PackageContents,
): readonly ExerciseUpdate[] {
  const present = new Set(next.exercises.flatMap(({ id, formerly }) => [id, ...formerly]));
  return Object.entries(exercises)
    .filter(([id]) => !present.has(id))
    .flatMap(([id, { title }]) => {
      const folders = files.foldersOf(id).filter((folder) => !isFormer(folder));
      for (const folder of folders) files.moveFolder(folder, formerPlace(folder));
      const place = folders.map(formerPlace).at(-1);
      if (place === undefined) return [];
      const base = { id, title, number: null, beside: null, changes: null };
      const file = posix.join(place, `${id}.ts`);
      return [{ ...base, state: 'removed', file, movedFrom: folders.at(-1) ?? null }];
    });
}

/** Brings all that belongs to an exercise to its folder, and the learner's file to its name. */
function gather({ id, formerly, folder }: NewExercise, files: MovedFiles): void {
  for (const name of [id, ...formerly]) {
    for (const place of files.foldersOf(name)) files.moveFolder(place, folder);
  }
  for (const former of formerly) {
    for (const ending of ['.ts', '.new.ts']) {
      files.move(posix.join(folder, former + ending), posix.join(folder, id + ending));
    }
  }
}

/** The package's own files that it has no more, wherever they have been moved to. */
function dropOldFiles(manifest: Manifest, files: MovedFiles, next: PackageContents): void {
  const places = Object.entries(manifest.exercises).map(([id, { folder }]) => ({
    from: `${folder}/`,
    to: next.exercises.find((exercise) => [exercise.id, ...exercise.formerly].includes(id))?.folder,
  }));
  for (const path of Object.keys(manifest.files)) {
    const place = places.find(({ from }) => path.startsWith(from));
    if (place && place.to === undefined) continue;
    const now = place ? posix.join(place.to ?? '', path.slice(place.from.length)) : path;
    if (!next.files.has(now)) files.remove(now);
  }
}

/** A chapter that has another number now, or is no more, would stand in the way of the new ones. */
function emptyOldChapters(manifest: Manifest, files: MovedFiles, next: PackageContents): void {
  const chapters = chaptersOf(next.exercises);
  const before = chaptersOf(Object.values(manifest.exercises));
  for (const chapter of files.chapters()) {
    const isInTheWay = chapters.some((other) => numberOf(other) === numberOf(chapter));
    if (chapters.includes(chapter) || !(isInTheWay || before.includes(chapter))) continue;
    const sameChapter = chapters.find((other) => nameOf(other) === nameOf(chapter));
    files.moveFolder(chapter, sameChapter ?? formerPlace(chapter));
  }
}

function chaptersOf(exercises: readonly { readonly folder: string }[]): readonly string[] {
  return [...new Set(exercises.map(({ folder }) => posix.dirname(folder)))];
}

function numberOf(folder: string): number {
  return Number.parseInt(posix.basename(folder), 10);
}

function nameOf(folder: string): string {
  return posix.basename(folder).replace(/^\d+-/, '');
}

function updateOf(
  exercise: NewExercise,
  { manifest, files, next, known }: Context,
): ExerciseUpdate {
  const { id, formerly, number, title, folder, learner, starter } = exercise;
  const formerId = [id, ...formerly].find((name) => manifest.exercises[name] !== undefined);
  const before = formerId === undefined ? undefined : manifest.exercises[formerId];
  const state = stateOf(exercise, files, known);
  if (state === 'new') files.write(learner, starter);
  if (state === 'replaced') files.start(id);

  const besidePath = posix.join(folder, `${id}.new.ts`);
  const isOther = before?.starter !== fingerprintOf(starter);
  if (state === 'kept' && isOther) files.write(besidePath, starter);
  else if (state !== 'kept') files.removeIfKnown(besidePath);
  const hasBeside = state === 'kept' && isOther;
  return {
    id,
    number,
    title,
    state,
    file: learner,
    movedFrom: before && before.folder !== folder ? before.folder : null,
    beside: hasBeside ? besidePath : null,
    changes:
      before && formerId !== undefined
        ? whatChanged({ id: formerId, ...before, files: manifest.files }, exercise, next)
        : null,
  };
}

function stateOf(
  { learner, starter }: NewExercise,
  files: MovedFiles,
  known: ReadonlySet<string>,
): UpdateState {
  const present = files.get(learner);
  if (present === undefined) return 'new';
  if (present === fingerprintOf(starter)) return 'current';
  return known.has(present) ? 'replaced' : 'kept';
}

function manifestAfter(manifest: Manifest, next: PackageContents): Manifest {
  const present = next.exercises.map(({ id, folder, title, starter, core, stretch }) => {
    return [id, { folder, title, starter: fingerprintOf(starter), core, stretch }] as const;
  });
  const files = [...next.files].map(([path, content]) => [path, fingerprintOf(content)] as const);
  const former = formerPart(manifest, next);
  return {
    version: next.version,
    exercises: { ...former.exercises, ...Object.fromEntries(present) },
    files: { ...former.files, ...Object.fromEntries(files) },
    pending: [],
  };
}

/** The exercises that the package has no more, at the place where they are now. */
function formerPart(manifest: Manifest, next: PackageContents) {
  const present = new Set(next.exercises.flatMap(({ id, formerly }) => [id, ...formerly]));
  const exercises = Object.entries(manifest.exercises).filter(([id]) => !present.has(id));
  const files = exercises.flatMap(([, { folder }]) =>
    Object.entries(manifest.files).filter(([path]) => path.startsWith(`${folder}/`)),
  );
  return {
    exercises: Object.fromEntries(
      exercises.map(
        ([id, facts]) => [id, { ...facts, folder: formerPlace(facts.folder) }] as const,
      ),
    ),
    files: Object.fromEntries(files.map(([path, known]) => [formerPlace(path), known] as const)),
  };
}

function isFormer(path: string): boolean {
  return path.startsWith(`${formerExercisesFolder}/`);
}

/** `exercises/01-basics/05-cut` → `former-exercises/01-basics/05-cut`. */
function formerPlace(path: string): string {
  return posix.join(formerExercisesFolder, ...path.split('/').slice(1));
}
