/**
 * Inner places taken for row numbers
 *
 * The inner folds count the rows of the training part from 0, and you use their numbers on the
 * whole `X` and `y`. So the choice is made on the first rows of the file, whichever fold it is
 * for, and the outer validation rows are among them: the leak that nesting was to close. Look at
 * what you pass to the inner cross-validation: the training rows alone, in which the numbers
 * count.
 */
import type { Rng } from '#kit/random';

export type Row = readonly number[];

export interface Fold {
  readonly train: readonly number[];
  readonly validation: readonly number[];
}

export interface Model {
  fit(X: readonly Row[], y: readonly string[]): void;
  predict(X: readonly Row[]): readonly string[];
}

export interface Transformer {
  fit(X: readonly Row[], y: readonly string[]): void;
  transform(X: readonly Row[]): readonly Row[];
}

export interface FoldOptions {
  readonly nSplits: number;
  readonly rng?: Rng;
}

export interface CrossValOptions {
  readonly makeModel: () => Model;
  readonly X: readonly Row[];
  readonly y: readonly string[];
  readonly folds: readonly Fold[];
}

export interface CrossValPipelineOptions extends CrossValOptions {
  readonly makeTransformer: () => Transformer;
}

export interface NestedCrossValOptions extends Omit<CrossValOptions, 'makeModel'> {
  readonly candidates: readonly (() => Model)[];
  readonly innerFolds: (y: readonly string[]) => readonly Fold[];
}

export function kFold(rowCount: number, { nSplits, rng }: FoldOptions): Fold[] {
  requireSplits(nSplits, { available: rowCount, unit: 'rows' });
  const order = shuffled(
    Array.from({ length: rowCount }, (_, row) => row),
    rng,
  );
  const size = Math.floor(rowCount / nSplits);
  const startOf = (fold: number) => fold * size + Math.min(fold, rowCount % nSplits);
  return foldsOf(
    Array.from({ length: nSplits }, (_, fold) => order.slice(startOf(fold), startOf(fold + 1))),
  );
}

export function crossValScore({ makeModel, X, y, folds }: CrossValOptions): number[] {
  return folds.map(({ train, validation }, fold) => {
    if (validation.length === 0) {
      throw new RangeError(`folds[${fold}] has no rows to validate: its score would be 0 / 0.`);
    }
    const model = makeModel();
    model.fit(pickRows(X, train), pickRows(y, train));
    const predicted = model.predict(pickRows(X, validation));
    const right = validation.filter((row, place) => predicted[place] === y[row]).length;
    return right / validation.length;
  });
}

export function stratifiedKFold(y: readonly string[], { nSplits, rng }: FoldOptions): Fold[] {
  requireSplits(nSplits);
  const classes = rowsBy(y);
  for (const [label, rows] of classes) {
    if (rows.length < nSplits) {
      throw new RangeError(
        `Class "${label}" has ${rows.length} rows, too few for each of ${nSplits} folds to get one.`,
      );
    }
  }
  const parts = emptyParts(nSplits);
  const classByClass = [...classes.values()].flatMap((rows) => shuffled(rows, rng));
  for (const [turn, row] of classByClass.entries()) parts[turn % nSplits]?.push(row);
  return foldsOf(parts);
}

export function groupKFold(
  groups: readonly string[],
  { nSplits }: Omit<FoldOptions, 'rng'>,
): Fold[] {
  const largestFirst = [...rowsBy(groups).values()].sort((a, b) => b.length - a.length);
  requireSplits(nSplits, { available: largestFirst.length, unit: 'groups' });
  const parts = emptyParts(nSplits);
  for (const rows of largestFirst) {
    const smallest = parts.reduce((least, part) => (part.length < least.length ? part : least));
    smallest.push(...rows);
  }
  return foldsOf(parts);
}

export function crossValPipeline({
  makeTransformer,
  makeModel,
  X,
  y,
  folds,
}: CrossValPipelineOptions): number[] {
  const makePipeline = (): Model => {
    const transformer = makeTransformer();
    const model = makeModel();
    return {
      fit(rows, labels) {
        transformer.fit(rows, labels);
        model.fit(transformer.transform(rows), labels);
      },
      predict: (rows) => model.predict(transformer.transform(rows)),
    };
  };
  return crossValScore({ makeModel: makePipeline, X, y, folds });
}

export function nestedCrossValScore({
  candidates,
  X,
  y,
  folds,
  innerFolds,
}: NestedCrossValOptions): number[] {
  const [first] = candidates;
  if (!first) throw new RangeError('candidates is empty, so there is no model to choose.');
  return folds.flatMap((fold) => {
    const inner = innerFolds(pickRows(y, fold.train));
    const means = candidates.map((makeModel) =>
      mean(crossValScore({ makeModel, X, y, folds: inner })),
    );
    const best = candidates[means.indexOf(Math.max(...means))] ?? first;
    return crossValScore({ makeModel: best, X, y, folds: [fold] });
  });
}

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

function pickRows<T>(items: readonly T[], places: readonly number[]): T[] {
  return places.flatMap((place) => items.slice(place, place + 1));
}

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

interface Available {
  readonly available: number;
  readonly unit: 'rows' | 'groups';
}

function requireSplits(nSplits: number, limit?: Available): void {
  const most = limit?.available ?? Number.POSITIVE_INFINITY;
  if (Number.isInteger(nSplits) && nSplits >= 2 && nSplits <= most) return;
  const range = limit ? `2 to ${most}, the number of ${limit.unit}` : '2 up';
  throw new RangeError(`nSplits is ${nSplits}, but must be a whole number from ${range}.`);
}

function emptyParts(nSplits: number): number[][] {
  return Array.from({ length: nSplits }, () => []);
}

function foldsOf(parts: readonly (readonly number[])[]): Fold[] {
  return parts.map((validation) => ({
    train: parts.filter((part) => part !== validation).flat(),
    validation,
  }));
}

function rowsBy(labels: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, label] of labels.entries()) {
    const same = rows.get(label);
    if (same) same.push(row);
    else rows.set(label, [row]);
  }
  return rows;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
