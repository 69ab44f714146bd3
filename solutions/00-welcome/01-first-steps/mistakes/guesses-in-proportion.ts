/**
 * Guessing in proportion taken for the baseline
 *
 * You let the baseline name each class as often as it occurs, so your sum has the squares of the
 * shares in it. It is then right less often than if it named the most frequent class every time:
 * 0.52 in place of 0.6 for three dry days in five. A baseline that is set too low flatters every
 * model; take the largest share alone.
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
  let expected = 0;
  for (const count of countByClass(yTrue).values()) expected += (count / yTrue.length) ** 2;
  return expected;
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
