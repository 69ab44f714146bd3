import { basename } from 'node:path';
import { exitCode, WorkbookError } from '../errors.ts';
import type { Catalog, Exercise } from './exercise.ts';

/**
 * Finds the exercise that a person means.
 *
 * In this order: its number (`1.5`), its place alone where only one chapter has it (`5`, `05`), its id or
 * folder, a prefix of its id, words of its title in any order. Case does not matter. The first of these that fits
 * anything decides.
 *
 * @throws WorkbookError (wrongCall) with the candidates, when several exercises fit or none does
 */
export function findExercise(catalog: Catalog, query: string): Exercise {
  const found = matches(catalog, query);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw found.length > 1 ? ambiguous(query, found) : unknown(catalog, query);
}

/**
 * Finds the exercises that a person means: those of a chapter, named by its number, id or a prefix of its
 * id, or one exercise as {@link findExercise} does. A number alone is a chapter's; an exercise's full id goes before a
 * chapter's prefix.
 *
 * @throws WorkbookError (wrongCall) with the candidates, when several fit or none does
 */
export function findExercises(catalog: Catalog, query: string): Exercise[] {
  const wanted = normalise(query);
  const byNumber = catalog.chapters.find(
    ({ number }) => /^\d+$/.test(wanted) && number === Number(wanted),
  );
  const byId = catalog.chapters.find(({ id, folder }) => id === wanted || isFolder(folder, wanted));
  const chapter = byNumber ?? byId;
  if (chapter) return [...chapter.exercises];

  const exercise = catalog.exercises.find(({ id }) => id === wanted);
  if (exercise) return [exercise];

  const byPrefix = wanted === '' ? [] : catalog.chapters.filter(({ id }) => id.startsWith(wanted));
  const [only] = byPrefix;
  if (only && byPrefix.length === 1) return [...only.exercises];
  if (byPrefix.length > 1 && matches(catalog, query).length === 0) {
    const lines = byPrefix.map(({ number, id, title }) => `  ${number}  ${id}  ${title}`);
    throw wrongName(`"${query}" could be any of ${byPrefix.length} chapters:`, lines);
  }
  return [findExercise(catalog, query)];
}

function matches({ exercises }: Catalog, query: string): readonly Exercise[] {
  const wanted = normalise(query);
  if (wanted === '') return [];
  const inOrder: ((exercise: Exercise) => boolean)[] = [
    ({ number }) => number === withoutZeros(wanted),
    ({ number }) => number.split('.')[1] === withoutZeros(wanted),
    ({ id, files }) => id === wanted || isFolder(files.folder, wanted),
    ({ id }) => id.startsWith(wanted),
    ({ title }) => words(wanted).every((word) => title.toLowerCase().includes(word)),
  ];
  for (const fits of inOrder) {
    const found = exercises.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

/** Lower case, and of a path only what names the folder: shells complete `exercises/01-…/05-…/`. */
function normalise(query: string): string {
  const parts = query.trim().toLowerCase().split(/[\\/]/);
  if (parts.length === 1) return parts[0] ?? '';
  return parts.findLast((part) => /^\d+-/.test(part)) ?? query.trim().toLowerCase();
}

function isFolder(folder: string, wanted: string): boolean {
  return /^\d+-/.test(wanted) && basename(folder) === wanted;
}

function withoutZeros(number: string): string {
  return number.replace(/\b0+(?=\d)/g, '');
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

const mostShown = 10;

function ambiguous(query: string, found: readonly Exercise[]): WorkbookError {
  const more = found.length > mostShown ? [`  … and ${found.length - mostShown} more`] : [];
  return wrongName(`"${query}" could be any of ${found.length} exercises:`, [
    ...found.slice(0, mostShown).map(asLine),
    ...more,
  ]);
}

function unknown({ exercises }: Catalog, query: string): WorkbookError {
  const wanted = normalise(query);
  const near = exercises
    .map((exercise) => ({
      exercise,
      score: Math.max(similarity(wanted, exercise.id), similarity(wanted, exercise.title)),
    }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ exercise }) => asLine(exercise));
  if (near.length === 0) return wrongName(`No exercise is called "${query}".`, []);
  return wrongName(`No exercise is called "${query}". The nearest:`, near);
}

function asLine({ number, id, title }: Exercise): string {
  return `  ${number}  ${id}  ${title}`;
}

function wrongName(message: string, lines: readonly string[]): WorkbookError {
  return new WorkbookError([message, ...lines].join('\n'), 'npx workbook list', exitCode.wrongCall);
}

/**
 * How alike two names are, from 0 to 1: the share of neighbouring letter pairs that both have, so that a
 * slip of a letter or two words swapped still comes near.
 *
 * Source: Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26 (1945).
 */
function similarity(a: string, b: string): number {
  const [left, right] = [letterPairs(a), letterPairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function letterPairs(name: string): ReadonlySet<string> {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return new Set([...letters].slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
