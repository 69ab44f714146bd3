/**
 * A seed of its own inside the function
 *
 * You make a generator with a fixed seed inside the function and leave the one that is passed in
 * unused. So every call mixes in the same way, whatever seed the caller chose: a hundred splits
 * to see how much the score varies are one split a hundred times, and they agree perfectly. A
 * lucky split then stays lucky for as long as the code lives. Look at where the generator comes
 * from: the caller owns the seed.
 */
import { mean, standardDeviation } from 'simple-statistics';
import { type Rng, seededRandom } from '#kit/random';

export interface Split<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
}

export interface SplitOptions {
  readonly testSize: number;
  readonly rng: Rng;
}

export interface StratifiedSplitOptions<T> extends SplitOptions {
  readonly stratifyBy: (row: T) => string;
}

export interface GroupSplitOptions<T> extends SplitOptions {
  readonly groupBy: (row: T) => string;
}

export interface TimeSplitOptions<T> {
  readonly testSize: number;
  readonly orderBy: (row: T) => number;
}

export function trainTestSplit<T>(rows: readonly T[], { testSize, rng }: SplitOptions): Split<T> {
  const testCount = countForTest({ available: rows.length, unit: 'rows', testSize });
  const mixed = shuffled(rows, rng);
  return { train: mixed.slice(testCount), test: mixed.slice(0, testCount) };
}

export function stratifiedSplit<T>(
  rows: readonly T[],
  { testSize, rng, stratifyBy }: StratifiedSplitOptions<T>,
): Split<T> {
  requireShare(testSize);
  const train: T[] = [];
  const test: T[] = [];
  for (const [label, members] of grouped(rows, stratifyBy)) {
    if (members.length < 2) {
      throw new RangeError(`Class "${label}" has only one row, but each part needs one.`);
    }
    const rounded = Math.round(testSize * members.length);
    const testCount = Math.min(Math.max(rounded, 1), members.length - 1);
    const mixed = shuffled(members, rng);
    test.push(...mixed.slice(0, testCount));
    train.push(...mixed.slice(testCount));
  }
  return { train, test };
}

export function timeSplit<T>(
  rows: readonly T[],
  { testSize, orderBy }: TimeSplitOptions<T>,
): Split<T> {
  const testCount = countForTest({ available: rows.length, unit: 'rows', testSize });
  const times = rows.map(orderBy).sort((a, b) => a - b);
  const cutoff = times.at(-testCount) ?? Number.POSITIVE_INFINITY;
  const train = rows.filter((row) => orderBy(row) < cutoff);
  if (train.length === 0) {
    throw new RangeError(
      `testSize ${testSize} leaves no row to learn from: the oldest rows share one moment.`,
    );
  }
  return { train, test: rows.filter((row) => orderBy(row) >= cutoff) };
}

export function standardizeSplit({
  train,
  test,
}: Split<readonly number[]>): Split<readonly number[]> {
  const [first] = train;
  if (first === undefined)
    throw new RangeError('train has no rows, so there is no scale to learn.');
  const scales = first.map((_, column) => {
    const values = train.map((row) => row[column] ?? Number.NaN);
    return { center: mean(values), spread: standardDeviation(values) || 1 };
  });
  const scaled = (row: readonly number[]) =>
    scales.map(({ center, spread }, column) => ((row[column] ?? Number.NaN) - center) / spread);
  return { train: train.map(scaled), test: test.map(scaled) };
}

export function groupSplit<T>(
  rows: readonly T[],
  { testSize, rng, groupBy }: GroupSplitOptions<T>,
): Split<T> {
  const groups = [...new Set(rows.map(groupBy))];
  const testCount = countForTest({ available: groups.length, unit: 'groups', testSize });
  const testGroups = new Set(shuffled(groups, rng).slice(0, testCount));
  return {
    train: rows.filter((row) => !testGroups.has(groupBy(row))),
    test: rows.filter((row) => testGroups.has(groupBy(row))),
  };
}

function requireShare(testSize: number): void {
  if (!(testSize > 0 && testSize < 1)) {
    throw new RangeError(`testSize must be strictly between 0 and 1, but it is ${testSize}.`);
  }
}

interface Available {
  readonly available: number;
  readonly unit: 'rows' | 'groups';
  readonly testSize: number;
}

function countForTest({ available, unit, testSize }: Available): number {
  requireShare(testSize);
  const testCount = Math.round(testSize * available);
  if (testCount === 0 || testCount === available) {
    throw new RangeError(`testSize ${testSize} leaves one part of the ${available} ${unit} empty.`);
  }
  return testCount;
}

function shuffled<T>(items: readonly T[], _rng: Rng): T[] {
  const random = seededRandom(42);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function grouped<T>(rows: readonly T[], groupOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groupOf(row);
    const members = groups.get(group);
    if (members) members.push(row);
    else groups.set(group, [row]);
  }
  return groups;
}
