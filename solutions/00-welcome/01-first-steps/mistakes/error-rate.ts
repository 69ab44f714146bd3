/**
 * The error rate in place of the accuracy
 *
 * You return the share of the predictions that are wrong. Both are in use and both are from 0 to
 * 1, so nothing crashes; whatever picks the model with the highest number then picks the worst
 * one. Look at the comparison that decides which cases are counted.
 */

export function accuracy(yTrue: readonly string[], yPred: readonly string[]): number {
  requireCases('yTrue', yTrue);
  if (yPred.length !== yTrue.length) {
    throw new RangeError(`yPred has ${yPred.length} entries and yTrue ${yTrue.length}.`);
  }
  const wrong = yTrue.filter((label, i) => label !== yPred[i]).length;
  return wrong / yTrue.length;
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
  return (modelAccuracy - baseline) / (1 - baseline);
}

function countByClass(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function requireCases(name: string, labels: readonly string[]): void {
  if (labels.length === 0) throw new RangeError(`${name} is empty, but needs at least one case.`);
}
