import { median, quantile } from 'simple-statistics';
import type { ExportedExercise } from './learner-export.ts';

/** How long a room took for an exercise, in minutes. */
export interface RoomTimes {
  /** How many learners' times these are. */
  readonly count: number;
  /** A quarter was faster. */
  readonly lower: number;
  readonly median: number;
  /** A quarter was slower. */
  readonly upper: number;
}

/** Fewer learners than this say nothing about the next room. */
export const fewest = 5;
const step = 5;

/**
 * The times until an exercise was solved. Those who had caught up do not count: they had read the reference.
 * Nor does a time of nothing: it comes from runs outside of the watch mode, which is where time is counted.
 *
 * @param begun what the learners who have begun it did
 * @returns null when no time is left
 */
export function roomTimes(begun: readonly ExportedExercise[]): RoomTimes | null {
  const times = begun.flatMap(({ secondsToSolve, caughtUp }) =>
    secondsToSolve === null || secondsToSolve === 0 || caughtUp ? [] : secondsToSolve / 60,
  );
  if (times.length === 0) return null;
  return { count: times.length, ...spread(times) };
}

/** Median and quartiles; all 0 of nothing. */
export function spread(values: readonly number[]): Omit<RoomTimes, 'count'> {
  if (values.length === 0) return { lower: 0, median: 0, upper: 0 };
  return {
    lower: quantile([...values], 0.25),
    median: median([...values]),
    upper: quantile([...values], 0.75),
  };
}

/**
 * The minutes that an exercise should be given: the median, rounded up to the next five.
 *
 * @param begun how many learners have begun the exercise
 * @returns null below five times, and when they are not of at least half of those who have begun: the
 *   quick half alone would make the minutes too few for the others
 */
export function suggestedMinutes(times: RoomTimes | null, begun: number): number | null {
  if (times === null || times.count < fewest || times.count * 2 < begun) return null;
  return Math.max(step, Math.ceil(times.median / step) * step);
}
