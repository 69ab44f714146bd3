import { NotImplemented } from '#kit/not-implemented';
import type { Rng } from '#kit/random';

/** The numbers of one row: its features, in the order of the columns. */
export type Row = readonly number[];

/** One round of cross-validation. Rows are meant by their number, counted from 0. */
export interface Fold {
  /** The rows that the model learns from. */
  readonly train: readonly number[];
  /** The rows that are held back, and that the model is scored on. */
  readonly validation: readonly number[];
}

/** What learns from rows and their classes, and then tells the class of other rows. */
export interface Model {
  /** Learns. Whether it forgets what it learned before is up to the model. */
  fit(X: readonly Row[], y: readonly string[]): void;
  /** Gives one class for each row, in the order of the rows. */
  predict(X: readonly Row[]): readonly string[];
}

/** What is computed from rows before a model sees them: scaling, filling gaps, choosing columns. */
export interface Transformer {
  /** Learns how to transform, such as the mean of each column, or which columns to keep. */
  fit(X: readonly Row[], y: readonly string[]): void;
  /** Gives the transformed rows, in the order of the rows; `fit` comes first. */
  transform(X: readonly Row[]): readonly Row[];
}

export interface FoldOptions {
  /** How many folds, a whole number from 2 up. */
  readonly nSplits: number;
  /** The only source of chance. Without it the rows stay in their order. */
  readonly rng?: Rng;
}

export interface CrossValOptions {
  /** Makes a new model that has learned nothing yet. */
  readonly makeModel: () => Model;
  /** The rows. */
  readonly X: readonly Row[];
  /** The class of each row, in the order of the rows. */
  readonly y: readonly string[];
  readonly folds: readonly Fold[];
}

export interface CrossValPipelineOptions extends CrossValOptions {
  /** Makes a new transformer that has learned nothing yet. */
  readonly makeTransformer: () => Transformer;
}

export interface NestedCrossValOptions extends Omit<CrossValOptions, 'makeModel'> {
  /** The models to choose from, each as a function that makes a new one. */
  readonly candidates: readonly (() => Model)[];
  /**
   * Makes the folds for the choice within a training part. It is given the classes of that part, and
   * its folds count the rows of that part from 0.
   */
  readonly innerFolds: (y: readonly string[]) => readonly Fold[];
}

/**
 * Cuts rows into folds: each fold holds another part of the rows back for validation and trains on all
 * others.
 *
 * @param rowCount how many rows there are
 * @param options.nSplits how many folds, from 2 to `rowCount`
 * @param options.rng mixes the rows before they are cut; without it each fold validates a block of
 *   neighbours, in the order of the rows
 * @returns `nSplits` folds. Each row is validated in exactly one of them, and the sizes differ by at most
 *   one: the first `rowCount % nSplits` folds validate one row more. The order within a part is free.
 * @throws RangeError naming `nSplits` when it is not a whole number from 2 to `rowCount`
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.KFold.html
 *
 * @example
 * kFold(5, { nSplits: 2 });
 * // [{ train: [3, 4], validation: [0, 1, 2] },
 * //  { train: [0, 1, 2], validation: [3, 4] }]
 */
export function kFold(rowCount: number, { nSplits, rng }: FoldOptions): Fold[] {
  throw new NotImplemented('kFold');
}

/**
 * Scores a model by cross-validation: in each fold, a new model learns from the training rows and is asked
 * for the classes of the validation rows.
 *
 * @param options.makeModel makes a new model; it is called once for each fold
 * @param options.X the rows
 * @param options.y the class of each row
 * @param options.folds which rows train and which validate; their numbers are places in `X` and `y`
 * @returns for each fold, the share of its validation rows whose class was predicted right (accuracy,
 *   from 0 to 1), in the order of the folds
 * @throws RangeError naming `folds` when a fold has no rows to validate
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.cross_val_score.html
 *
 * @example
 * crossValScore({
 *   makeModel: () => nearestNeighbours(1),
 *   X: [[1], [2], [8], [9]],
 *   y: ['low', 'low', 'high', 'high'],
 *   folds: [
 *     { train: [0, 2], validation: [1, 3] },
 *     { train: [1, 2, 3], validation: [0] },
 *   ],
 * }); // [1, 1]: all three were right
 */
export function crossValScore({ makeModel, X, y, folds }: CrossValOptions): number[] {
  throw new NotImplemented('crossValScore');
}

/**
 * Cuts rows into folds that all have the classes in the proportions of the whole.
 *
 * @param y the class of each row
 * @param options.nSplits how many folds, from 2 up; no class may have fewer rows
 * @param options.rng decides which rows of a class meet in a fold; without it the same `y` always gives the
 *   same folds
 * @returns `nSplits` folds. Each row is validated in exactly one of them. Of a class with n rows, each
 *   fold validates `n / nSplits`, rounded up or down. The order within a part is free.
 * @throws RangeError naming `nSplits` when it is not a whole number from 2 up
 * @throws RangeError naming the class when a class has fewer than `nSplits` rows
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.StratifiedKFold.html
 *
 * @example
 * stratifiedKFold(['cat', 'cat', 'cat', 'cat', 'dog', 'dog'], { nSplits: 2 });
 * // each fold validates two cats and a dog
 */
