import type { Rng } from '../../../random.ts';
import type { TokenChance } from '../draft.ts';
import type { Sampling } from '../prompt.ts';
import { type Distribution, endOfText } from './language-model.ts';

export interface SampleOptions {
  readonly sampling: Sampling;
  /** The tokens written so far: what the penalties count. */
  readonly written: readonly number[];
  readonly rng: Rng;
}

export interface Sampled {
  readonly id: number;
  readonly logprob: number;
  /** The tokens that were most likely, best first, as the API lists them. */
  readonly top: readonly TokenChance[];
}

const listed = 20;
// A bias may bring in a token that the model would never write.
const unlikely = Math.log(1e-9);

/**
 * Draws the next token as the API describes it: biases and penalties change the logits, the temperature
 * divides them, and of the result only the most likely tokens up to `top_p` are drawn from.
 * Temperature 0 takes the most likely one. The log probabilities are those before temperature.
 */
export function sampleToken(distribution: Distribution, options: SampleOptions): Sampled {
  const { sampling, rng } = options;
  const { ids, logits } = adjusted(distribution, options);
  const plain = softmax(logits, 1);
  const best = mostLikely(plain, listed + 1);
  const { temperature, topP } = sampling;
  const warm = (): Float64Array => (temperature === 1 ? plain : softmax(logits, temperature));
  const drawn = temperature === 0 ? (best[0] ?? 0) : draw(warm(), topP, rng);
  const chance = (place: number): TokenChance => ({
    id: ids[place] ?? endOfText,
    logprob: Math.log(plain[place] ?? 1),
  });
  const top = best.map(chance).filter(({ id }) => id !== endOfText);
  return { ...chance(drawn), top: top.slice(0, listed) };
}

interface Logits {
  readonly ids: readonly number[];
  readonly logits: Float64Array;
}

function adjusted(distribution: Distribution, { sampling, written }: SampleOptions): Logits {
  const bias = Object.entries(sampling.logitBias).map(
    ([id, value]) => [Number(id), value] as const,
  );
  const added = bias.map(([id]) => id).filter((id) => !distribution.ids.includes(id));
  const ids = added.length === 0 ? distribution.ids : [...distribution.ids, ...added];
  const logits = new Float64Array(ids.length).fill(unlikely);
  const { probabilities } = distribution;
  for (let place = 0; place < probabilities.length; place += 1) {
    logits[place] = Math.log(probabilities[place] ?? 0);
  }
  const change = (id: number, by: number): void => {
    const place = ids.indexOf(id);
    if (place >= 0) logits[place] = (logits[place] ?? 0) + by;
  };
  for (const [id, value] of bias) change(id, value);
  if (sampling.frequencyPenalty === 0 && sampling.presencePenalty === 0) return { ids, logits };
  for (const id of new Set(written)) {
    const times = written.filter((other) => other === id).length;
    change(id, -times * sampling.frequencyPenalty - sampling.presencePenalty);
  }
  return { ids, logits };
}

// The loops below go through the whole vocabulary for every token of a text, which is why they are bare.

function softmax(logits: Float64Array, temperature: number): Float64Array {
  const divisor = Math.max(temperature, 1e-6);
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) highest = Math.max(highest, logit);
  const probabilities = new Float64Array(logits.length);
  let total = 0;
  for (let place = 0; place < logits.length; place += 1) {
    const raised = Math.exp(((logits[place] ?? 0) - highest) / divisor);
    probabilities[place] = raised;
    total += raised;
  }
  for (let place = 0; place < logits.length; place += 1) {
    probabilities[place] = (probabilities[place] ?? 0) / total;
  }
  return probabilities;
}

// The places of the `count` highest values, highest first.
function mostLikely(probabilities: Float64Array, count: number): readonly number[] {
  const best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < probabilities.length; place += 1) {
    const probability = probabilities[place] ?? 0;
    if (best.length === count && probability <= least) continue;
    const at = best.findIndex((other) => (probabilities[other] ?? 0) < probability);
    best.splice(at < 0 ? best.length : at, 0, place);
    if (best.length > count) best.pop();
    least = probabilities[best.at(-1) ?? 0] ?? 0;
  }
  return best;
}

function draw(probabilities: Float64Array, topP: number, rng: Rng): number {
  const places = topP < 1 ? nucleus(probabilities, topP) : [...probabilities.keys()];
  let mass = 0;
  for (const place of places) mass += probabilities[place] ?? 0;
  let left = rng() * mass;
  for (const place of places) {
    left -= probabilities[place] ?? 0;
    if (left <= 0) return place;
  }
  return places.at(-1) ?? 0;
}

// The fewest of the most likely places that have `topP` together.
function nucleus(probabilities: Float64Array, topP: number): readonly number[] {
  const places = [...probabilities.keys()];
  places.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b);
  let mass = 0;
  const last = places.findIndex((place) => {
    mass += probabilities[place] ?? 0;
    return mass >= topP;
  });
  return last < 0 ? places : places.slice(0, last + 1);
}
