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
  const drawn =
    sampling.temperature === 0
      ? (best[0] ?? 0)
      : draw(softmax(logits, sampling.temperature), sampling.topP, rng);
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
  for (const [place, probability] of distribution.probabilities.entries()) {
    logits[place] = Math.log(probability);
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

function softmax(logits: Float64Array, temperature: number): Float64Array {
  const divisor = Math.max(temperature, 1e-6);
  const highest = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const raised = logits.map((logit) => Math.exp((logit - highest) / divisor));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

// The places of the `count` highest values, highest first.
function mostLikely(probabilities: Float64Array, count: number): readonly number[] {
  const best: number[] = [];
  for (const [place, probability] of probabilities.entries()) {
    const worst = best.at(-1);
    if (best.length === count && probability <= (probabilities[worst ?? 0] ?? 0)) continue;
    const at = best.findIndex((other) => (probabilities[other] ?? 0) < probability);
    best.splice(at < 0 ? best.length : at, 0, place);
    if (best.length > count) best.pop();
  }
  return best;
}

function draw(probabilities: Float64Array, topP: number, rng: Rng): number {
  const places = [...probabilities.keys()];
  // Only a nucleus needs the tokens in their order.
  if (topP < 1) places.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b);
  let mass = 0;
  const nucleus: number[] = [];
  for (const place of places) {
    nucleus.push(place);
    mass += probabilities[place] ?? 0;
    if (topP < 1 && mass >= topP) break;
  }
  let left = rng() * mass;
  for (const place of nucleus) {
    left -= probabilities[place] ?? 0;
    if (left <= 0) return place;
  }
  return nucleus.at(-1) ?? 0;
}
