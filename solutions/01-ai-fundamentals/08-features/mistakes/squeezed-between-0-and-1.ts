/**
 * Values squeezed between 0 and 1
 *
 * You subtract the smallest value and divide by the range. That is min-max scaling, a scaler of its
 * own, and two rows decide all of it: one typing error of 999,999 presses every other row of the
 * column together near 0. Here the mean becomes 0 and the standard deviation 1. Look at the two
 * numbers that you take of each column.
 */
import { max, mean, median, min, sum } from 'simple-statistics';

export type Row = readonly number[];

export type RowWithGaps = readonly (number | null)[];

export function oneHot(
  values: readonly (string | null)[],
  { categories }: { readonly categories: readonly string[] },
): number[][] {
  if (categories.length === 0 || new Set(categories).size < categories.length) {
    throw new RangeError(
      `categories must list each category once, but it is [${categories.join(', ')}].`,
    );
  }
  return values.map((value) => categories.map((category) => (value === category ? 1 : 0)));
}

export function fitImputer(
  train: readonly RowWithGaps[],
): (rows: readonly RowWithGaps[]) => number[][] {
  const medians = columnsOf(train).map((column, place) => {
    const known = column.filter((value) => value !== null);
    if (known.length === 0) {
      throw new RangeError(`train has no number in column ${place}, so it has no median.`);
    }
    return median(known);
  });
  return (rows) => rows.map((row) => row.map((value, i) => value ?? medians[i] ?? Number.NaN));
}

export function fitScaler(train: readonly Row[]): (rows: readonly Row[]) => number[][] {
  const scales = columnsOf(train).map((column) => ({
    center: min(column),
    spread: max(column) - min(column) || 1,
  }));
  return (rows) =>
    rows.map((row) =>
      scales.map(({ center, spread }, i) => ((row[i] ?? Number.NaN) - center) / spread),
    );
}

export function cyclicEncode(
  values: readonly number[],
  { period }: { readonly period: number },
): number[][] {
  if (!(period > 0)) throw new RangeError(`period must be above 0, but it is ${period}.`);
  return values.map((value) => {
    const angle = (2 * Math.PI * value) / period;
    return [Math.sin(angle), Math.cos(angle)];
  });
}

export function targetEncode(
  values: readonly (string | null)[],
  y: readonly number[],
  { folds, smooth }: { readonly folds: readonly number[]; readonly smooth: number },
): number[] {
  requireSameLength(values, y, 'y');
  requireSameLength(values, folds, 'folds');
  if (new Set(folds).size < 2) throw new RangeError('folds must have two different numbers.');
  if (!(smooth >= 0)) throw new RangeError(`smooth must be 0 or more, but it is ${smooth}.`);
  return values.map((value, i) => {
    const others = y.filter((_, j) => folds[j] !== folds[i]);
    const same = y.filter((_, j) => folds[j] !== folds[i] && values[j] === value);
    const overall = mean(others);
    if (same.length === 0) return overall;
    return (sum(same) + smooth * overall) / (same.length + smooth);
  });
}

export function columnScore(values: readonly (string | null)[], labels: readonly string[]): number {
  requireSameLength(values, labels, 'labels');
  if (values.length < 2) throw new RangeError('values must have at least two entries.');
  const chances = values.map((value, i) => {
    const others = labels.filter((_, j) => j !== i);
    const alike = labels.filter((_, j) => j !== i && values[j] === value);
    const askable = alike.length > 0 ? alike : others;
    return askable.filter((label) => label === labels[i]).length / askable.length;
  });
  return mean(chances);
}

function columnsOf<T>(train: readonly (readonly T[])[]): T[][] {
  const [first] = train;
  if (first === undefined) throw new RangeError('train has no rows, so there is nothing to learn.');
  return first.map((_, i) => train.flatMap((row) => row.slice(i, i + 1)));
}

function requireSameLength(
  values: readonly unknown[],
  list: readonly unknown[],
  name: string,
): void {
  if (list.length === values.length) return;
  throw new RangeError(
    `${name} has ${list.length} entries, but there are ${values.length} values: each needs one.`,
  );
}
