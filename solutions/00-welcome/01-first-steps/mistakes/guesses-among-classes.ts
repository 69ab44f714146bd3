/**
 * Throwing a die taken for the baseline
 *
 * You return one over the number of classes, which is how often a blind guess is right. The rule
 * that always names the most frequent class knows as little and is right more often: 98 % for the
 * tornadoes, where guessing gets 50 %. A model between the two looks useful and is worse than a
 * constant, so look at how often each class comes, not at how many classes there are.
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
  return 1 / new Set(yTrue).size;
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
