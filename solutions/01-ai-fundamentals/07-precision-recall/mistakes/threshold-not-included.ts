/**
 * Cases at the threshold counted as not flagged
 *
 * You count the positive cases above the threshold and not those at it, so you go one step lower
 * than need be. With scores from a tree or rounded to two digits many cases share one value, and
 * that step can double the queue. A threshold chosen with > and served with >= (or the reverse) is
 * a quiet bug in production: write down once which it is, here at or above. Look at your
 * comparison, or at an index that counts from 0.
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
  const unknown = [...yTrue, ...yPred].find((label) => !labels.includes(label));
  if (unknown !== undefined) throw new RangeError(`labels has no "${unknown}".`);
  const count = (actual: string, predicted: string) =>
    yTrue.filter((label, i) => label === actual && yPred[i] === predicted).length;
  return labels.map((actual) => labels.map((predicted) => count(actual, predicted)));
}

export function precisionRecallF1(
  yTrue: readonly string[],
  yPred: readonly string[],
  { positive, zeroDivision = 0 }: { readonly positive: string; readonly zeroDivision?: 0 | 1 },
): Scores {
  requireSameLength(yTrue, yPred, 'yPred');
  return scoresOf(countsOf(yTrue, yPred, positive), zeroDivision);
}

export function thresholdForRecall(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive, minRecall }: { readonly positive: string; readonly minRecall: number },
): number {
  requireSameLength(yTrue, scores, 'scores');
  requireShare(minRecall);
  const positives = positiveScores(yTrue, scores, positive);
  const candidates = [...new Set(scores)].sort((a, b) => b - a);
  for (const threshold of candidates) {
    const found = positives.filter((score) => score > threshold).length;
    if (found / positives.length >= minRecall) return threshold;
  }
  return Math.min(...scores);
}

export function fBeta(
  { precision, recall }: Pick<Scores, 'precision' | 'recall'>,
  beta: number,
): number {
  if (beta <= 0) throw new RangeError(`beta must be above 0, but is ${beta}.`);
  if (precision === 0 && recall === 0) return 0;
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
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
  const perClass = labels.map((label) => countsOf(yTrue, yPred, label));
  if (average === 'micro') return scoresOf(pooled(perClass), zeroDivision);
  const mean = (score: keyof Scores) => {
    let sum = 0;
    let weights = 0;
    for (const counts of perClass) {
      const weight = average === 'weighted' ? counts.tp + counts.fn : 1;
      sum += weight * scoresOf(counts, zeroDivision)[score];
      weights += weight;
    }
    return sum / weights;
  };
  return { precision: mean('precision'), recall: mean('recall'), f1Score: mean('f1Score') };
}

export function averagePrecision(
  yTrue: readonly string[],
  scores: readonly number[],
  { positive }: { readonly positive: string },
): number {
  requireSameLength(yTrue, scores, 'scores');
  const positives = positiveScores(yTrue, scores, positive);
  let sum = 0;
  let recallBefore = 0;
  for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
    const flagged = scores.filter((score) => score >= threshold).length;
    const found = positives.filter((score) => score >= threshold).length;
    const recall = found / positives.length;
    sum += (recall - recallBefore) * (found / flagged);
    recallBefore = recall;
  }
  return sum;
}

function positiveScores(
  yTrue: readonly string[],
  scores: readonly number[],
  positive: string,
): number[] {
  const found = scores.filter((_, i) => yTrue[i] === positive);
  if (found.length === 0) throw new RangeError(`positive: no case is "${positive}".`);
  return found;
}

interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

function countsOf(yTrue: readonly string[], yPred: readonly string[], positive: string): Counts {
  const counts = { tp: 0, fp: 0, fn: 0 };
  yTrue.forEach((actual, i) => {
    const predicted = yPred[i];
    if (predicted === positive && actual === positive) counts.tp++;
    if (predicted === positive && actual !== positive) counts.fp++;
    if (predicted !== positive && actual === positive) counts.fn++;
  });
  return counts;
}

function pooled(perClass: readonly Counts[]): Counts {
  const sum = { tp: 0, fp: 0, fn: 0 };
  for (const { tp, fp, fn } of perClass) {
    sum.tp += tp;
    sum.fp += fp;
    sum.fn += fn;
  }
  return sum;
}

function scoresOf({ tp, fp, fn }: Counts, zeroDivision: 0 | 1): Scores {
  const precision = tp + fp === 0 ? zeroDivision : tp / (tp + fp);
  const recall = tp + fn === 0 ? zeroDivision : tp / (tp + fn);
  const f1Score = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1Score };
}

function requireShare(minRecall: number): void {
  if (minRecall > 0 && minRecall <= 1) return;
  throw new RangeError(`minRecall must be above 0 and at most 1, but is ${minRecall}.`);
}

function requireSameLength(yTrue: readonly string[], list: readonly unknown[], name: string): void {
  if (list.length === yTrue.length) return;
  throw new RangeError(
    `${name} has ${list.length} entries, but yTrue has ${yTrue.length}: each case needs one in both.`,
  );
}
