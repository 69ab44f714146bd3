import { NotImplemented } from '#kit/not-implemented';
import type { Rng } from '#kit/random';

/** The two parts of a data set: a model learns from `train` and is judged on `test`. */
export interface Split<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
}

export interface SplitOptions {
  /** The share of the rows that goes into the test part, strictly between 0 and 1. */
  readonly testSize: number;
  /** Gives the next random number in [0, 1) each time it is called. */
  readonly rng: Rng;
}

export interface StratifiedSplitOptions<T> extends SplitOptions {
  /** The class of a row, such as its species. */
  readonly stratifyBy: (row: T) => string;
}

export interface GroupSplitOptions<T> extends SplitOptions {
  /** The group of a row, such as the patient or the mail thread it belongs to. */
  readonly groupBy: (row: T) => string;
}

export interface TimeSplitOptions<T> {
  /** The share of the rows that goes into the test part, strictly between 0 and 1. */
  readonly testSize: number;
  /** When a row happened, as a number that grows with time, such as milliseconds. */
  readonly orderBy: (row: T) => number;
}

/**
 * Splits rows at random: every set of rows of the right size is equally likely to be the test part.
 *
 * @param rows the data, in any order; it is left as it is
 * @param options.testSize the test part gets `Math.round(testSize * rows.length)` rows
 * @param options.rng the only source of chance, so the same seed gives the same split
 * @returns each row in exactly one part; the order within a part is free
 * @throws RangeError naming `testSize` when it is not strictly between 0 and 1, or leaves a part empty
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html
 *
 * @example
 * const { train, test } = trainTestSplit(penguins, { testSize: 0.25, rng: seededRandom(1) });
 * train.length; // 258
 * test.length; // 86
 */
export function trainTestSplit<T>(rows: readonly T[], { testSize, rng }: SplitOptions): Split<T> {
  throw new NotImplemented('trainTestSplit');
}

/**
 * Splits rows at random within each class, so that both parts have the classes in the proportions of
 * the whole.
 *
 * @param rows the data, in any order; it is left as it is
 * @param options.testSize of n rows of a class, the test part gets `testSize * n` rows, rounded up or
 *   down, but at least 1 and at most n - 1
 * @param options.rng the only source of chance, so the same seed gives the same split
 * @param options.stratifyBy tells the class of a row
 * @returns each row in exactly one part; the order within a part is free
 * @throws RangeError naming `testSize` when it is not strictly between 0 and 1
 * @throws RangeError naming the class when a class has only one row, since it cannot be in both parts
 *
 * @example
 * const { test } = stratifiedSplit(penguins, {
 *   testSize: 0.25,
 *   rng: seededRandom(1),
 *   stratifyBy: ({ species }) => species,
 * });
 * // test has 38 Adelie, 17 Chinstrap and 31 Gentoo: a quarter of 152, 68 and 124
 */
export function stratifiedSplit<T>(
  rows: readonly T[],
  { testSize, rng, stratifyBy }: StratifiedSplitOptions<T>,
): Split<T> {
  throw new NotImplemented('stratifiedSplit');
}

/**
 * Splits rows by time: the model learns from the past and is judged on what came after it.
 *
 * @param rows the data, in any order; it is left as it is
 * @param options.testSize the test part gets the newest `Math.round(testSize * rows.length)` rows, and
 *   with them every other row of the same moment as the oldest of these
 * @param options.orderBy tells when a row happened
 * @returns each row in exactly one part, every row of `train` older than every row of `test`; the order
 *   within a part is free
 * @throws RangeError naming `testSize` when it is not strictly between 0 and 1, or leaves a part empty
 *
 * @example
 * timeSplit([30, 10, 40, 20], { testSize: 0.25, orderBy: (day) => day });
 * // train has 10, 20 and 30, test has 40
 */
export function timeSplit<T>(
  rows: readonly T[],
  { testSize, orderBy }: TimeSplitOptions<T>,
): Split<T> {
  throw new NotImplemented('timeSplit');
}

/**
 * Brings both parts to one scale, with what the training part alone can tell: from each value it
 * subtracts the mean of its column in `train`, and divides by the standard deviation of that column in
 * `train` (the population's: the root of the mean squared distance from the mean).
 *
 * @param split rows of numbers, all of the same length; they are left as they are
 * @returns the two parts with their rows in order; in `train`, each column has mean 0 and standard
 *   deviation 1. A column that is constant in `train` is not divided, so that it becomes 0 there.
 * @throws RangeError naming `train` when the training part has no rows
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html
 *
 * @example
 * standardizeSplit({ train: [[1], [3]], test: [[5]] });
 * // { train: [[-1], [1]], test: [[3]] }: the mean of 1 and 3 is 2, their standard deviation 1
 */
export function standardizeSplit({
  train,
  test,
}: Split<readonly number[]>): Split<readonly number[]> {
  throw new NotImplemented('standardizeSplit');
}

/**
 * Splits rows at random by whole groups: rows that belong together never end up on both sides.
 *
 * @param rows the data, in any order; it is left as it is
 * @param options.testSize the share of the *groups* that goes into the test part: of g groups, it gets
 *   `Math.round(testSize * g)`
 * @param options.rng the only source of chance, so the same seed gives the same split
 * @param options.groupBy tells the group of a row
 * @returns each row in exactly one part; the order within a part is free
 * @throws RangeError naming `testSize` when it is not strictly between 0 and 1, or leaves a part without
 *   a group
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.GroupShuffleSplit.html
 */
export function groupSplit<T>(
  rows: readonly T[],
  { testSize, rng, groupBy }: GroupSplitOptions<T>,
): Split<T> {
  throw new NotImplemented('groupSplit');
}

