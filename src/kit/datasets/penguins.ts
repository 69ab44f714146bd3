import { penguinRows } from './data/penguin-rows.ts';

export type Species = 'Adelie' | 'Chinstrap' | 'Gentoo';
export type Island = 'Biscoe' | 'Dream' | 'Torgersen';

/** One penguin. `null` is a value that nobody measured. */
export interface Penguin {
  readonly species: Species;
  readonly island: Island;
  /** Millimetres. */
  readonly beakLength: number | null;
  /** Millimetres. */
  readonly beakDepth: number | null;
  /** Millimetres. */
  readonly flipperLength: number | null;
  /** Grams. */
  readonly bodyMass: number | null;
  /** As published: ten are `null`, and one is `'.'`, which means the same. */
  readonly sex: 'MALE' | 'FEMALE' | '.' | null;
}

/** A penguin as the data file holds it: the fields of {@link Penguin} in their order. */
export type PenguinRow = readonly [
  species: Species,
  island: Island,
  beakLength: Penguin['beakLength'],
  beakDepth: Penguin['beakDepth'],
  flipperLength: Penguin['flipperLength'],
  bodyMass: Penguin['bodyMass'],
  sex: Penguin['sex'],
];

/**
 * 344 penguins of the Palmer Archipelago, Antarctica, measured 2007 to 2009: 152 Adelie, then 68
 * Chinstrap, then 124 Gentoo. The rows are sorted by species, as published, and 11 of them have a value
 * missing (two of these have no measurement at all).
 *
 * Collected by K. Gorman and the Palmer Station LTER; CC0 1.0, taken from `vega-datasets` 3.2.1. See the
 * README beside this file.
 */
export const penguins: readonly Penguin[] = penguinRows.map(
  ([species, island, beakLength, beakDepth, flipperLength, bodyMass, sex]) => ({
    species,
    island,
    beakLength,
    beakDepth,
    flipperLength,
    bodyMass,
    sex,
  }),
);
