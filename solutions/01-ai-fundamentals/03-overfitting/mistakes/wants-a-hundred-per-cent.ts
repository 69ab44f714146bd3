/**
 * A hundred per cent taken for the goal
 *
 * You count everything that is missing to 100 % on the training rows as underfitting. Where labels
 * are wrong or recordings are noise, nobody reaches 100 %, and a model that does has learned the
 * noise. Teams that follow this rule make a model larger that is as good as it can be, and turn it
 * into one that overfits. Look at what you subtract the training accuracy from: it should be
 * `attainable`, as it already is in your room.
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
    const tree = fitTree(train, maxDepth);
    return {
      maxDepth,
      trainAccuracy: accuracyOf(tree, train),
      validationAccuracy: accuracyOf(tree, validation),
    };
  });
}

export function bestDepth(curve: readonly CurvePoint[]): number {
  if (curve.length === 0) {
    throw new RangeError('curve has no points, so there is no depth to choose from.');
  }
  const highest = Math.max(...curve.map(({ validationAccuracy }) => validationAccuracy));
  const equallyGood = curve.filter(({ validationAccuracy }) => validationAccuracy === highest);
  return Math.min(...equallyGood.map(({ maxDepth }) => maxDepth));
}

export function tuneDepth(
  { train, validation, test }: ThreeParts,
  depths: readonly number[],
): TunedDepth {
  requireRows(test, 'test');
  const maxDepth = bestDepth(complexityCurve({ train, validation }, depths));
  return { maxDepth, testAccuracy: accuracyOf(fitTree(train, maxDepth), test) };
}

export function diagnoseFit(
  { trainAccuracy, validationAccuracy }: Pick<CurvePoint, 'trainAccuracy' | 'validationAccuracy'>,
  { baseline, attainable, tolerance }: Yardstick,
): Verdict {
  if (!(attainable > baseline)) {
    throw new RangeError(
      `attainable is ${attainable}, but must be above the baseline, ${baseline}.`,
    );
  }
  const allowed = tolerance * (attainable - baseline);
  const underfits = 1 - trainAccuracy > allowed;
  const overfits = trainAccuracy - validationAccuracy > allowed;
  if (underfits && overfits) return 'both';
  if (underfits) return 'underfitting';
  return overfits ? 'overfitting' : 'fine';
}

export function earlyStop(
  losses: readonly number[],
  { patience, minDelta = 0 }: EarlyStopOptions,
): StoppedTraining {
  if (losses.length === 0) throw new RangeError('losses is empty: there is no epoch to keep.');
  if (!(Number.isInteger(patience) && patience >= 1)) {
    throw new RangeError(`patience is ${patience}, but must be a whole number from 1.`);
  }
  let bestEpoch = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [epoch, loss] of losses.entries()) {
    if (loss < lowest - minDelta) {
      lowest = loss;
      bestEpoch = epoch;
    }
    if (epoch - bestEpoch >= patience) return { bestEpoch, stopEpoch: epoch };
  }
  return { bestEpoch, stopEpoch: losses.length - 1 };
}

function requireRows(rows: readonly Row[], name: string): void {
  if (rows.length === 0) throw new RangeError(`${name} has no rows.`);
}

function fitTree(rows: readonly Row[], maxDepth: number): DecisionTreeClassifier {
  const tree = new DecisionTreeClassifier({ maxDepth, minNumSamples: 1, gainThreshold: 0 });
  tree.train(
    rows.map(({ features }) => features),
    rows.map(({ label }) => label),
  );
  return tree;
}

function accuracyOf(tree: DecisionTreeClassifier, rows: readonly Row[]): number {
  const predicted = tree.predict(rows.map(({ features }) => features));
  return rows.filter(({ label }, i) => label === predicted[i]).length / rows.length;
}
