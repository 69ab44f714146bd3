import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random numbers in [0, 1): the type of `Math.random`, but passed in, so that it can be seeded. */
export type Rng = () => number;

/**
 * Makes a random number generator that gives the same sequence for the same seed on every machine.
 *
 * @param seed any integer
 * @returns a function that gives the next number in [0, 1)
 *
 * @example
 * const rng = seededRandom(42);
 * rng(); // the same first number, every time
 */
export function seededRandom(seed: number): Rng {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}
