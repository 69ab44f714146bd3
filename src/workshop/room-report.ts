import type { Catalog, Exercise } from '../catalog/index.ts';
import { begunOf, type ExportedExercise, type LearnerExport } from './learner-export.ts';
import { type MetMisconception, misconceptionsMet } from './met-misconceptions.ts';
import { fewest, type RoomTimes, roomTimes, spread, suggestedMinutes } from './room-times.ts';

/** How a room of learners did. Plain data, and no learner alone in it. */
export interface RoomReport {
  readonly schema: 1;
  readonly learners: number;
  /** How many exercises a learner has solved: a quarter of the room at most `lower`, half `median`. */
  readonly solvedEach: Omit<RoomTimes, 'count'>;
  /** Versions of the workbook that wrote the exports. */
  readonly workbooks: readonly string[];
  /** Those that somebody has begun, in the order of the workbook. */
  readonly exercises: readonly RoomExercise[];
  /** Of those: fewer than half of those who have begun solved them, and at least five have begun. */
  readonly unsolved: readonly RoomExercise[];
  /** Numbers of the exercises that nobody has begun. */
  readonly untouched: readonly string[];
  /** Those met most first. */
  readonly misconceptions: readonly MetMisconception[];
  /** Ids in the exports that this workbook does not have. */
  readonly unknown: readonly string[];
}

export interface RoomExercise {
  readonly id: string;
  readonly number: string;
  readonly chapter: number;
  readonly title: string;
  /** The minutes of the front matter. */
  readonly minutes: number;
  /** How many learners are where; together they are all learners. Solved is without mastered. */
  readonly states: RoomStates;
  /** Everybody who has begun: all but the new. */
  readonly begun: number;
  /** Until it was solved, without those who had caught up; null when nobody's time is known. */
  readonly times: RoomTimes | null;
  /** Hints that one of those who have begun has seen, on average. */
  readonly hints: number;
  /** What the minutes should be by this room; null when it cannot tell. */
  readonly suggestedMinutes: number | null;
}

export interface RoomStates {
  readonly new: number;
  readonly begun: number;
  readonly caughtUp: number;
  readonly solved: number;
  readonly mastered: number;
}

/** Adds the exports of a room up. @param exports one for each learner */
export function roomReport(catalog: Catalog, exports: readonly LearnerExport[]): RoomReport {
  const known = new Set(catalog.exercises.flatMap(({ id, formerly = [] }) => [id, ...formerly]));
  const rows = catalog.exercises.map((exercise) => roomExercise(exercise, exports));
  const met = exports.flatMap(({ exercises }) => exercises);
  const begun = rows.filter((row) => row.begun > 0);
  return {
    schema: 1,
    learners: exports.length,
    solvedEach: spread(exports.map(solvedBy)),
    workbooks: [...new Set(exports.map(({ workbook }) => workbook))].sort(),
    exercises: begun,
    unsolved: begun.filter(isUnsolved),
    untouched: rows.filter((row) => row.begun === 0).map(({ number }) => number),
    misconceptions: misconceptionsMet(catalog, exports),
    unknown: [...new Set(met.map(({ id }) => id).filter((id) => !known.has(id)))].sort(),
  };
}

function isUnsolved({ states, begun }: RoomExercise): boolean {
  return begun >= fewest && (states.solved + states.mastered) * 2 < begun;
}

function solvedBy({ exercises }: LearnerExport): number {
  return exercises.filter(({ state }) => state === 'solved' || state === 'mastered').length;
}

function roomExercise(exercise: Exercise, exports: readonly LearnerExport[]): RoomExercise {
  const { id, number, chapter, title, minutes } = exercise;
  const of = begunOf(exports, exercise);
  const countOf = (state: ExportedExercise['state']) =>
    of.filter((found) => found.state === state).length;
  const states: RoomStates = {
    new: exports.length - of.length,
    begun: countOf('begun'),
    caughtUp: countOf('caught-up'),
    solved: countOf('solved'),
    mastered: countOf('mastered'),
  };
  const times = roomTimes(of);
  return {
    id,
    number,
    chapter,
    title,
    minutes,
    states,
    begun: of.length,
    times,
    hints: of.length === 0 ? 0 : of.reduce((sum, { hints }) => sum + hints, 0) / of.length,
    suggestedMinutes: suggestedMinutes(times, of.length),
  };
}
