import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { codeOf, WorkbookError } from '../errors.ts';
import type { Catalog, Chapter, Exercise, ExerciseFiles } from './exercise.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { howToRestore, isFolder, type Places, placesOf } from './places.ts';

interface NumberedFolder {
  readonly number: number;
  readonly id: string;
  /** The folder's name: `05-train-test-split`. */
  readonly name: string;
  readonly folder: string;
}

interface LoadedExercise {
  readonly exercise: Exercise;
  readonly lineOf: FrontMatter['lineOf'];
}

/**
 * Reads what the workbook holds: `exercises/NN-chapter/MM-id`, in the order of the numbers.
 *
 * Folders without a number are none of its business. The learner's files are not looked at: they may
 * be broken or gone.
 *
 * @param root the folder that holds exercises/; for the rest see {@link placesOf}
 * @param lender the package of a learner's own folder, where it is not the one of this program
 * @throws WorkbookError when a README is missing or its front matter is wrong, when two folders have
 *   the same number or two exercises the same id, when `after` names no exercise, and when `formerly` names one
 */
export function loadCatalog(root: string, lender?: string): Catalog {
  const places = placesOf(root, lender);
  const home = places.root;
  const loaded: LoadedExercise[] = [];
  const chapters: Chapter[] = [];

  for (const found of numberedFolders(join(home, 'exercises'), home)) {
    const ofChapter = numberedFolders(found.folder, home).map((place) =>
      loadExercise(places, found, place),
    );
    loaded.push(...ofChapter);
    chapters.push({
      number: found.number,
      id: found.id,
      title: chapterTitle(found.folder, home),
      folder: found.folder,
      exercises: ofChapter.map(({ exercise }) => exercise),
    });
  }
  checkIds(loaded, home);
  checkFormerIds(loaded, home);
  return { root: home, chapters, exercises: loaded.map(({ exercise }) => exercise) };
}

function numberedFolders(parent: string, home: string): readonly NumberedFolder[] {
  const folders: NumberedFolder[] = [];
  for (const name of namesIn(parent, home)) {
    const [, digits, id] = /^(\d+)-(.+)$/.exec(name) ?? [];
    const folder = join(parent, name);
    if (digits === undefined || id === undefined || !isFolder(folder)) continue;
    folders.push({ number: Number(digits), id, name, folder });
  }
  folders.sort((a, b) => a.number - b.number);
  for (const [index, next] of folders.entries()) {
    const previous = folders[index - 1];
    if (previous?.number === next.number) {
      throw new WorkbookError(
        `Two folders in ${shown(parent, home)} have the number ${next.number}: ${previous.name} and ${next.name}.`,
        'Renumber or remove one of them.',
      );
    }
  }
  return folders;
}

function namesIn(folder: string, home: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new WorkbookError(
      `The folder ${shown(folder, home)} of ${home} cannot be read (${codeOf(error)}).`,
      'Run the command in the workbook, the folder that holds exercises/ and package.json.',
    );
  }
}

function loadExercise(
  places: Places,
  chapter: NumberedFolder,
  place: NumberedFolder,
): LoadedExercise {
  const files = filesOf(places, chapter.name, place);
  const source = readReadme(files.readme, places.root);
  const { facts, lineOf } = readFrontMatter(source, shown(files.readme, places.root));
  const number = `${chapter.number}.${place.number}`;
  return {
    exercise: { ...facts, id: place.id, number, chapter: chapter.number, files },
    lineOf,
  };
}

function filesOf(
  places: Places,
  chapter: string,
  { name, id, folder }: NumberedFolder,
): ExerciseFiles {
  const solutions = join(places.solutions, chapter, name);
  return {
    folder,
    readme: join(folder, 'README.md'),
    learner: join(folder, `${id}.ts`),
    spec: join(folder, `${id}.spec.ts`),
    hints: join(folder, 'hints.md'),
    demo: join(folder, 'demo.ts'),
    diagnoses: join(folder, 'diagnoses.json'),
    solution: join(solutions, `${id}.ts`),
    solutionReadme: join(solutions, 'README.md'),
    questions: join(solutions, 'questions.yaml'),
    mistakes: join(solutions, 'mistakes'),
    starter: join(places.starters, chapter, name, `${id}.ts`),
    sealed: join(places.sealed, `${id}.json`),
  };
}

function chapterTitle(folder: string, home: string): string {
  const readme = join(folder, 'README.md');
  const title = /^# +(.*\S)\s*$/m.exec(readReadme(readme, home))?.[1];
  if (title !== undefined) return title;
  throw new WorkbookError(
    `${shown(readme, home)} has no heading: the chapter's title is its first line "# …".`,
    howToRestore(home, shown(readme, home)),
  );
}

function readReadme(readme: string, home: string): string {
  try {
    return readFileSync(readme, 'utf8');
  } catch (error) {
    throw new WorkbookError(
      `${shown(readme, home)} cannot be read (${codeOf(error)}): every chapter and exercise needs a README.`,
      `Bring it back with ${howToRestore(home, shown(readme, home))}, or remove the folder.`,
    );
  }
}

function checkIds(loaded: readonly LoadedExercise[], home: string): void {
  const folders = new Map<string, string>();
  for (const { exercise } of loaded) {
    const folder = shown(exercise.files.folder, home);
    const other = folders.get(exercise.id);
    if (other !== undefined) {
      throw new WorkbookError(
        `Two exercises have the id "${exercise.id}": ${other} and ${folder}.`,
        'Rename one of them: progress is keyed by the id.',
      );
    }
    folders.set(exercise.id, folder);
  }
  for (const { exercise, lineOf } of loaded) {
    for (const [index, id] of exercise.after.entries()) {
      if (folders.has(id)) continue;
      throw new WorkbookError(
        `${shown(exercise.files.readme, home)}:${lineOf(['after', index])}: "after" names "${id}", and no exercise has this id.`,
        'Name the id of an exercise (npx workbook list shows them), or take it out.',
      );
    }
  }
}

/** What a learner did under an id goes to one exercise, and to no other than has this id now. */
function checkFormerIds(loaded: readonly LoadedExercise[], home: string): void {
  const taken = new Map(loaded.map(({ exercise }) => [exercise.id, 'an exercise has this id']));
  for (const { exercise, lineOf } of loaded) {
    for (const [index, id] of (exercise.formerly ?? []).entries()) {
      const owner = taken.get(id);
      if (owner !== undefined) {
        throw new WorkbookError(
          `${shown(exercise.files.readme, home)}:${lineOf(['formerly', index])}: "formerly" names "${id}", and ${owner}.`,
          'Name only ids that no exercise has any more, each once.',
        );
      }
      taken.set(id, `so does ${shown(exercise.files.folder, home)}`);
    }
  }
}

function shown(path: string, home: string): string {
  return relative(home, path).split(sep).join('/');
}
