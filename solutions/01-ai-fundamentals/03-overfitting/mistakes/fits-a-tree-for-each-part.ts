/**
 * A second tree for the validation part
 *
 * You fit one tree on the training rows and another on the validation rows, and score each on the
 * rows it was fitted on. Both columns are then training scores: both rise to 100 %, there is no
 * gap at any depth, and you ship the deepest tree. A validation score asks how the tree that you
 * would ship does on rows it has not seen. Look at how many times you call `train` for one depth:
 * once, on the training rows, and then you score that tree twice.
 */
import { DecisionTreeClassifier } from 'ml-cart';

export interface Row {
  readonly features: readonly number[];
  readonly label: number;
}

export interface TrainAndValidation {
  readonly train: readonly Row[];
  readonly validation: readonly Row[];
}

export interface ThreeParts extends TrainAndValidation {
  readonly test: readonly Row[];
}

export interface CurvePoint {
  readonly maxDepth: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
}

export interface TunedDepth {
  readonly maxDepth: number;
  readonly testAccuracy: number;
}

export type Verdict = 'underfitting' | 'overfitting' | 'both' | 'fine';

export interface Yardstick {
  readonly baseline: number;
  readonly attainable: number;
  readonly tolerance: number;
}

export interface EarlyStopOptions {
  readonly patience: number;
  readonly minDelta?: number;
}

export interface StoppedTraining {
  readonly bestEpoch: number;
  readonly stopEpoch: number;
}

export function complexityCurve(
  { train, validation }: TrainAndValidation,
  depths: readonly number[],
): CurvePoint[] {
  requireRows(train, 'train');
  requireRows(validation, 'validation');
  const accuracyAt = (maxDepth: number, rows: readonly Row[]) =>
    shareRight(fitted(rows, maxDepth), rows);
  return depths.map((maxDepth) => ({
    maxDepth,
    trainAccuracy: accuracyAt(maxDepth, train),
    validationAccuracy: accuracyAt(maxDepth, validation),
  }));
}

export function bestDepth(curve: readonly CurvePoint[]): number {
  const [first, ...others] = curve.toSorted((a, b) => a.maxDepth - b.maxDepth);
  if (!first) throw new RangeError('The curve has no points.');
  let best = first;
  for (const point of others) {
    if (point.validationAccuracy > best.validationAccuracy) best = point;
  }
  return best.maxDepth;
}

export function tuneDepth(
  { train, validation, test }: ThreeParts,
  depths: readonly number[],
): TunedDepth {
  requireRows(test, 'test');
  const curve = complexityCurve({ train, validation }, depths);
  const maxDepth = bestDepth(curve);
  return { maxDepth, testAccuracy: shareRight(fitted(train, maxDepth), test) };
}

export function diagnoseFit(
  { trainAccuracy, validationAccuracy }: Pick<CurvePoint, 'trainAccuracy' | 'validationAccuracy'>,
  { baseline, attainable, tolerance }: Yardstick,
): Verdict {
  const room = attainable - baseline;
  if (room <= 0) throw new RangeError('attainable must be above the baseline.');
  const bias = (attainable - trainAccuracy) / room;
  const variance = (trainAccuracy - validationAccuracy) / room;
  if (bias > tolerance && variance > tolerance) return 'both';
  if (bias > tolerance) return 'underfitting';
  if (variance > tolerance) return 'overfitting';
  return 'fine';
}

export function earlyStop(
  losses: readonly number[],
  { patience, minDelta = 0 }: EarlyStopOptions,
): StoppedTraining {
  requireTraining(losses, patience);
  let bestEpoch = 0;
  let best = losses[0] ?? Number.POSITIVE_INFINITY;
  let stopEpoch = 0;
  while (stopEpoch < losses.length - 1 && stopEpoch - bestEpoch < patience) {
    stopEpoch += 1;
    const loss = losses[stopEpoch] ?? Number.POSITIVE_INFINITY;
    if (loss < best - minDelta) {
      best = loss;
      bestEpoch = stopEpoch;
    }
  }
  return { bestEpoch, stopEpoch };
}

function requireRows(rows: readonly Row[], name: string): void {
  if (rows.length === 0) throw new RangeError(`${name} has no rows.`);
}

function requireTraining(losses: readonly number[], patience: number): void {
  if (losses.length === 0) throw new RangeError('losses must not be empty.');
  if (patience < 1 || !Number.isInteger(patience)) {
    throw new RangeError(`patience is ${patience}, but must be a whole number from 1.`);
  }
}

type Predict = (rows: readonly Row[]) => number[];

function fitted(rows: readonly Row[], maxDepth: number): Predict {
  const tree = new DecisionTreeClassifier({ maxDepth, minNumSamples: 1, gainThreshold: 0 });
  tree.train(featuresOf(rows), labelsOf(rows));
  return (others) => tree.predict(featuresOf(others));
}

function shareRight(predict: Predict, rows: readonly Row[]): number {
  const predicted = predict(rows);
  return labelsOf(rows).filter((label, i) => label === predicted[i]).length / rows.length;
}

function featuresOf(rows: readonly Row[]): (readonly number[])[] {
  return rows.map(({ features }) => features);
}

function labelsOf(rows: readonly Row[]): number[] {
  return rows.map(({ label }) => label);
}
