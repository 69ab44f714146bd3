/**
 * Fixed cut-offs for good and bad
 *
 * You compare the accuracies with numbers of your own, such as 70 % for good enough and 10 points
 * for a gap. Where 95 % of the payments are honest, 93 % is worse than knowing nothing, and where
 * people understand 86 % of the recordings, 85 % is nearly perfect: the same number means opposite
 * things. Your rule then calls the useless model fine and sends a team after the good one. Look at
 * what the problem itself gives you: `baseline`, `attainable`, and the room between the two.
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
  return { maxDepth, testAccuracy: shareRight(fitted(train, maxDepth), test) };
}

const goodEnough = 0.7;
const largestGap = 0.1;

export function diagnoseFit(
  { trainAccuracy, validationAccuracy }: Pick<CurvePoint, 'trainAccuracy' | 'validationAccuracy'>,
  { baseline, attainable }: Yardstick,
): Verdict {
  if (attainable <= baseline) throw new RangeError('attainable must be above the baseline.');
  const underfits = trainAccuracy < goodEnough;
  const overfits = trainAccuracy - validationAccuracy > largestGap;
  if (underfits && overfits) return 'both';
  if (underfits) return 'underfitting';
  return overfits ? 'overfitting' : 'fine';
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