export function stratifiedKFold(y: readonly string[], { nSplits, rng }: FoldOptions): Fold[] {
  throw new NotImplemented('stratifiedKFold');
}

/**
 * Cuts rows into folds by whole groups: rows that belong together are validated in the same fold, so that no
 * model is asked about a group that it has learned from.
 *
 * The groups are taken from the largest to the smallest; each goes to the fold that validates the fewest rows
 * so far.
 *
 * @param groups the group of each row, such as the patient it belongs to
 * @param options.nSplits how many folds, from 2 to the number of groups
 * @returns `nSplits` folds. Each row is validated in exactly one of them. The order of the folds, and
 *   within a part, is free.
 * @throws RangeError naming `nSplits` when it is not a whole number from 2 to the number of groups
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.GroupKFold.html
 *
 * @example
 * groupKFold(['ann', 'bob', 'ann', 'eve'], { nSplits: 2 });
 * // one fold validates the rows 0 and 2, the other 1 and 3
 */
export function groupKFold(
  groups: readonly string[],
  { nSplits }: Omit<FoldOptions, 'rng'>,
): Fold[] {
  throw new NotImplemented('groupKFold');
}

/**
 * Scores a model together with the work that comes before it. In each fold, a new transformer learns from
 * the training rows alone; then it transforms both parts, and a new model is trained and scored on what
 * comes out.
 *
 * @param options.makeTransformer makes a new transformer
 * @param options.makeModel makes a new model
 * @param options.X the rows, before the transformer
 * @param options.y the class of each row
 * @param options.folds which rows train and which validate
 * @returns for each fold, the accuracy on its validation rows, in the order of the folds
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.pipeline.Pipeline.html
 */
export function crossValPipeline({
  makeTransformer,
  makeModel,
  X,
  y,
  folds,
}: CrossValPipelineOptions): number[] {
  throw new NotImplemented('crossValPipeline');
}

/**
 * Scores the choice among several models, not only the model that was chosen. In each fold, the candidates
 * are cross-validated within the training rows; the one with the highest mean score is trained on all of the
 * training rows and scored on the validation rows, which had no say in the choice.
 *
 * @param options.candidates the models to choose from; of equal ones the first is taken
 * @param options.X the rows
 * @param options.y the class of each row
 * @param options.folds the outer folds
 * @param options.innerFolds makes the folds within a training part from the classes of its rows
 * @returns for each outer fold, the accuracy of its chosen model on the validation rows, in the order of
 *   the folds
 * @throws RangeError naming `candidates` when there are none
 * @see https://scikit-learn.org/stable/auto_examples/model_selection/plot_nested_cross_validation_iris.html
 */
export function nestedCrossValScore({
  candidates,
  X,
  y,
  folds,
  innerFolds,
}: NestedCrossValOptions): number[] {
  throw new NotImplemented('nestedCrossValScore');
}

/**
 * Given: a model that answers with the most frequent class among the `k` training rows that are nearest to
 * a row. A call of `fit` replaces what it knew before.
 */
export function nearestNeighbours(k: number): Model {
  let known: { readonly features: Row; readonly label: string }[] = [];
  return {
    fit(X, y) {
      known = X.map((features, row) => ({ features, label: y[row] ?? '' }));
    },
    predict(X) {
      return X.map((features) => {
        const nearest = known
          .map((other) => ({
            label: other.label,
            distance: squaredDistance(features, other.features),
          }))
          .sort((a, b) => a.distance - b.distance)
          .slice(0, k);
        return mostFrequent(nearest.map(({ label }) => label));
      });
    },
  };
}

/** Given: the items at these places, in their order: `pickRows(['a', 'b', 'c'], [2, 0])` is `['c', 'a']`. */
function pickRows<T>(items: readonly T[], places: readonly number[]): T[] {
  return places.flatMap((place) => items.slice(place, place + 1));
}

/** Given: a copy of the items in random order, each order equally likely; without `rng` in their own order. */
function shuffled<T>(items: readonly T[], rng?: Rng): T[] {
  if (!rng) return [...items];
  return items
    .map((item) => ({ item, place: rng() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function squaredDistance(a: Row, b: Row): number {
  return a.reduce((sum, value, column) => sum + (value - (b[column] ?? Number.NaN)) ** 2, 0);
}

function mostFrequent(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [first = ['', 0]] = [...counts].sort(([, a], [, b]) => b - a);
  return first[0];
}

