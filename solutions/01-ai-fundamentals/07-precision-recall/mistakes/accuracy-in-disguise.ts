/**
 * Accuracy under the names of precision and recall
 *
 * You count every right call, also the normal cases that were rightly left alone. That is
 * accuracy, and where one case in a hundred is positive a model that never raises an alarm scores
 * 0.99. Precision and recall look at the positive class only: start from the cases that are both
 * positive and flagged, and see which option you have not used.
 */

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
}

export function confusionMatrix(
  yTrue: readonly string[],
  yPred: readonly string[],
  { labels }: { readonly labels: readonly string[] },
): number[][] {
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
}

export function precisionRecallF1(
  yTrue: readonly string[],
  yPred: readonly string[],
  { zeroDivision = 0 }: { readonly positive: string; readonly zeroDivision?: 0 | 1 },
): Scores {
  requireSameLength(yTrue, yPred, 'yPred');
  const right = yTrue.filter((actual, i) => actual === yPred[i]).length;
  const wrong = yTrue.length - right;
  return scoresOf({ tp: right, fp: wrong, fn: wrong }, zeroDivision);
}

export function thresholdForRecall(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive, minRecall }: { readonly positive: string; readonly minRecall: number },
): number {
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
}

export function fBeta(
  { precision, recall }: Pick<Scores, 'precision' | 'recall'>,
  beta: number,
): number {
  if (!(beta > 0)) throw new RangeError(`beta is ${beta}, but must be above 0.`);
  const weight = beta ** 2;
  return ratio((1 + weight) * precision * recall, weight * precision + recall, 0);
}

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
}

export function averagePrecision(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive }: { readonly positive: string },
): number {
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
}

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

function requireSameLength(yTrue: readonly string[], list: readonly unknown[], name: string): void {
  if (list.length === yTrue.length) return;
  throw new RangeError(
    `${name} has ${list.length} entries, but yTrue has ${yTrue.length}: each case needs one in both.`,
  );
}
