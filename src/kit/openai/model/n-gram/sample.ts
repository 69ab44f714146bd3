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

/**
 * Draws the next token as the API describes it: biases and penalties change the logits, the temperature
 * divides them, and of the result only the most likely tokens up to `top_p` are drawn from.
 * Temperature 0 takes the most likely one. The log probabilities are those before temperature.
 */
export function sampleToken(distribution: Distribution, options: SampleOptions): Sampled {
  const { sampling, written, rng } = options;
  const logits = adjusted(distribution, sampling, written);
  const plain = softmax(logits, 1);
  const chances = [...plain].map(([id, probability]) => ({ id, logprob: Math.log(probability) }));
  chances.sort((a, b) => b.logprob - a.logprob || a.id - b.id);
  const id =
    sampling.temperature === 0
      ? (chances[0]?.id ?? endOfText)
      : draw(softmax(logits, sampling.temperature), sampling.topP, rng);
  const top = chances.filter((chance) => chance.id !== endOfText).slice(0, listed);
  return { id, logprob: Math.log(plain.get(id) ?? 1), top };
}

function adjusted(
  distribution: Distribution,
  sampling: Sampling,
  written: readonly number[],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const token of written) counts.set(token, (counts.get(token) ?? 0) + 1);
  const logits = new Map([...distribution].map(([id, probability]) => [id, Math.log(probability)]));
  // A bias may bring in a token that the model would never write.
  const unlikely = Math.log(1e-9);
  for (const [token, bias] of Object.entries(sampling.logitBias)) {
    logits.set(Number(token), (logits.get(Number(token)) ?? unlikely) + bias);
  }
  for (const [token, times] of counts) {
    const logit = logits.get(token);
    if (logit === undefined) continue;
    logits.set(token, logit - times * sampling.frequencyPenalty - sampling.presencePenalty);
  }
  return logits;
}

function softmax(
  logits: ReadonlyMap<number, number>,
  temperature: number,
): ReadonlyMap<number, number> {
  const divisor = Math.max(temperature, 1e-6);
  const highest = Math.max(...logits.values());
  const weights = new Map(
    [...logits].map(([id, logit]) => [id, Math.exp((logit - highest) / divisor)]),
  );
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return new Map([...weights].map(([id, weight]) => [id, weight / total]));
}

function draw(probabilities: ReadonlyMap<number, number>, topP: number, rng: Rng): number {
  const sorted = [...probabilities].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  const nucleus: (readonly [number, number])[] = [];
  let mass = 0;
  for (const entry of sorted) {
    nucleus.push(entry);
    mass += entry[1];
    if (mass >= topP) break;
  }
  let left = rng() * mass;
  for (const [id, probability] of nucleus) {
    left -= probability;
    if (left <= 0) return id;
  }
  return nucleus[0]?.[0] ?? endOfText;
}
