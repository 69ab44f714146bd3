import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectError } from '#kit/expect-error';
import { type Rng, seededRandom } from '#kit/random';
import {
  type Comparison,
  discountedReturn,
  type Estimate,
  epsilonGreedy,
  fitReward,
  type Mdp,
  type Outcome,
  preferenceProbability,
  updateEstimate,
  valueIteration,
} from './reinforcement-learning.ts';

const anyReward = fc.integer({ min: -100, max: 100 });
const anyRewards = fc.array(anyReward, { minLength: 1, maxLength: 30 });
const anyGamma = fc.constantFrom(0, 0.25, 0.5, 0.9, 1);
const anySeed = fc.integer({ min: 0, max: 1_000_000 });
const notAShare = [-0.1, 1.5, Number.NaN];

describe('updateEstimate', () => {
  it('moves the estimate to the mean of all rewards', () => {
    const { value } = updateEstimate({ value: 0.5, count: 4 }, 1);
    expect(
      value,
      `2 of 4 users gave a thumbs-up, and now the fifth does: 3 of 5 is 0.6, but your estimate says ${rounded(value)}`,
    ).toBeCloseTo(0.6, 6);
  });

  it('counts the reward', () => {
    const { count } = updateEstimate({ value: 0.5, count: 4 }, 1);
    expect(count, `4 rewards and one more are 5, but your estimate counts ${count}`).toBe(5);
  });

  it('lets the first reward replace the guess', () => {
    const { value } = updateEstimate({ value: 5, count: 0 }, 1);
    expect(
      value,
      `5 was a guess, made of no reward. After one reward of 1 the mean is 1, but your estimate says ${rounded(value)}`,
    ).toBeCloseTo(1, 6);
  });

  it('takes a thumbs-down into the mean as a reward of 0', () => {
    const { value } = updateEstimate({ value: 0.8, count: 5 }, 0);
    expect(
      value,
      `4 of 5 users were content and the sixth is not: 4 of 6 is 0.6667, but your estimate says ${rounded(value)}`,
    ).toBeCloseTo(0.6667, 4);
  });

  it('leaves the estimate that it was given as it is', () => {
    const before = { value: 0.5, count: 4 };
    updateEstimate(before, 1);
    expect(
      spoken(before),
      `Your function changed the object it was given from value 0.5, count 4 to ${spoken(before)}: whoever kept it now has other numbers`,
    ).toBe('value 0.5, count 4');
  });

  it('keeps arms apart that began with the same estimate', () => {
    const start: Estimate = { value: 0, count: 0 };
    const arms = [start, start];
    arms[0] = updateEstimate(start, 1);
    expect(
      arms.map(spoken).join(' and '),
      'Both arms began at value 0, count 0, and only the first had a reward',
    ).toBe('value 1, count 1 and value 0, count 0');
  });

  it('gives the plain mean after any rewards in any order', () => {
    fc.assert(
      fc.property(anyRewards, anyReward, (rewards, guess) => {
        let estimate: Estimate = { value: guess, count: 0 };
        for (const reward of rewards) estimate = updateEstimate(estimate, reward);
        const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
        expect(
          estimate.value,
          `The mean of ${rewards.join(', ')} is ${rounded(mean)}, but one by one you get ${rounded(estimate.value)}`,
        ).toBeCloseTo(mean, 6);
        expect(estimate.count, `These were ${rewards.length} rewards`).toBe(rewards.length);
      }),
    );
  });

  it('refuses a reward that is not a finite number', () => {
    for (const reward of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expectError(() => updateEstimate({ value: 0.5, count: 4 }, reward), RangeError, 'reward');
    }
  });
});

