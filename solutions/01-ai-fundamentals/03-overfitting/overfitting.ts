import { DecisionTreeClassifier } from 'ml-cart';

/** What a model learns from or is judged on: some measurements and the class that goes with them. */
export interface Row {
  readonly features: readonly number[];
  /** The class as a whole number: 0, 1, 2 … */
  readonly label: number;
}

export interface TrainAndValidation {
  /** The rows to learn from. */
  readonly train: readonly Row[];
  /** The rows to choose by. */
  readonly validation: readonly Row[];
}

export interface ThreeParts extends TrainAndValidation {
  /** The rows to report on, once, when everything is chosen. */
  readonly test: readonly Row[];
}

/** How good a tree of one depth is. Accuracies are shares of right answers, from 0 to 1. */
export interface CurvePoint {
  readonly maxDepth: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
}

/** A depth, and what may be promised of it. */
export interface TunedDepth {
  readonly maxDepth: number;
  readonly testAccuracy: number;
}

export type Verdict = 'underfitting' | 'overfitting' | 'both' | 'fine';

export interface Yardstick {
  /** The accuracy of always giving the most frequent class. */
  readonly baseline: number;
  /** The best accuracy that can be hoped for, such as that of an expert; above `baseline`. */
  readonly attainable: number;
  /** The share of `attainable - baseline` that you let pass. */
  readonly tolerance: number;
}

export interface EarlyStopOptions {
  /** After this many epochs in a row without an improvement, training stops: a whole number from 1. */
  readonly patience: number;
  /** A loss must be lower than the best one by more than this to be an improvement (default 0). */
  readonly minDelta?: number;
}

/** Epochs are counted from 0, like the losses. */
export interface StoppedTraining {
  /** The epoch whose model is kept. */
  readonly bestEpoch: number;
  /** The last epoch that is trained. */
  readonly stopEpoch: number;
}

/**
 * Fits one decision tree for each depth, always on the training rows alone, and scores it on both parts.
 *
 * The trees are those of ml-cart with `minNumSamples: 1` and `gainThreshold: 0`, so that the depth is
 * the only thing that holds a tree back.
 *
 * @param parts rows with features of one length; neither part is empty
 * @param depths the numbers of levels to try, whole numbers from 1
 * @returns one point for each depth, in the order of `depths`
 * @throws RangeError naming `train` or `validation` when that part has no rows
 * @see https://scikit-learn.org/stable/modules/learning_curve.html#validation-curve
 *
 * @example
 * complexityCurve({ train, validation }, [1, 12]);
 * // [{ maxDepth: 1, trainAccuracy: 0.57, validationAccuracy: 0.37 },
 * //  { maxDepth: 12, trainAccuracy: 1, validationAccuracy: 0.47 }], rounded
 */
export function complexityCurve(
  { train, validation }: TrainAndValidation,
  depths: readonly number[],
): CurvePoint[] {
  //#region solution
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
  //#endregion
}

/**
 * Chooses a depth: the one with the highest validation accuracy, and of several equally good ones the
 * smallest.
 *
 * @param curve points in any order
 * @throws RangeError naming `curve` when it has no points
 *
 * @example
 * bestDepth([
 *   { maxDepth: 1, trainAccuracy: 0.6, validationAccuracy: 0.5 },
 *   { maxDepth: 4, trainAccuracy: 0.8, validationAccuracy: 0.7 },
 *   { maxDepth: 9, trainAccuracy: 1, validationAccuracy: 0.6 },
 * ]); // 4
 */
export function bestDepth(curve: readonly CurvePoint[]): number {
  //#region solution
  if (curve.length === 0) {
    throw new RangeError('curve has no points, so there is no depth to choose from.');
  }
  const highest = Math.max(...curve.map(({ validationAccuracy }) => validationAccuracy));
  const equallyGood = curve.filter(({ validationAccuracy }) => validationAccuracy === highest);
  return Math.min(...equallyGood.map(({ maxDepth }) => maxDepth));
  //#endregion
}

/**
 * Chooses a depth by the validation rows, and says by the test rows what to expect of it.
 *
 * @param parts rows with features of one length; no part is empty
 * @param depths the numbers of levels to try, at least one
 * @returns the depth that {@link bestDepth} chooses, and the accuracy on `test` of the tree of that depth
 *   that was fitted on `train` alone
 * @throws RangeError naming `test` when that part has no rows
 *
 * @example
 * tuneDepth({ train, validation, test }, [1, 2, 3]); // { maxDepth: 2, testAccuracy: 0.63 }, rounded
 */
export function tuneDepth(
  { train, validation, test }: ThreeParts,
  depths: readonly number[],
): TunedDepth {
  //#region solution
  requireRows(test, 'test');
  const maxDepth = bestDepth(complexityCurve({ train, validation }, depths));
  return { maxDepth, testAccuracy: accuracyOf(fitTree(train, maxDepth), test) };
  //#endregion
}

/**
 * Says what is wrong with a model, measured by what there is to learn: the room between `baseline` and
 * `attainable`. It underfits when its training accuracy stays below `attainable` by more than the share
 * `tolerance` of the room, and overfits when its validation accuracy stays below its training accuracy by
 * more than that.
 *
 * @param point the accuracies of the model, from 0 to 1
 * @param yardstick what the accuracies are measured by
 * @throws RangeError naming `attainable` when it is not above `baseline`
 * @see Andrew Ng, Machine Learning Yearning, chapters 20 to 22 (avoidable bias and variance)
 *
 * @example
 * const yardstick = { baseline: 0.5, attainable: 0.9, tolerance: 0.1 }; // lets 0.04 pass
 * diagnoseFit({ trainAccuracy: 0.88, validationAccuracy: 0.7 }, yardstick); // 'overfitting'
 */
export function diagnoseFit(
  { trainAccuracy, validationAccuracy }: Pick<CurvePoint, 'trainAccuracy' | 'validationAccuracy'>,
  { baseline, attainable, tolerance }: Yardstick,
): Verdict {
  //#region solution
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
  //#endregion
}

/**
 * Decides when to stop a training that runs epoch by epoch, and which epoch's model to keep. An epoch is
 * an improvement when its loss is lower than the best one so far by more than `minDelta` (the first one
 * always is); it is then the best one. What comes after the stop is not known and decides nothing.
 *
 * @param losses the validation loss after each epoch; lower is better; not empty
 * @throws RangeError naming `losses` when it is empty, and naming `patience` when that is not a whole
 *   number from 1
 * @see https://keras.io/api/callbacks/early_stopping/
 *
 * @example
 * earlyStop([0.9, 0.6, 0.7, 0.8, 0.4], { patience: 2 }); // { bestEpoch: 1, stopEpoch: 3 }
 */
export function earlyStop(
  losses: readonly number[],
  { patience, minDelta = 0 }: EarlyStopOptions,
): StoppedTraining {
  //#region solution
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
  //#endregion
}

/** Throws a RangeError that names a part without rows. */
function requireRows(rows: readonly Row[], name: string): void {
  if (rows.length === 0) throw new RangeError(`${name} has no rows.`);
}

//#region solution
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
//#endregion
