/** How good a classifier is at finding one class. Each number is between 0 and 1; more is better. */
export interface Scores {
  /** Of the cases that were flagged, the share that deserved it. */
  readonly precision: number;
  /** Of the cases that deserved it, the share that was flagged. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1Score: number;
}

/**
 * Counts, for each true class, what was predicted for it.
 *
 * @param yTrue the true class of each case
 * @param yPred the predicted class of each case, in the same order
 * @param options.labels every class that occurs, in the order of the matrix
 * @returns one row for each true class and one column for each predicted class, both in the order of
 *   `labels`: `matrix[i][j]` cases are of class `labels[i]` and were called `labels[j]`
 * @throws RangeError naming `yPred` when it is not as long as `yTrue`, and naming `labels` when a class
 *   occurs that is not listed there
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix.html
 *
 * @example
 * confusionMatrix(['cat', 'cat', 'dog'], ['cat', 'dog', 'dog'], { labels: ['cat', 'dog'] });
 * // [[1, 1],    one cat was called cat, one cat was called dog
 * //  [0, 1]]    no dog was called cat, one dog was called dog
 */
export function confusionMatrix(
  yTrue: readonly string[],
  yPred: readonly string[],
  { labels }: { readonly labels: readonly string[] },
): number[][] {
  //#region solution
  requireSameLength(yTrue, yPred, 'yPred');
  const unlisted = [...yTrue, ...yPred].find((label) => !labels.includes(label));
  if (unlisted !== undefined) {
    throw new RangeError(`labels must list every class, but "${unlisted}" is not among them.`);
  }
  return labels.map((actual) =>
    labels.map(
      (predicted) => yTrue.filter((label, i) => label === actual && yPred[i] === predicted).length,
    ),
  );
  //#endregion
}

/**
 * Precision, recall and F1 of one class against all others.
 *
 * With TP = positive cases that were flagged, FP = other cases that were flagged and FN = positive cases
 * that were not: precision = TP / (TP + FP), recall = TP / (TP + FN), and
 * F1 = 2 · precision · recall / (precision + recall).
 *
 * @param yTrue the true class of each case
 * @param yPred the predicted class of each case, in the same order
 * @param options.positive the class to find; a case is flagged when this class is predicted
 * @param options.zeroDivision what precision is when nothing was flagged, and recall when no case is
 *   positive (default 0). F1 is 0 when precision and recall are both 0.
 * @throws RangeError naming `yPred` when it is not as long as `yTrue`
 * @see https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-f-measure-metrics
 *
 * @example
 * precisionRecallF1(['spam', 'ham', 'spam'], ['spam', 'spam', 'spam'], { positive: 'spam' });
 * // { precision: 0.6667, recall: 1, f1Score: 0.8 }, rounded
 */
export function precisionRecallF1(
  yTrue: readonly string[],
  yPred: readonly string[],
  { positive, zeroDivision = 0 }: { readonly positive: string; readonly zeroDivision?: 0 | 1 },
): Scores {
  //#region solution
  requireSameLength(yTrue, yPred, 'yPred');
  return scoresOf(countsOf({ yTrue, yPred, positive }), zeroDivision);
  //#endregion
}

/**
 * The highest threshold that still finds the wanted share of the positive cases. A case is flagged when
 * its score is at or above the threshold, so the highest threshold is the one with the fewest flags.
 *
 * @param yTrue the true class of each case
 * @param scores the model's score of each case, in the same order: any number, and a higher one means
 *   more likely positive
 * @param options.positive the class to find
 * @param options.minRecall the share of the positive cases to find, above 0 and at most 1
 * @returns one of the scores
 * @throws RangeError naming `scores` when it is not as long as `yTrue`, naming `minRecall` when it is out
 *   of range, and naming `positive` when no case is of that class
 *
 * @example
 * thresholdForRecall(['spam', 'ham', 'spam'], [0.9, 0.6, 0.4], { positive: 'spam', minRecall: 0.5 });
 * // 0.9: one of the two spam mails is flagged, and that is half
 */
export function thresholdForRecall(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive, minRecall }: { readonly positive: string; readonly minRecall: number },
): number {
  //#region solution
  requireSameLength(yTrue, scores, 'scores');
  if (!(minRecall > 0 && minRecall <= 1)) {
    throw new RangeError(`minRecall is ${minRecall}, but must be above 0 and at most 1.`);
  }
  const fromTheTop = scores.filter((_, i) => yTrue[i] === positive).sort((a, b) => b - a);
  for (const [i, score] of fromTheTop.entries()) {
    const recall = (i + 1) / fromTheTop.length;
    if (recall >= minRecall) return score;
  }
  throw new RangeError(`positive is "${positive}", but no case in yTrue is of that class.`);
  //#endregion
}

/**
 * F-beta: the mean of precision and recall that treats recall as `beta` times as important as precision.
 *
 * F-beta = (1 + beta²) · precision · recall / (beta² · precision + recall), and 0 when precision and
 * recall are both 0. With beta = 1 it is F1.
 *
 * @param scores precision and recall, each between 0 and 1
 * @param beta above 0; 2 favours recall, 0.5 favours precision
 * @throws RangeError naming `beta` when it is not above 0
 * @see van Rijsbergen, Information Retrieval, 2nd edition (1979), chapter 7
 *
 * @example
 * fBeta({ precision: 0.5, recall: 1 }, 2); // 0.8333, rounded
 */