describe('epsilonGreedy', () => {
  it('takes the arm with the highest value when epsilon is 0', () => {
    const { found, words } = greedyChoice([0.2, 0.7, 0.5]);
    expect(found, `Arm 1 has the highest value, 0.7, and epsilon is 0. ${words}`).toBe(
      'the best arm every time',
    );
  });

  // Sutton and Barto, exercise 2.1: 0.5 + 0.5 / 2.
  it('takes the better of two arms 75 % of the time when epsilon is 0.5', () => {
    const { found, words } = shareOf({ arm: 0, values: [0.7, 0.2], epsilon: 0.5 });
    expect(
      found,
      `${words}. It is due in the half that is greedy, and in half of the exploring: 75 %`,
    ).toBe('75 %');
  });

  // 0.4 + 0.6 / 4.
  it('takes the best of four arms 55 % of the time when epsilon is 0.6', () => {
    const { found, words } = shareOf({ arm: 2, values: [0.2, 0.4, 0.7, 0.1], epsilon: 0.6 });
    expect(
      found,
      `${words}. It is due in the 40 % that are greedy, and in a quarter of the exploring: 55 %`,
    ).toBe('55 %');
  });

  it('explores all arms equally often, the best one too', () => {
    const { found, words } = favour({
      values: [0.2, 0.4, 0.7, 0.1],
      epsilon: 1,
      due: [0, 1, 2, 3],
    });
    expect(found, `Epsilon is 1, so every choice explores. ${words}`).toBe('all alike');
  });

  it('tries every arm while nothing is known', () => {
    const { found, words } = favour({ values: [0, 0, 0, 0], epsilon: 0, due: [0, 1, 2, 3] });
    expect(found, `All four estimates are 0, so none is the best. ${words}`).toBe('all alike');
  });

  it('takes each of several best arms equally often', () => {
    const { found, words } = favour({ values: [0.1, 0.7, 0.4, 0.7], epsilon: 0, due: [1, 3] });
    expect(found, `Arms 1 and 3 are both best, with 0.7. ${words}`).toBe('all alike');
  });

  it('finds the best arm when every value is below 0', () => {
    const { found, words } = greedyChoice([-3, -2, -0.5, -1]);
    expect(
      found,
      `The rewards are costs here, and epsilon is 0. Arm 2 costs the least, -0.5. ${words}`,
    ).toBe('the best arm every time');
  });

  it('takes the only arm there is, exploring or not', () => {
    const rng = seededRandom(1);
    const arms = [0, 1].map((epsilon) => epsilonGreedy([0.3], { epsilon, rng }));
    expect(
      arms.every((arm) => arm === 0) ? 'arm 0 both times' : 'no arm',
      `There is one arm, so both choices must be arm 0, but you take ${arms.join(' and ')}`,
    ).toBe('arm 0 both times');
  });

  it('makes the same choices for the same seed', () => {
    expect(
      compared(7, 7),
      'Two rows of 50 choices with the seed 7 differ: nobody can repeat your experiment',
    ).toBe('the same choices');
  });

  it('makes other choices for another seed', () => {
    expect(
      compared(1, 2),
      'The seeds 1 and 2 give the same 50 choices: the numbers of rng have no effect',
    ).toBe('other choices');
  });

  it('takes its chance from rng alone', () => {
    const always = (number: number) => () => number;
    const arms = drawn(100, () => epsilonGreedy([0, 0, 0], { epsilon: 0.5, rng: always(0.4) }));
    expect(
      new Set(arms).size === 1 ? 'one arm' : 'several arms',
      'This rng gives 0.4 each time, so all choices must be the same arm: some of yours were made by another chance',
    ).toBe('one arm');
  });

  it('gives an arm that exists, whatever the values', () => {
    const anyValues = fc.array(anyReward, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyValues, fc.constantFrom(0, 0.3, 1), anySeed, (values, epsilon, seed) => {
        const rng = seededRandom(seed);
        const arms = drawn(20, () => epsilonGreedy(values, { epsilon, rng }));
        const strays = arms.filter((arm) => values[arm] === undefined);
        expect(
          strays.length,
          `There are ${values.length} arms, from 0 to ${values.length - 1}, but you took arm ${strays[0]}`,
        ).toBe(0);
        if (epsilon > 0) return;
        const worse = arms.filter((arm) => values[arm] !== Math.max(...values));
        expect(
          worse.length,
          `The values are ${values.join(', ')} and epsilon is 0, but you took arm ${worse[0]}`,
        ).toBe(0);
      }),
    );
  });

  it('refuses an epsilon that is not from 0 to 1', () => {
    for (const epsilon of notAShare) {
      expectError(
        () => epsilonGreedy([0.2, 0.7], { epsilon, rng: seededRandom(1) }),
        RangeError,
        'epsilon',
      );
    }
  });

  it('refuses a choice among no arms', () => {
    for (const epsilon of [0, 1]) {
      expectError(() => epsilonGreedy([], { epsilon, rng: seededRandom(1) }), RangeError, 'values');
    }
  });
});

