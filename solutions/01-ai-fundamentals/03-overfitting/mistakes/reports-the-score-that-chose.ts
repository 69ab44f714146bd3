/**
 * The score that chose a model, reported as its result
 *
 * You choose by the validation rows, which is right, and then give the validation accuracy of the
 * winner as its result. The winner was taken because it scored high on exactly these rows, so part
 * of that score is luck that new rows will not repeat; the more depths you try, the more of it.
 * The test rows are there for this and you have not used them. Look at which rows the number you
 * return was counted on.
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
  return depths.map((maxDepth) => {
    const predict = fitted(train, maxDepth);
    return {
      maxDepth,
      trainAccuracy: shareRight(predict, train),
      validationAccuracy: shareRight(predict, validation),
    };
  });
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
  const chosen = curve.find((point) => point.maxDepth === maxDepth);
  return { maxDepth, testAccuracy: chosen?.validationAccuracy ?? 0 };
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
