/**
 * A skill below zero shown as zero
 *
 * You cut off at 0, so a model that is worse than the baseline looks like one that is as good.
 * Finley's forecasts made 95 errors where a constant made 51, and your function says that there is
 * nothing to see. On a dashboard a model that has begun to do harm then shows a flat line. Return
 * the number as it is.
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
  return Math.max(0, (modelAccuracy - baseline) / (1 - baseline));
}

function countByClass(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function requireCases(name: string, labels: readonly string[]): void {
  if (labels.length === 0) throw new RangeError(`${name} is empty, but needs at least one case.`);
}