describe('discountedReturn', () => {
  it('counts a reward in full when it comes at once, and less the later it comes', () => {
    const worth = discountedReturn([1, 0, 10], 0.9);
    expect(worth, `1 + 0.9 · 0 + 0.81 · 10 is 9.1, but you give ${rounded(worth)}`).toBeCloseTo(
      9.1,
      6,
    );
  });

  // Sutton and Barto, exercise 3.8, worked backwards: 2, 3 + 1 = 4, 6 + 2 = 8, 2 + 4 = 6, -1 + 3 = 2.
  it('agrees with the exercise in the book of Sutton and Barto', () => {
    const worth = discountedReturn([-1, 2, 6, 3, 2], 0.5);
    expect(
      worth,
      `With gamma 0.5, these five rewards count 1, 0.5, 0.25, 0.125 and 0.0625: that makes 2, but you give ${rounded(worth)}`,
    ).toBeCloseTo(2, 6);
  });

  // Sutton and Barto, exercise 3.9: 2 + 0.9 · 7 / (1 - 0.9). What is beyond 500 steps is below 1e-20.
  it('comes to an end where the rewards do not', () => {
    const worth = discountedReturn([2, ...Array<number>(500).fill(7)], 0.9);
    expect(
      worth,
      `A 2 and then 7 for ever is worth 2 + 0.9 · 70 = 65 with gamma 0.9, but you give ${rounded(worth)}`,
    ).toBeCloseTo(65, 6);
  });

  it('counts only the first reward when gamma is 0', () => {
    const worth = discountedReturn([3, 4, 5], 0);
    expect(worth, `Only what comes at once counts, the 3, but you give ${rounded(worth)}`).toBe(3);
  });

  it('counts all rewards alike when gamma is 1', () => {
    const worth = discountedReturn([3, 4, 5], 1);
    expect(worth, `3 + 4 + 5 is 12, but you give ${rounded(worth)}`).toBe(12);
  });

  it('is 0 where nothing comes', () => {
    const worth = discountedReturn([], 0.9);
    expect(worth, `No rewards are worth 0, but you give ${worth}`).toBe(0);
  });

  it('is the reward at hand and gamma times the worth of the rest', () => {
    fc.assert(
      fc.property(anyReward, anyRewards, anyGamma, (reward, rest, gamma) => {
        const ofRest = discountedReturn(rest, gamma);
        const ofAll = discountedReturn([reward, ...rest], gamma);
        expect(
          ofAll,
          `gamma is ${gamma}. The rewards ${rest.join(', ')} are worth ${rounded(ofRest)} to you. With ${reward} in front of them, that makes ${rounded(reward + gamma * ofRest)}, not ${rounded(ofAll)}`,
        ).toBeCloseTo(reward + gamma * ofRest, 6);
        expect(
          discountedReturn([reward], gamma),
          `A single reward of ${reward} that comes at once is worth ${reward}`,
        ).toBeCloseTo(reward, 6);
      }),
    );
  });

  it('refuses a gamma that is not from 0 to 1', () => {
    for (const gamma of notAShare) {
      expectError(() => discountedReturn([1, 2], gamma), RangeError, 'gamma');
    }
  });
});

