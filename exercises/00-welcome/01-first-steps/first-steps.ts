import { NotImplemented } from '#kit/not-implemented';

/**
 * The share of the predictions that are right, from 0 to 1.
 *
 * @param yTrue what really was: one class name for each case
 * @param yPred what was predicted, in the same order
 * @throws RangeError naming `yTrue` when it is empty, and naming `yPred` when it is not as long as `yTrue`
 *
 * @example
 * accuracy(['rain', 'dry', 'dry', 'rain'], ['rain', 'dry', 'rain', 'rain']); // 0.75: three of four
 */
export function accuracy(yTrue: readonly string[], yPred: readonly string[]): number {
  throw new NotImplemented('accuracy');
}

/**
 * The accuracy of a forecaster who knows nothing and always says the same: the class that is most
 * frequent. It is the share of the cases that are of this class, from 0 to 1.
 *
 * @param yTrue what really was: one class name for each case, any number of classes
 * @throws RangeError naming `yTrue` when it is empty
 *
 * @example
 * baselineAccuracy(['rain', 'dry', 'dry', 'snow', 'dry']); // 0.6: "dry" is right three times in five
 */
export function baselineAccuracy(yTrue: readonly string[]): number {
  throw new NotImplemented('baselineAccuracy');
}

/**
 * The share of the baseline's errors that a model does away with: 1 for a model without errors, 0 for one
 * that is no better than the baseline, below 0 for one that is worse.
 *
 * @param modelAccuracy from 0 to 1
 * @param baseline the accuracy of the baseline, from 0 up to, but not including, 1
 * @throws RangeError naming `modelAccuracy` or `baseline` when it is out of its range
 * @see Murphy, "Skill Scores Based on the Mean Square Error and Their Relationships to the Correlation
 *   Coefficient", Monthly Weather Review 116 (1988), for skill scores in general
 *
 * @example
 * skillScore(0.95, 0.9); // 0.5: of 10 errors in 100 cases, 5 are gone
 */
export function skillScore(modelAccuracy: number, baseline: number): number {
  throw new NotImplemented('skillScore');
}

