/**
 * The gain measured against the accuracy of the baseline
 *
 * You divide the gain by what the baseline got right, and what counts is what it got wrong. From
 * 0.9 to 1 all errors are gone, and your number says 0.11. The better the baseline, the less any
 * model seems to matter, just where the last errors are dear. Divide by `1 - baseline`.
 */

export function accuracy(yTrue: readonly string[], yPred: readonly string[]): number {
  requireCases('yTrue', yTrue);
  if (yPred.length !== yTrue.length) {
    throw new RangeError(`yPred has ${yPred.length} entries and yTrue ${yTrue.length}.`);
  }
  const right = yTrue.filter((label, i) => label === yPred[i]).length;
  return right / yTrue.length;
}

export function baselineAccuracy(yTrue: readonly string[]): number {
  requireCases('yTrue', yTrue);
  return Math.max(...countByClass(yTrue).values()) / yTrue.length;
}

export function skillScore(modelAccuracy: number, baseline: number): number {
  if (!(modelAccuracy >= 0 && modelAccuracy <= 1)) {
    throw new RangeError(`modelAccuracy is ${modelAccuracy}, but must be from 0 to 1.`);
  }
  if (!(baseline >= 0 && baseline < 1)) {
    throw new RangeError(`baseline is ${baseline}, but must be from 0 to below 1.`);
  }
  return (modelAccuracy - baseline) / baseline;
}

function countByClass(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function requireCases(name: string, labels: readonly string[]): void {
  if (labels.length === 0) throw new RangeError(`${name} is empty, but needs at least one case.`);
}
