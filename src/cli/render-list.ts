import type { Catalog } from '../catalog/index.ts';
import type { ExerciseState } from '../progress/index.ts';
import type { Track } from '../workshop/track.ts';
import { count, pad, truncate, widest } from './layout.ts';
import type { ListedExercise } from './listed-exercise.ts';
import type { Style } from './style.ts';

export interface ListOptions {
  readonly style: Style;
  readonly width: number;
}

const difficulties = { 1: 'easy', 2: 'medium', 3: 'hard' } as const;
const mostTitle = 44;

/** Chapters with their exercises, and a bar for how much is solved. */
export function renderList(
  chapters: Catalog['chapters'],
  listed: readonly ListedExercise[],
  options: ListOptions,
): string[] {
  const { colors } = options.style;
  const states = new Map(listed.map(({ exercise, state }) => [exercise.id, state]));
  const titleWidth = titleWidthOf(listed, options.width);
  return chapters.flatMap(({ number, title, exercises }, index) => {
    const rows = exercises.map((exercise) => ({
      exercise,
      state: states.get(exercise.id) ?? 'new',
    }));
    return [
      ...(index === 0 ? [] : ['']),
      `${colors.bold(`${number}  ${title}`)}  ${colors.dim(solvedOf(rows))}`,
      ...rows.map((row) => `  ${exerciseLine(row, { ...options, titleWidth })}`),
    ];
  });
}

/** The exercises of a track in its order, and below them how many it leaves out. */
export function renderTrackList(
  { title, kind }: Pick<Track, 'title' | 'kind'>,
  listed: readonly ListedExercise[],
  options: ListOptions,
): string[] {
  const { colors } = options.style;
  const titleWidth = titleWidthOf(listed, options.width);
  const rows = listed.filter(({ isAside }) => !isAside);
  const others = listed.length - rows.length;
  return [
    `${colors.bold(title)}  ${colors.dim(`${kind} track, ${solvedOf(rows)}`)}`,
    ...rows.map((row) => `  ${exerciseLine(row, { ...options, titleWidth })}`),
    ...(others === 0
      ? []
      : [
          '',
          colors.dim(`${count(others, 'more exercise')} off the track: npx workbook list --all`),
        ]),
  ];
}

/** One exercise: symbol, number, title, minutes, difficulty and the state in a word. */
export function exerciseLine(
  { exercise, state }: ListedExercise,
  { style, titleWidth }: { readonly style: Style; readonly titleWidth: number },
): string {
  const { number, title, minutes, difficulty } = exercise;
  const { ellipsis } = style.symbols;
  return [
    stateSymbol(state, style),
    pad(number, 5),
    pad(truncate(title, titleWidth, ellipsis), titleWidth),
    pad(`${minutes} min`, 7, 'left'),
    pad(difficulties[difficulty], 6),
    stateWord(state, style),
  ].join('  ');
}

/** The columns for titles, so that a row fits. */
export function titleWidthOf(listed: readonly ListedExercise[], width: number): number {
  const longest = widest(listed.map(({ exercise }) => exercise.title));
  return Math.max(12, Math.min(longest, mostTitle, width - 40));
}

/** How many of the exercises are solved, drawn and in words; those of the track, where one is followed. */
export function progressBar(
  listed: readonly ListedExercise[],
  { colors, symbols }: Style,
  columns = 24,
): string {
  const due = listed.filter(({ isAside }) => !isAside);
  const solved = due.filter(isSolved).length;
  const full = due.length === 0 ? 0 : Math.floor((solved / due.length) * columns);
  const bar = symbols.barFull.repeat(full) + symbols.barEmpty.repeat(columns - full);
  return `${colors.green(bar)}  ${solvedOf(due)}`;
}

function solvedOf(listed: readonly ListedExercise[]): string {
  const caughtUp = listed.filter(({ state }) => state === 'caught-up').length;
  const solved = `${listed.filter(isSolved).length} of ${listed.length} solved`;
  return caughtUp === 0 ? solved : `${solved}, ${caughtUp} caught up`;
}

function isSolved({ state }: ListedExercise): boolean {
  return state === 'solved' || state === 'mastered';
}

/** A state in words. */
export function stateName(state: ExerciseState): string {
  return state === 'caught-up' ? 'caught up' : state;
}

function stateSymbol(state: ExerciseState, { colors, symbols }: Style): string {
  if (state === 'mastered') return colors.green(symbols.mastered);
  if (state === 'solved') return colors.green(symbols.solved);
  if (state === 'caught-up') return colors.cyan(symbols.caughtUp);
  return state === 'begun' ? colors.yellow(symbols.begun) : colors.dim(symbols.untouched);
}

function stateWord(state: ExerciseState, { colors }: Style): string {
  if (state === 'mastered' || state === 'solved') return colors.green(state);
  if (state === 'caught-up') return colors.cyan(stateName(state));
  return state === 'begun' ? colors.yellow(state) : colors.dim(state);
}
