/**
 * One class against all the rest
 *
 * You take one class, and count everything else as its opposite. With two classes that is right;
 * with three, "not snow" is no class that anybody could predict, and the baseline comes out higher
 * than any constant answer can be. Good models are then thrown away as worse than the baseline.
 * Count every class on its own, and take the largest.
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
  const first = yTrue.filter((label) => label === yTrue[0]).length / yTrue.length;
  return Math.max(first, 1 - first);
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

function requireCases(name: string, labels: readonly string[]): void {
  if (labels.length === 0) throw new RangeError(`${name} is empty, but needs at least one case.`);
}