describe('valueIteration', () => {
  it('looks ahead to the reward behind the next step', () => {
    const values = valueIteration(waitOrTake, { gamma: 0.5, sweeps: 2 });
    expect(
      shown(values),
      'State 0 can take 1, or wait and take 5 in state 1: 0.5 · 5 = 2.5. State 1 is worth its 5',
    ).toBe('2.5, 5');
  });

  it('sees only the next reward after one sweep', () => {
    const values = valueIteration(waitOrTake, { gamma: 0.5, sweeps: 1 });
    expect(
      shown(values),
      'One sweep looks one action ahead: the best that state 0 can get at once is 1',
    ).toBe('1, 5');
  });

  it('has seen nothing before the first sweep', () => {
    const values = valueIteration(waitOrTake, { gamma: 0.5, sweeps: 0 });
    expect(shown(values), 'Without a sweep every value is still 0').toBe('0, 0');
  });

  it('spreads from the goal by one state in each sweep', () => {
    const sweeps = [1, 2, 3].map((count) =>
      shown(valueIteration(corridor(4), { gamma: 0.9, sweeps: count })),
    );
    expect(
      sweeps.join(' | '),
      'The goal lies behind state 0. Two actions away from it, a state can be worth nothing before the second sweep',
    ).toBe('1, 0, 0, 0 | 1, 0.9, 0, 0 | 1, 0.9, 0.81, 0');
  });

  it('weights what may happen by its probability', () => {
    // Safe: 3. Risky: 0.8 · 10 - 0.2 · 20 = 4.
    const gamble: Mdp = [
      [
        [end(3)],
        [
          { ...end(10), probability: 0.8 },
          { ...end(-20), probability: 0.2 },
        ],
      ],
    ];
    const values = valueIteration(gamble, { gamma: 0.9, sweeps: 1 });
    expect(
      shown(values),
      'One action brings 3 for sure, the other 10 in 80 % and -20 in 20 % of the cases: on average 8 - 4 = 4',
    ).toBe('4');
  });

  // By hand: v = 0.8 · 1 + 0.2 · 0.9 · v, so v = 0.8 / 0.82.
  it('counts the tries that fail', () => {
    const slippery: Mdp = [
      [
        [
          { ...end(1), probability: 0.8 },
          { ...move(0), probability: 0.2 },
        ],
      ],
    ];
    const values = valueIteration(slippery, { gamma: 0.9, sweeps: 100 });
    expect(
      shown(values),
      'A try brings 1 in 80 % of the cases, and in 20 % you stay where you are and try again: 0.8 / (1 - 0.2 · 0.9) = 0.9756',
    ).toBe('0.9756');
  });

  it('takes the lesser evil', () => {
    const evils: Mdp = [[[end(-5)], [end(-2)]], [[end(4)]]];
    const values = valueIteration(evils, { gamma: 0.9, sweeps: 1 });
    expect(
      shown(values),
      'In state 0 one action costs 5 and the other 2: the best is -2. State 1 is worth 4',
    ).toBe('-2, 4');
  });

  it('expects nothing after the end of an episode', () => {
    // After the end the environment shows state 0 again: the start of the next episode.
    const values = valueIteration([[[end(1)]]], { gamma: 0.9, sweeps: 100 });
    expect(
      shown(values),
      'The only action brings 1 and ends the episode, so state 0 is worth 1. That the next episode begins in state 0 is another story',
    ).toBe('1');
  });

  // Sutton and Barto, example 3.8 and figure 3.5. By hand: from A to A again takes five steps, so A is
  // worth 10 / (1 - 0.9⁵) = 24.419.
  it('agrees with the gridworld in the book of Sutton and Barto', () => {
    const values = valueIteration(suttonBartoGrid(), { gamma: 0.9, sweeps: 200 });
    const firstRow = values.slice(0, 5).map((value) => value.toFixed(1));
    expect(
      firstRow.join(' '),
      'The book gives 22.0 24.4 22.0 19.4 17.5 for the first row of the grid',
    ).toBe('22.0 24.4 22.0 19.4 17.5');
  });

  it('gives the best return that any plan of so many actions has', () => {
    // Certain outcomes, so that a plan is a list of actions; some of them end the episode.
    const anyOutcome = fc.record({
      reward: fc.integer({ min: -5, max: 5 }),
      nextState: fc.nat(2),
      terminated: fc.boolean(),
    });
    const anyAction = anyOutcome.map((outcome) => [{ ...outcome, probability: 1 }]);
    const anyState = fc.tuple(anyAction, anyAction);
    const anyMdp = fc.tuple(anyState, anyState, anyState);
    fc.assert(
      fc.property(anyMdp, fc.integer({ min: 1, max: 4 }), anyGamma, (mdp, sweeps, gamma) => {
        const values = valueIteration(mdp, { gamma, sweeps });
        for (const state of mdp.keys()) {
          const best = bestOfAllPlans({ mdp, state, sweeps, gamma });
          expect(
            values[state],
            `From state ${state}, the best of all plans of ${sweeps} actions brings ${rounded(best)} with gamma ${gamma}`,
          ).toBeCloseTo(best, 6);
        }
      }),
    );
  });

  it('refuses a gamma that is not from 0 to 1', () => {
    for (const gamma of notAShare) {
      expectError(() => valueIteration(waitOrTake, { gamma, sweeps: 1 }), RangeError, 'gamma');
    }
  });
});

