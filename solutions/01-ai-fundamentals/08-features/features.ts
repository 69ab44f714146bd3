//#region solution
import { mean, median, standardDeviation, sum } from 'simple-statistics';

//#endregion
/** One number for each column. */
export type Row = readonly number[];

/** A row in which some numbers are missing. */
export type RowWithGaps = readonly (number | null)[];

/**
 * Gives each category a column of its own: 1 for the values of this category, 0 for all others.
 *
 * @param values one category for each row; `null` is a missing one
 * @param options.categories the categories, in the order of the columns
 * @returns one row for each value. A value that is not in `categories`, and `null`, gives zeros only.
 * @throws RangeError naming `categories` when it is empty or has an entry twice
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.OneHotEncoder.html
 *
 * @example
 * oneHot(['Dream', 'Anvers'], { categories: ['Biscoe', 'Dream', 'Torgersen'] });
 * // [[0, 1, 0], [0, 0, 0]]
 */
export function oneHot(
  values: readonly (string | null)[],
  { categories }: { readonly categories: readonly string[] },
): number[][] {
  //#region solution
  if (categories.length === 0 || new Set(categories).size < categories.length) {
    throw new RangeError(
      `categories must list each category once, but it is [${categories.join(', ')}].`,
    );
  }
  return values.map((value) => categories.map((category) => (value === category ? 1 : 0)));
  //#endregion
}

/**
 * Learns the median of each column, to fill gaps with.
 *
 * @param train the rows to learn from; gaps in them are left out of the median
 * @returns a function that takes rows and gives them back in their order, each gap filled with the median
 *   that its column has in `train`
 * @throws RangeError naming `train` when it has no rows, or a column in which no number is known
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.impute.SimpleImputer.html
 *
 * @example
 * const impute = fitImputer([[1, 50], [2, null], [9, 70]]);
 * impute([[null, null], [0, 10]]); // [[2, 60], [0, 10]]
 */
export function fitImputer(
  train: readonly RowWithGaps[],
): (rows: readonly RowWithGaps[]) => number[][] {
  //#region solution
  const medians = columnsOf(train).map((column, place) => {
    const known = column.filter((value) => value !== null);
    if (known.length === 0) {
      throw new RangeError(`train has no number in column ${place}, so it has no median.`);
    }
    return median(known);
  });
  return (rows) => rows.map((row) => row.map((value, i) => value ?? medians[i] ?? Number.NaN));
  //#endregion
}

/**
 * Learns the mean and the standard deviation of each column, to bring all columns to one scale.
 *
 * @param train the rows to learn from
 * @returns a function that takes rows and gives them back in their order, each value as its distance from
 *   the mean that its column has in `train`, in standard deviations of that column in `train` (the
 *   population's: the root of the mean squared distance from the mean). A column that is constant in
 *   `train` is not divided.
 * @throws RangeError naming `train` when it has no rows
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html
 *
 * @example
 * const scale = fitScaler([[2], [6]]); // mean 4, standard deviation 2
 * scale([[2], [10]]); // [[-1], [3]]
 */
export function fitScaler(train: readonly Row[]): (rows: readonly Row[]) => number[][] {
  //#region solution
  const scales = columnsOf(train).map((column) => ({
    center: mean(column),
    spread: standardDeviation(column) || 1,
  }));
  return (rows) =>
    rows.map((row) =>
      scales.map(({ center, spread }, i) => ((row[i] ?? Number.NaN) - center) / spread),
    );
  //#endregion
}

/**
 * Puts values that come round again, such as hours, on a circle, so that the last is next to the first.
 *
 * @param values any numbers
 * @param options.period after how much the circle closes: 24 for hours, 7 for days of the week
 * @returns `[sin(angle), cos(angle)]` for each value, with angle = 2π · value / period
 * @throws RangeError naming `period` unless it is above 0
 *
 * @example
 * cyclicEncode([0, 6, 24], { period: 24 }); // [[0, 1], [1, 0], [0, 1]], but for rounding
 */
export function cyclicEncode(
  values: readonly number[],
  { period }: { readonly period: number },
): number[][] {
  //#region solution
  if (!(period > 0)) throw new RangeError(`period must be above 0, but it is ${period}.`);
  return values.map((value) => {
    const angle = (2 * Math.PI * value) / period;
    return [Math.sin(angle), Math.cos(angle)];
  });
  //#endregion
}

/**
 * Replaces each category by the mean of what is to be predicted, learned without the row's own fold and
 * pulled towards the overall mean.
 *
 * @param values one category for each row; `null` is a category like any other
 * @param y what is to be predicted, for the same rows
 * @param options.folds the number of the fold of each row
 * @param options.smooth how many rows of average kind are added to each category, 0 or more
 * @returns (sum of y in the category + smooth · overall) / (rows in the category + smooth) for each row,
 *   where sum, count and the overall mean come from the other folds; the overall mean where the other
 *   folds have no row of the category
 * @throws RangeError naming `y` or `folds` when it is not as long as `values`, `folds` when there are fewer
 *   than two different ones, and `smooth` when it is below 0
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.TargetEncoder.html
 */
export function targetEncode(
  values: readonly (string | null)[],
  y: readonly number[],
  { folds, smooth }: { readonly folds: readonly number[]; readonly smooth: number },
): number[] {
  //#region solution
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
  //#endregion
}

/**
 * Says how well one column alone tells the label, to find columns that are too good to be true.
 *
 * For each row, the label is guessed from one other row with the same value, drawn at random: the chance to
 * be right is the share of these others that have the row's label. Where no other row has the value, all
 * other rows count.
 *
 * @param values the column; `null` is a value like any other
 * @param labels the class of each row
 * @returns the mean of these chances over all rows, from 0 to 1
 * @throws RangeError naming `labels` when it is not as long as `values`, and naming `values` when there are
 *   fewer than two
 */
export function columnScore(values: readonly (string | null)[], labels: readonly string[]): number {
  //#region solution
  requireSameLength(values, labels, 'labels');
  if (values.length < 2) throw new RangeError('values must have at least two entries.');
  const chances = values.map((value, i) => {
    const others = labels.filter((_, j) => j !== i);
    const alike = labels.filter((_, j) => j !== i && values[j] === value);
    const askable = alike.length > 0 ? alike : others;
    return askable.filter((label) => label === labels[i]).length / askable.length;
  });
  return mean(chances);
  //#endregion
}

/** Given: turns rows into columns. Throws a RangeError that names `train` when there are no rows. */
function columnsOf<T>(train: readonly (readonly T[])[]): T[][] {
  const [first] = train;
  if (first === undefined) throw new RangeError('train has no rows, so there is nothing to learn.');
  return first.map((_, i) => train.flatMap((row) => row.slice(i, i + 1)));
}

/** Given: stops with a RangeError that names `list` unless it has one entry for each of the values. */
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
