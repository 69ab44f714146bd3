/**
 * The estimate changed in place
 *
 * You write the new numbers into the object that came in. When arms start from the same object,
 * as with `Array(10).fill(start)`, every reward then goes to all of them, and in a log all
 * entries show the last state. Give back a new object and leave the old one alone.
 */
import type { Rng } from '#kit/random';

export interface Estimate {
  readonly value: number;
  readonly count: number;
}

export interface EpsilonGreedyOptions {
  readonly epsilon: number;
  readonly rng: Rng;
}

export interface Outcome {
  readonly probability: number;
  readonly reward: number;
  readonly nextState: number;
  readonly terminated: boolean;
}

export type Mdp = readonly (readonly (readonly Outcome[])[])[];

export interface ValueIterationOptions {
  readonly gamma: number;
  readonly sweeps: number;
}

export interface Comparison {
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

export interface FitRewardOptions {
  readonly learningRate: number;
  readonly steps: number;
}

export function updateEstimate(estimate: Estimate, reward: number): Estimate {
  if (!Number.isFinite(reward)) {
    throw new RangeError(`reward is ${reward}, but must be a finite number.`);
  }
  const count = estimate.count + 1;
  return Object.assign(estimate, {
    value: estimate.value + (reward - estimate.value) / count,
    count,
  });
}

export function epsilonGreedy(
  values: readonly number[],
  { epsilon, rng }: EpsilonGreedyOptions,
): number {
  requireShare('epsilon', epsilon);
  const arms = [...values.keys()];
  const highest = Math.max(...values);
  const candidates = rng() < epsilon ? arms : arms.filter((arm) => values[arm] === highest);
  const arm = candidates[Math.floor(rng() * candidates.length)];
  if (arm === undefined) throw new RangeError('values must hold at least one arm.');
  return arm;
}

export function discountedReturn(rewards: readonly number[], gamma: number): number {
  requireShare('gamma', gamma);
  return rewards.reduceRight((after, reward) => reward + gamma * after, 0);
}

export function valueIteration(mdp: Mdp, { gamma, sweeps }: ValueIterationOptions): number[] {
  requireShare('gamma', gamma);
  let values = mdp.map(() => 0);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const before = values;
    const worth = ({ reward, nextState, terminated }: Outcome) =>
      terminated ? reward : reward + gamma * (before[nextState] ?? 0);
    values = mdp.map((actions) =>
      Math.max(
        ...actions.map((outcomes) =>
          outcomes.reduce((sum, outcome) => sum + outcome.probability * worth(outcome), 0),
        ),
      ),
    );
  }
  return values;
}

export function preferenceProbability(rewardA: number, rewardB: number): number {
  return 1 / (1 + Math.exp(rewardB - rewardA));
}

export function fitReward(
  comparisons: readonly Comparison[],
  { learningRate, steps }: FitRewardOptions,
): number[] {
  const [first] = comparisons;
  if (!first) throw new RangeError('comparisons is empty: there is nothing to learn from.');
  let weights = first.chosen.map(() => 0);
  for (let step = 0; step < steps; step += 1) {
    const before = weights;
    const pushes = comparisons.map(({ chosen, rejected }) => {
      const p = preferenceProbability(weighted(before, chosen), weighted(before, rejected));
      return chosen.map((feature, i) => (1 - p) * (feature - (rejected[i] ?? 0)));
    });
    weights = before.map((weight, i) => {
      const push = pushes.reduce((sum, each) => sum + (each[i] ?? 0), 0) / pushes.length;
      return weight + learningRate * push;
    });
  }
  return weights;
}

function requireShare(name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`${name} is ${value}, but must be from 0 to 1.`);
}

function weighted(weights: readonly number[], features: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0);
}