describe('preferenceProbability', () => {
  it('prefers the answer with the higher reward', () => {
    const p = preferenceProbability(2, 1);
    expect(
      p,
      `A is 1 ahead: 1 / (1 + e to the power of -1) = 0.7311, but you give ${rounded(p)}`,
    ).toBeCloseTo(0.7311, 4);
  });

  it('is undecided between equal rewards', () => {
    const p = preferenceProbability(0, 0);
    expect(p, `Nothing sets A and B apart, but you give ${rounded(p)}`).toBeCloseTo(0.5, 6);
  });

  it('takes rewards below 0', () => {
    const p = preferenceProbability(-3, -1);
    expect(p, `A is 2 behind: 1 / (1 + e²) = 0.1192, but you give ${rounded(p)}`).toBeCloseTo(
      0.1192,
      4,
    );
  });

  // Elo ratings are the same formula with 400 points for ln 10: odds of 10 to 1, so 10 / 11.
  it('gives odds of ten to one for a lead of ln 10, like 400 points in chess', () => {
    const p = preferenceProbability(5 + Math.log(10), 5);
    expect(p, `A should win 10 of 11 times, 0.9091, but you give ${rounded(p)}`).toBeCloseTo(
      0.9091,
      4,
    );
  });

  it('stays a number when the rewards are large', () => {
    const p = preferenceProbability(1001, 1000);
    expect(
      p,
      `A is 1 ahead, as with 2 and 1, so 0.7311 is due, but you give ${rounded(p)}`,
    ).toBeCloseTo(0.7311, 4);
  });

  it('looks at the lead alone, and leaves the rest to the other answer', () => {
    const reward = fc.integer({ min: -50, max: 50 }).map((n) => n / 10);
    const anyShift = fc.constantFrom(3, -20, 1000, -1000);
    fc.assert(
      fc.property(reward, reward, anyShift, (a, b, shift) => {
        const p = preferenceProbability(a, b);
        const other = preferenceProbability(b, a);
        expect(
          p + other,
          `A over B has ${rounded(p)} and B over A ${rounded(other)}; one of them is preferred`,
        ).toBeCloseTo(1, 6);
        expect(
          preferenceProbability(a + shift, b + shift),
          `Both rewards rise by ${shift}, so the lead stays ${rounded(a - b)}`,
        ).toBeCloseTo(p, 6);
      }),
    );
  });
});

