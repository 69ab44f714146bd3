import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

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
  // Mersenne twister, because it scrambles its seed: with xoroshiro128+ the first number is 0.9999999
  // for every small seed, so that a shuffle with a fresh generator always moves the same row first.
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}
