import { noisyIrisRows } from './data/noisy-iris-labels.ts';
import { type Iris, type IrisSpecies, iris } from './iris.ts';

/** An iris flower as somebody noted it down: the measurements are right, the label is not always. */
export interface NoisyIris extends Iris {
  /** What was noted; `species` is what the flower is. */
  readonly label: IrisSpecies;
}

/** A flower as the data file holds it: its place in {@link iris}, and its label. */
export type NoisyIrisRow = readonly [place: number, label: IrisSpecies];

/**
 * The 150 flowers of {@link iris} in random order, 45 of them with a wrong label: of every ten in a row,
 * three are noted as another species. Whoever knows every species therefore agrees with exactly 70 % of
 * the labels, in the whole and in any part that is cut at multiples of ten.
 *
 * The measurements are Anderson's and Fisher's; the noise was made for this workbook by
 * `scripts/datasets/noisy-iris.ts`, from a seed. See the README beside this file.
 */
export const noisyIris: readonly NoisyIris[] = noisyIrisRows.flatMap(([place, label]) => {
  const flower = iris[place];
  return flower ? [{ ...flower, label }] : [];
});