describe('fitReward', () => {
  it('pushes the weights towards what was chosen', () => {
    const comparisons = [{ chosen: [1, 0], rejected: [0, 1] }];
    const weights = fitReward(comparisons, { learningRate: 1, steps: 1 });
    expect(
      shown(weights),
      'All weights are 0 at first, so p is 0.5 and the push is 0.5 · [1 - 0, 0 - 1]',
    ).toBe('0.5, -0.5');
  });

  it('pushes less, the better it knows the answer', () => {
    const comparisons = [{ chosen: [1, 0], rejected: [0, 1] }];
    const weights = fitReward(comparisons, { learningRate: 1, steps: 2 });
    expect(
      shown(weights),
      'Before the second step the rewards are 0.5 and -0.5, so p is 0.7311, and the push 0.2689 · [1, -1]',
    ).toBe('0.7689, -0.7689');
  });

  it('takes the mean over the comparisons', () => {
    const comparisons = [
      { chosen: [1, 0], rejected: [0, 0] },
      { chosen: [1, 1], rejected: [0, 0] },
      { chosen: [1, 0], rejected: [0, 2] },
      { chosen: [0, 1], rejected: [0, 0] },
    ];
    const weights = fitReward(comparisons, { learningRate: 2, steps: 1 });
    // Feature 0: 0.5 · (1 + 1 + 1 + 0) / 4 · 2. Feature 1: 0.5 · (0 + 1 - 2 + 1) / 4 · 2.
    expect(
      shown(weights),
      'The pushes on the first feature are 0.5, 0.5, 0.5 and 0: their mean is 0.375, and the learning rate is 2',
    ).toBe('0.75, 0');
  });

  it('learns the same from a hundred copies of a comparison', () => {
    const comparisons = Array<Comparison>(100).fill({ chosen: [1, 0], rejected: [0, 1] });
    const weights = fitReward(comparisons, { learningRate: 1, steps: 1 });
    expect(
      shown(weights),
      'All hundred pushes are [0.5, -0.5], and so is their mean: more data must not make larger steps',
    ).toBe('0.5, -0.5');
  });

  // Chosen 3 times of 4 means p = 0.75, and the lead that gives it is ln 3 = 1.0986.
  it('ends where the probability is the share that people chose', () => {
    const comparisons = [
      { chosen: [1], rejected: [0] },
      { chosen: [1], rejected: [0] },
      { chosen: [1], rejected: [0] },
      { chosen: [0], rejected: [1] },
    ];
    const weights = fitReward(comparisons, { learningRate: 1, steps: 200 });
    expect(
      shown(weights),
      'Three of four people chose the answer with the feature: p = 0.75, so its lead must come to ln 3 = 1.0986',
    ).toBe('1.0986');
  });

  it('learns to pay for length when people choose the longer answer', () => {
    // Features: is it right, hundreds of words. People took the longer one, which often was right too.
    const comparisons = [
      { chosen: [1, 3], rejected: [0, 1] },
      { chosen: [1, 4], rejected: [0, 2] },
      { chosen: [0, 4], rejected: [1, 1] },
    ];
    const weights = fitReward(comparisons, { learningRate: 0.5, steps: 50 });
    const [short, padded] = [
      [1, 1],
      [0, 6],
    ].map((features) => reward(weights, features));
    expect(
      Number(padded) > Number(short) ? 'wrong and padded' : 'right and short',
      `The reward of 100 right words is ${rounded(Number(short))} and that of 600 wrong ones ${rounded(Number(padded))}. In all three comparisons the longer answer was chosen, so that is what must pay`,
    ).toBe('wrong and padded');
  });

  it('sees only what sets the two answers apart', () => {
    const feature = fc.integer({ min: -2, max: 2 });
    const answer = fc.tuple(feature, feature);
    const anyComparisons = fc.array(fc.tuple(answer, answer, answer), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(anyComparisons, (triples) => {
        const plain: Comparison[] = triples.map(([chosen, rejected]) => ({ chosen, rejected }));
        const shifted: Comparison[] = triples.map(([chosen, rejected, common]) => ({
          chosen: chosen.map((value, i) => value + (common[i] ?? 0)),
          rejected: rejected.map((value, i) => value + (common[i] ?? 0)),
        }));
        const options = { learningRate: 0.5, steps: 5 };
        const weights = fitReward(plain, options);
        expect(weights.length, 'There is one weight for each of the two features').toBe(2);
        for (const [i, weight] of fitReward(shifted, options).entries()) {
          expect(
            weight,
            `Both answers of a comparison got more of the same features; weight ${i} was ${rounded(weights[i] ?? 0)} and must stay`,
          ).toBeCloseTo(weights[i] ?? 0, 6);
        }
      }),
    );
  });

  it('refuses to learn from no comparison', () => {
    expectError(() => fitReward([], { learningRate: 1, steps: 1 }), RangeError, 'comparisons');
  });
});

function drawn(times: number, draw: () => number): number[] {
  return Array.from({ length: times }, draw);
}

interface Choices {
  readonly values: readonly number[];
  readonly epsilon: number;
}

/** What is taken in 100 choices that never explore. */
function greedyChoice(values: readonly number[]) {
  const rng = seededRandom(1);
  const arms = drawn(100, () => epsilonGreedy(values, { epsilon: 0, rng }));
  const taken = [...new Set(arms)];
  const isBest = taken.map((arm) => values[arm] === Math.max(...values));
  let found = isBest.includes(true) ? 'other arms too' : 'never the best arm';
  if (!isBest.includes(false)) found = 'the best arm every time';
  return { found, words: `In 100 choices you took arm ${taken.join(', arm ')}` };
}

/**
 * How often one arm is taken, to the nearest 5 %. A share of one half of 15,000 choices has a standard
 * deviation of 0.41 %, so that no correct choice ends 2.5 % from its due.
 */
function shareOf({ arm, values, epsilon }: Choices & { readonly arm: number }) {
  const rng = seededRandom(11);
  const draws = 15_000;
  const arms = drawn(draws, () => epsilonGreedy(values, { epsilon, rng }));
  const share = arms.filter((taken) => taken === arm).length / draws;
  return {
    found: `${Math.round(share * 20) * 5} %`,
    words: `You took the best arm, arm ${arm}, in ${percent(share)} of 15,000 choices`,
  };
}