export function fBeta(
  { precision, recall }: Pick<Scores, 'precision' | 'recall'>,
  beta: number,
): number {
  //#region solution
  if (!(beta > 0)) throw new RangeError(`beta is ${beta}, but must be above 0.`);
  const weight = beta ** 2;
  return ratio((1 + weight) * precision * recall, weight * precision + recall, 0);
  //#endregion
}

/**
 * Precision, recall and F1 over several classes, put together in one of three ways.
 *
 * - `macro`: the mean of each class's own three scores; every class counts the same.
 * - `weighted`: the same mean, each class weighted by its number of true cases.
 * - `micro`: TP, FP and FN summed over the classes first, then one precision, recall and F1 from the sums.
 *
 * @param yTrue the true class of each case
 * @param yPred the predicted class of each case, in the same order
 * @param options.labels every class that occurs
 * @param options.average how to put the classes together
 * @param options.zeroDivision as in {@link precisionRecallF1}
 * @throws RangeError naming `yPred` when it is not as long as `yTrue`
 * @see https://scikit-learn.org/stable/modules/model_evaluation.html#multiclass-and-multilabel-classification
 */
export function averagedScores(
  yTrue: readonly string[],
  yPred: readonly string[],
  {
    labels,
    average,
    zeroDivision = 0,
  }: {
    readonly labels: readonly string[];
    readonly average: 'macro' | 'micro' | 'weighted';
    readonly zeroDivision?: 0 | 1;
  },
): Scores {
  //#region solution
  requireSameLength(yTrue, yPred, 'yPred');
  const counts = labels.map((positive) => countsOf({ yTrue, yPred, positive }));
  if (average === 'micro') {
    const pooled = { tp: total(counts, 'tp'), fp: total(counts, 'fp'), fn: total(counts, 'fn') };
    return scoresOf(pooled, zeroDivision);
  }
  const weights = counts.map(({ tp, fn }) => (average === 'macro' ? 1 : tp + fn));
  const perClass = counts.map((count) => scoresOf(count, zeroDivision));
  return {
    precision: weightedMean(
      perClass.map((scores) => scores.precision),
      weights,
    ),
    recall: weightedMean(
      perClass.map((scores) => scores.recall),
      weights,
    ),
    f1Score: weightedMean(
      perClass.map((scores) => scores.f1Score),
      weights,
    ),
  };
  //#endregion
}

/**
 * Average precision: one number for all thresholds at once.
 *
 * Walk the thresholds from the highest score to the lowest. At each, take the recall gained since the one
 * before, times the precision there, and add it all up: AP = Σ (Rₙ − Rₙ₋₁) · Pₙ. Cases with equal scores
 * are flagged together, so they are one step.
 *
 * @param yTrue the true class of each case
 * @param scores the model's score of each case, in the same order: any number, and a higher one means
 *   more likely positive
 * @param options.positive the class to find
 * @returns above 0, and 1 when every positive case scores above every other case
 * @throws RangeError naming `scores` when it is not as long as `yTrue`, and naming `positive` when no case
 *   is of that class
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html
 */
export function averagePrecision(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive }: { readonly positive: string },
): number {
  //#region solution
  requireSameLength(yTrue, scores, 'scores');
  const ranked = scores
    .map((score, i) => ({ score, isPositive: yTrue[i] === positive }))
    .sort((a, b) => b.score - a.score);
  let found = 0;
  let foundBefore = 0;
  let sum = 0;
  for (const [i, { score, isPositive }] of ranked.entries()) {
    if (isPositive) found += 1;
    const isLastOfItsScore = ranked[i + 1]?.score !== score;
    if (isLastOfItsScore) {
      const precision = found / (i + 1);
      sum += (found - foundBefore) * precision;
      foundBefore = found;
    }
  }
  if (found === 0) {
    throw new RangeError(`positive is "${positive}", but no case in yTrue is of that class.`);
  }
  return sum / found;
  //#endregion
}

//#region solution
interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

function countsOf({
  yTrue,
  yPred,
  positive,
}: {
  readonly yTrue: readonly string[];
  readonly yPred: readonly string[];
  readonly positive: string;
}): Counts {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (const [i, actual] of yTrue.entries()) {
    const isFlagged = yPred[i] === positive;
    const isPositive = actual === positive;
    if (isFlagged && isPositive) tp += 1;
    else if (isFlagged) fp += 1;
    else if (isPositive) fn += 1;
  }
  return { tp, fp, fn };
}

function scoresOf({ tp, fp, fn }: Counts, zeroDivision: 0 | 1): Scores {
  const precision = ratio(tp, tp + fp, zeroDivision);
  const recall = ratio(tp, tp + fn, zeroDivision);
  return { precision, recall, f1Score: ratio(2 * precision * recall, precision + recall, 0) };
}

function ratio(part: number, whole: number, whenWholeIsZero: number): number {
  return whole === 0 ? whenWholeIsZero : part / whole;
}

function total(counts: readonly Counts[], count: keyof Counts): number {
  return counts.reduce((sum, each) => sum + each[count], 0);
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const sumOfWeights = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) / sumOfWeights;
}
//#endregion

/** Given: stops with a RangeError that names `list` unless it has one entry for each case in `yTrue`. */
function requireSameLength(yTrue: readonly string[], list: readonly unknown[], name: string): void {
  if (list.length === yTrue.length) return;
  throw new RangeError(
    `${name} has ${list.length} entries, but yTrue has ${yTrue.length}: each case needs one in both.`,
  );
}
