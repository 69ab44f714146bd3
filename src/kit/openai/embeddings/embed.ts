import { hashNumber } from '../core/hash.ts';
import { type Features, featuresOf } from './features.ts';

/** How a model's vectors lie: their length, and how much all of them have in common. */
export interface VectorSpace {
  readonly model: string;
  readonly dimensions: number;
  /** The cosine of two texts that have nothing to do with each other. */
  readonly base: number;
}

// text-embedding-ada-002 is widely reported to put even unrelated texts close together.
export const vectorSpaces: readonly VectorSpace[] = [
  { model: 'text-embedding-3-small', dimensions: 1536, base: 0.12 },
  { model: 'text-embedding-3-large', dimensions: 3072, base: 0.12 },
  { model: 'text-embedding-ada-002', dimensions: 1536, base: 0.68 },
];

/**
 * The vector of a text, of length 1: its features, each a fixed random direction of the model's own,
 * summed, with a part that all texts share. Random directions keep the cosines of the features
 * (Johnson and Lindenstrauss 1984), and different models share none, so that their vectors cannot be
 * mixed.
 */
export function embed(text: string, space: VectorSpace): Float32Array {
  return embedFeatures(featuresOf(text), space);
}

/** {@link embed} for features that are known already. */
export function embedFeatures(features: Features, space: VectorSpace): Float32Array {
  const sum = new Float64Array(space.dimensions);
  for (const [feature, weight] of features) {
    const direction = directionOf(feature, space);
    for (let i = 0; i < sum.length; i += 1) sum[i] = at(sum, i) + weight * at(direction, i);
  }
  const own = unit(sum);
  const shared = directionOf('shared', space);
  const common = Math.sqrt(space.base / space.dimensions);
  const rest = Math.sqrt(1 - space.base);
  return Float32Array.from(unit(own.map((value, i) => rest * value + common * at(shared, i))));
}

/** The first `dimensions` values, brought back to length 1, as the API shortens vectors. */
export function shorten(vector: Float32Array, dimensions: number): Float32Array {
  return Float32Array.from(unit(Float64Array.from(vector.subarray(0, dimensions))));
}

/** The cosine of two vectors of length 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
  return sum;
}

const remembered = new Map<string, Int8Array>();
const mostRemembered = 4_000;

// +1 or −1 in each dimension, drawn from the feature's name.
function directionOf(feature: string, { model, dimensions }: VectorSpace): Int8Array {
  const key = `${model} ${feature}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  let state = hashNumber(model, feature) || 1;
  const direction = new Int8Array(dimensions);
  for (let i = 0; i < dimensions; i += 1) {
    // Marsaglia's xorshift32.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    direction[i] = (state >>> 16) & 1 ? 1 : -1;
  }
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, direction);
  return direction;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function at(values: Float64Array | Float32Array | Int8Array, index: number): number {
  return values[index] ?? 0;
}
