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
  const curve = complexityCurve({ train, validation }, depths);
  const maxDepth = bestDepth(curve);
  const chosen = curve.find((point) => point.maxDepth === maxDepth);
  return { maxDepth, testAccuracy: chosen?.validationAccuracy ?? 0 };
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
  const underfits = attainable - trainAccuracy > allowed;
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
