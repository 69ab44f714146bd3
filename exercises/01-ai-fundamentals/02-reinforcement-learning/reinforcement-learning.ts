import { NotImplemented } from '#kit/not-implemented';
import type { Rng } from '#kit/random';

/** What is known of one arm, such as one variant of a prompt. */
export interface Estimate {
  /** The mean of the rewards so far. While `count` is 0 it is a guess. */
  readonly value: number;
  /** How many rewards the mean is made of. */
  readonly count: number;
}

export interface EpsilonGreedyOptions {
  /** The probability of exploring, from 0 (never) to 1 (always). */
  readonly epsilon: number;
  /** Gives the next random number in [0, 1) each time it is called. */
  readonly rng: Rng;
}

/** One thing that may happen after an action. */
export interface Outcome {
  /** Above 0; the probabilities of all outcomes of an action add up to 1. */
  readonly probability: number;
  readonly reward: number;
  /** The state that the environment shows next: a place in the {@link Mdp}. */
  readonly nextState: number;
  /** Whether the episode ends here. Then nothing that happens in `nextState` counts any more. */
  readonly terminated: boolean;
}

/**
 * A Markov decision process: `mdp[state][action]` lists the outcomes of that action in that state. Every
 * state has at least one action. This is the shape of the tables in Gymnasium's toy environments.
 */
export type Mdp = readonly (readonly (readonly Outcome[])[])[];

export interface ValueIterationOptions {
  /** What a reward is worth one step later, from 0 to 1. */
  readonly gamma: number;
  /** How often all states are gone through. */
  readonly sweeps: number;
}

/** Two answers to one question, as lists of features of the same length: somebody chose the first. */
export interface Comparison {
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

export interface FitRewardOptions {
  readonly learningRate: number;
  readonly steps: number;
}

/**
 * Takes one more reward into the mean, without keeping the rewards before it.
 *
 * @param estimate what is known so far; it is left as it is
 * @param reward any finite number; 0 is a reward like any other
 * @returns the mean with the reward in it, and how many rewards it is made of now. The first reward
 *   replaces the guess.
 * @throws RangeError naming `reward` when it is not a finite number
 * @see Sutton and Barto, Reinforcement Learning, 2nd edition (2018), section 2.4
 *
 * @example
 * updateEstimate({ value: 0.5, count: 4 }, 1); // { value: 0.6, count: 5 }
 */
export function updateEstimate({ value, count }: Estimate, reward: number): Estimate {
  throw new NotImplemented('updateEstimate');
}

/**
 * Chooses an arm: mostly the best one known, now and then any.
 *
 * @param values the estimated reward of each arm, in any unit; at least one
 * @param options.epsilon with this probability any arm is taken, each with the same chance, the best one
 *   too. Otherwise the arm with the highest value is taken; of several, each with the same chance.
 * @param options.rng the only source of chance, so the same seed gives the same choices
 * @returns the place of the arm in `values`
 * @throws RangeError naming `values` when there are none, and naming `epsilon` when it is not from 0 to 1
 * @see Sutton and Barto, Reinforcement Learning, 2nd edition (2018), section 2.2
 *
 * @example
 * epsilonGreedy([0.2, 0.7, 0.5], { epsilon: 0, rng: seededRandom(1) }); // 1
 */
export function epsilonGreedy(
  values: readonly number[],
  { epsilon, rng }: EpsilonGreedyOptions,
): number {
  throw new NotImplemented('epsilonGreedy');
}

/**
 * What a row of rewards is worth at its beginning: a reward that comes t steps later counts gamma to the
 * power of t.
 *
 * @param rewards in the order in which they come; the first one comes at once, and counts in full
 * @param gamma from 0 (only the first reward counts) to 1 (all count alike)
 * @returns the sum of gammaᵗ · rewards[t], and 0 when there are no rewards
 * @throws RangeError naming `gamma` when it is not from 0 to 1
 * @see Sutton and Barto, Reinforcement Learning, 2nd edition (2018), section 3.3
 *
 * @example
 * discountedReturn([1, 0, 10], 0.9); // 9.1: 1 + 0.9 · 0 + 0.81 · 10
 */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  throw new NotImplemented('discountedReturn');
}

/**
 * The value of each state: the best discounted return that a number of actions can bring from there, on
 * average.
 *
 * All values start at 0. A sweep goes through all states; the new value of a state is that of its best
 * action, and the value of an action is the mean of reward + gamma · (value of `nextState` before this
 * sweep) over its outcomes, each weighted by its probability. An outcome that ends the episode is worth
 * its reward alone.
 *
 * @param mdp what each action may lead to; it is left as it is
 * @param options.sweeps as many actions are looked ahead; 0 gives zeros
 * @returns one value for each state
 * @throws RangeError naming `gamma` when it is not from 0 to 1
 * @see Sutton and Barto, Reinforcement Learning, 2nd edition (2018), section 4.4
 */
export function valueIteration(mdp: Mdp, { gamma, sweeps }: ValueIterationOptions): number[] {
  throw new NotImplemented('valueIteration');
}

/**
 * The probability that people prefer answer A to answer B, given the reward of each: 1 / (1 + e to the
 * power of (rewardB - rewardA)).
 *
 * @param rewardA any number; only its distance from `rewardB` counts
 * @param rewardB any number, however large
 * @returns between 0 and 1; 0.5 when the rewards are equal
 * @see R. A. Bradley and M. E. Terry, Rank analysis of incomplete block designs, Biometrika 39 (1952)
 *
 * @example
 * preferenceProbability(2, 1); // 0.7311, rounded
 */
export function preferenceProbability(rewardA: number, rewardB: number): number {
  throw new NotImplemented('preferenceProbability');
}

/**
 * Learns from comparisons what people pay for: a weight for each feature of an answer. The reward of an
 * answer is then the sum of weight · feature.
 *
 * The weights start at 0. In each step every comparison pushes them by (1 - p) · (chosen - rejected),
 * feature by feature, where p is the probability that the present weights give to what was chosen. The
 * mean of the pushes, times the learning rate, is added to the weights.
 *
 * @param comparisons at least one; all answers have the same features in the same order
 * @param options.learningRate above 0
 * @param options.steps how often all comparisons are gone through
 * @returns one weight for each feature
 * @throws RangeError naming `comparisons` when there are none
 * @see P. Christiano and others, Deep reinforcement learning from human preferences (2017),
 *   https://arxiv.org/abs/1706.03741
 */
export function fitReward(
  comparisons: readonly Comparison[],
  { learningRate, steps }: FitRewardOptions,
): number[] {
  throw new NotImplemented('fitReward');
}

