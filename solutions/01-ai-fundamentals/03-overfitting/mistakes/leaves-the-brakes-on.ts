/**
 * The package's own limits left on
 *
 * You set the depth and leave the other options of the tree as they come. ml-cart then also
 * refuses to split small nodes (`minNumSamples: 3`) and weak splits (`gainThreshold: 0.01`), so
 * the deep tree does not reach 100 % on its training rows and your curve shows three limits at
 * work where it says one. In production that makes a setting look harmless that another one was
 * holding back. Look at the options you pass: `minNumSamples: 1` and `gainThreshold: 0` leave the
 * depth alone in charge.
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
  const curve: CurvePoint[] = [];
  for (const maxDepth of depths) {
    const tree = treeOf(train, maxDepth);
    curve.push({
      maxDepth,
      trainAccuracy: accuracy(tree, train),
      validationAccuracy: accuracy(tree, validation),
    });
  }
  return curve;
}

export function bestDepth(curve: readonly CurvePoint[]): number {
  const [best] = curve.toSorted(
    (a, b) => b.validationAccuracy - a.validationAccuracy || a.maxDepth - b.maxDepth,
  );
  if (!best) throw new RangeError('curve is empty.');
  return best.maxDepth;
}

export function tuneDepth(
  { train, validation, test }: ThreeParts,
  depths: readonly number[],
): TunedDepth {
  requireRows(test, 'test');
  const maxDepth = bestDepth(complexityCurve({ train, validation }, depths));
  const testAccuracy = accuracy(treeOf(train, maxDepth), test);
  return { maxDepth, testAccuracy };
}

export function diagnoseFit(
  { trainAccuracy, validationAccuracy }: Pick<CurvePoint, 'trainAccuracy' | 'validationAccuracy'>,
  { baseline, attainable, tolerance }: Yardstick,
): Verdict {
  if (attainable <= baseline) throw new RangeError(`attainable (${attainable}) is too low.`);
  const allowed = tolerance * (attainable - baseline);
  const tooSimple = attainable - trainAccuracy > allowed;
  const tooComplex = trainAccuracy - validationAccuracy > allowed;
  if (tooSimple) return tooComplex ? 'both' : 'underfitting';
  return tooComplex ? 'overfitting' : 'fine';
}

export function earlyStop(
  losses: readonly number[],
  { patience, minDelta = 0 }: EarlyStopOptions,
): StoppedTraining {
  const [first, ...later] = losses;
  if (first === undefined) throw new RangeError('losses must not be empty.');
  if (!Number.isInteger(patience) || patience < 1) {
    throw new RangeError(`patience must be a whole number from 1, but is ${patience}.`);
  }
  let best = { epoch: 0, loss: first };
  let waited = 0;
  for (const [i, loss] of later.entries()) {
    const epoch = i + 1;
    if (best.loss - loss > minDelta) {
      best = { epoch, loss };
      waited = 0;
    } else {
      waited += 1;
    }
    if (waited === patience) return { bestEpoch: best.epoch, stopEpoch: epoch };
  }
  return { bestEpoch: best.epoch, stopEpoch: losses.length - 1 };
}

function requireRows(rows: readonly Row[], name: string): void {
  if (rows.length === 0) throw new RangeError(`${name} has no rows.`);
}

function treeOf(rows: readonly Row[], maxDepth: number): DecisionTreeClassifier {
  const tree = new DecisionTreeClassifier({ maxDepth });
  tree.train(
    rows.map((row) => row.features),
    rows.map((row) => row.label),
  );
  return tree;
}

function accuracy(tree: DecisionTreeClassifier, rows: readonly Row[]): number {
  const predictions = tree.predict(rows.map((row) => row.features));
  let right = 0;
  rows.forEach((row, i) => {
    if (predictions[i] === row.label) right += 1;
  });
  return right / rows.length;
}