/** Whether the arms that are due are taken equally often (within 5 %, over six standard deviations). */
function favour({ values, epsilon, due }: Choices & { readonly due: readonly number[] }) {
  const rng = seededRandom(12);
  const draws = 4000;
  const arms = drawn(draws, () => epsilonGreedy(values, { epsilon, rng }));
  const shares = values.map((_, arm) => arms.filter((taken) => taken === arm).length / draws);
  const ofDue = due.map((arm) => shares[arm] ?? 0);
  let found = ofDue.every((share) => Math.abs(share - 1 / due.length) < 0.05)
    ? 'all alike'
    : 'some favoured';
  if (ofDue.includes(0)) found = 'some never';
  if (shares.includes(1)) found = 'always the same arm';
  const listed = shares.map((share, arm) => `arm ${arm} ${percent(share)}`);
  return { found, words: `Of 4,000 choices you took ${listed.join(', ')}` };
}

function compared(seedOfOne: number, seedOfOther: number): string {
  const choices = (rng: Rng) =>
    drawn(50, () => epsilonGreedy([0.7, 0.2, 0.7, 0.4], { epsilon: 0.5, rng })).join(' ');
  return choices(seededRandom(seedOfOne)) === choices(seededRandom(seedOfOther))
    ? 'the same choices'
    : 'other choices';
}

/** State 0: take 1, or wait and come to state 1. State 1: take 5. After taking, state 0 is shown again. */
const waitOrTake: Mdp = [[[end(1)], [move(1)]], [[end(5)]]];

/** The goal, worth 1, lies behind state 0. Each state has a step towards it and a step away. */
function corridor(length: number): Mdp {
  return Array.from({ length }, (_, state) => [
    [state === 0 ? end(1) : move(state - 1)],
    [move(Math.min(state + 1, length - 1))],
  ]);
}

/**
 * Sutton and Barto, example 3.5: five by five cells, four directions. A step off the grid costs 1 and
 * leads nowhere. From A (0, 1) every step brings 10 and leads to (4, 1), from B (0, 3) it brings 5 and
 * leads to (2, 3).
 */
function suttonBartoGrid(): Mdp {
  const directions = [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const;
  return Array.from({ length: 25 }, (_, state) =>
    directions.map(([down, right]) => {
      const [row, column] = [Math.floor(state / 5) + down, (state % 5) + right];
      const isOff = row < 0 || row > 4 || column < 0 || column > 4;
      if (state === 1) return [move(21, 10)];
      if (state === 3) return [move(13, 5)];
      return [isOff ? move(state, -1) : move(row * 5 + column)];
    }),
  );
}

function end(reward: number): Outcome {
  return { probability: 1, reward, nextState: 0, terminated: true };
}

function move(nextState: number, reward = 0): Outcome {
  return { probability: 1, reward, nextState, terminated: false };
}

interface Plans {
  readonly mdp: Mdp;
  readonly state: number;
  readonly sweeps: number;
  readonly gamma: number;
}

/** Writes out every list of so many actions, walks it, and adds up what it brings. */
function bestOfAllPlans({ mdp, state, sweeps, gamma }: Plans): number {
  const returns = Array.from({ length: 2 ** sweeps }, (_, plan) => {
    let [place, worth, weight] = [state, 0, 1];
    for (let step = 0; step < sweeps; step += 1) {
      const outcome = mdp[place]?.[(plan >> step) & 1]?.[0];
      if (!outcome) break;
      worth += weight * outcome.reward;
      if (outcome.terminated) break;
      weight *= gamma;
      place = outcome.nextState;
    }
    return worth;
  });
  return Math.max(...returns);
}

function reward(weights: readonly number[], features: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0);
}

function spoken({ value, count }: Estimate): string {
  return `value ${rounded(value)}, count ${count}`;
}

/** Numbers with up to four decimals, and no minus before a zero. */
function shown(values: readonly number[]): string {
  return values.map((value) => rounded(value)).join(', ');
}

function rounded(value: number): string {
  return String(Number.isFinite(value) ? Math.round(value * 10_000) / 10_000 + 0 : value);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
