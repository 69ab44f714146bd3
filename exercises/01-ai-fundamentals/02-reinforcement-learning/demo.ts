import { lineChart, table } from '#kit/charts';
import { seededRandom } from '#kit/random';
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

/** How many of 100 users each prompt pleases. The agent does not know. */
const pleased = [20, 25, 30, 30, 35, 35, 40, 40, 45, 70];
const users = 5000;
const runs = 40;
const epsilons = [0, 0.05, 0.1, 0.5];
/** The loss is noted after every so many users. */
const stride = 100;

function showRegret(): void {
  const courses = epsilons.map((epsilon) => ({ name: `ε = ${epsilon}`, ...serve(epsilon) }));
  console.log(`Ten prompts please 20 to 70 of 100 users. ${users} users come, one by one. Each
time epsilonGreedy picks a prompt, and updateEstimate notes the thumb. (Mean of
${runs} runs.)
`);
  console.log(
    lineChart({
      title: '1. Thumbs-up lost by not serving the best prompt (above 300: not drawn)',
      series: courses.map(({ name, lost }) => ({
        name,
        points: lost.map((soFar, step) => [step * stride, soFar]),
      })),
      xLabel: 'users served',
      yRange: [0, 300],
      height: 15,
    }),
  );
  console.log(
    `\n${table({
      columns: ['', 'lost by 100', 'by 1000', 'by 5000', 'best one served in the end'],
      rows: courses.map(({ name, lost, servedBest }) => [
        name,
        ...[100, 1000, 5000].map((served) => (lost[served / stride] ?? 0).toFixed(0)),
        percent(servedBest),
      ]),
      align: ['left', 'right', 'right', 'right', 'right'],
    })}`,
  );
  console.log(`
With ε = 0 the agent stays with whatever pleased first. With 0.5 it soon knows
the best prompt, and still gives every second user any of the ten. Two of the
curves cross: which ε do you ship if the prompts live for a day, and which if
they live for a year? What would you change on the way?
`);
}

/** What a value of ε costs: thumbs-up lost so far, and how many of the last 500 users got the best prompt. */
function serve(epsilon: number): { lost: readonly number[]; servedBest: number } {
  const best = Math.max(...pleased);
  const lost = Array<number>(users / stride + 1).fill(0);
  let servedBest = 0;
  for (let run = 1; run <= runs; run += 1) {
    const rng = seededRandom(run);
    const estimates = pleased.map((): Estimate => ({ value: 0, count: 0 }));
    let lostSoFar = 0;
    for (let user = 1; user <= users; user += 1) {
      const values = estimates.map(({ value }) => value);
      const arm = epsilonGreedy(values, { epsilon, rng });
      const chance = pleased[arm] ?? 0;
      const reward = rng() * 100 < chance ? 1 : 0;
      estimates[arm] = updateEstimate(estimates[arm] ?? { value: 0, count: 0 }, reward);
      lostSoFar += (best - chance) / 100;
      const step = user / stride;
      if (Number.isInteger(step)) lost[step] = (lost[step] ?? 0) + lostSoFar / runs;
      if (user > users - 500 && chance === best) servedBest += 1;
    }
  }
  return { lost, servedBest: servedBest / (500 * runs) };
}

const map = ['........', '........', '........', 'S######G'];
const columns = 8;
const cells = map.join('');
const directions = [
  { arrow: '↑', down: -1, right: 0 },
  { arrow: '→', down: 0, right: 1 },
  { arrow: '↓', down: 1, right: 0 },
  { arrow: '←', down: 0, right: -1 },
];
const gamma = 0.9;

function showLake(): void {
  const dry = lake(0);
  console.log(`2. A lake: start S, goal G worth 100, six holes # worth -100, gamma ${gamma}. The
value of each cell on dry ground, while your valueIteration sweeps:
`);
  const after = (sweeps: number) =>
    framed(
      `after ${sweeps} sweep${sweeps === 1 ? '' : 's'}`,
      valueIteration(dry, { gamma, sweeps }).map((value) => (value === 0 ? '·' : value.toFixed(0))),
    );
  console.log(`${beside(after(1), after(3))}\n\n${beside(after(6), after(10))}\n`);

  const onDry = valueIteration(dry, { gamma, sweeps: 60 });
  const ice = lake(0.1);
  const onIce = valueIteration(ice, { gamma, sweeps: 60 });
  console.log('The best step from each cell. On ice, one step in five slips to the side:\n');
  console.log(beside(framed('dry', arrows(dry, onDry)), framed('ice', arrows(ice, onIce))));
  const start = cells.indexOf('S');
  const shortest = discountedReturn([...Array<number>(8).fill(0), 100], gamma);
  console.log(`
On dry ground nine steps lead from S to G, and the last one brings 100: worth
${shortest.toFixed(1)} by your discountedReturn. By your valueIteration S is worth ${(onDry[start] ?? 0).toFixed(1)}, and
${(onIce[start] ?? 0).toFixed(1)} on ice. Why does the agent on ice push against the wall at S, and turn
away from the goal above the holes? How slippery must it be for you to do so?
`);
}

/** The lake as a Markov decision process: `slip` is the probability of each of the two sideways steps. */
function lake(slip: number): Mdp {
  return [...cells].map((_, state) =>
    directions.map((_direction, wanted) =>
      [
        { turn: 0, probability: 1 - 2 * slip },
        { turn: 1, probability: slip },
        { turn: 3, probability: slip },
      ]
        .filter(({ probability }) => probability > 0)
        .map(({ turn, probability }) => stepFrom(state, (wanted + turn) % 4, probability)),
    ),
  );
}

function stepFrom(state: number, direction: number, probability: number): Outcome {
  const { down = 0, right = 0 } = directions[direction] ?? {};
  const [row, column] = [Math.floor(state / columns) + down, (state % columns) + right];
  const isOff = row < 0 || row >= map.length || column < 0 || column >= columns;
  const nextState = isOff ? state : row * columns + column;
  const cell = cells[nextState];
  const reward = { G: 100, '#': -100 }[cell ?? ''] ?? 0;
  return { probability, reward, nextState, terminated: reward !== 0 };
}

function arrows(mdp: Mdp, values: readonly number[]): string[] {
  return mdp.map((actions) => {
    const worths = actions.map((outcomes) =>
      outcomes.reduce((sum, { probability, reward, nextState, terminated }) => {
        const later = terminated ? 0 : gamma * (values[nextState] ?? 0);
        return sum + probability * (reward + later);
      }, 0),
    );
    return directions[worths.indexOf(Math.max(...worths))]?.arrow ?? '?';
  });
}

function framed(title: string, texts: readonly string[]): string[] {
  const rows = map.map((_, row) =>
    [...cells]
      .map((cell, state) => (cell === '#' || cell === 'G' ? cell : (texts[state] ?? '')))
      .slice(row * columns, (row + 1) * columns)
      .map((text) => text.padStart(4))
      .join(''),
  );
  return [`  ${title}`, ...rows];
}

function beside(left: readonly string[], right: readonly string[]): string {
  return left.map((line, i) => `${line.padEnd(38)}${right[i] ?? ''}`.trimEnd()).join('\n');
}

function showRewardHacking(): void {
  const rng = seededRandom(5);
  const taste = [2, 0.5];
  const anyAnswer = () => [rng() < 0.5 ? 1 : 0, 1 + Math.floor(rng() * 4)];
  const comparisons = Array.from({ length: 400 }, (): Comparison => {
    const [one, other] = [anyAnswer(), anyAnswer()];
    const p = preferenceProbability(rewardOf(taste, one), rewardOf(taste, other));
    return rng() < p ? { chosen: one, rejected: other } : { chosen: other, rejected: one };
  });
  const weights = fitReward(comparisons, { learningRate: 0.5, steps: 400 });

  console.log(`3. 400 times, somebody chose between two answers of 100 to 400 words. Most
wanted the right answer, and a little the longer one. Your fitReward found:
being right pays ${(weights[0] ?? 0).toFixed(2)}, every 100 words pay ${(weights[1] ?? 0).toFixed(2)}. How does it judge these?
`);
  const answers = [
    [1, 1],
    [1, 4],
    [0, 4],
    [0, 20],
  ] as const;
  const rewards = answers.map((answer) => rewardOf(weights, answer));
  console.log(
    table({
      columns: ['answer', 'reward', 'preferred to the first'],
      rows: answers.map(([isRight, hundreds], i) => [
        `${isRight ? 'right' : 'wrong'}, ${hundreds * 100} words`,
        (rewards[i] ?? 0).toFixed(2),
        percent(preferenceProbability(rewards[i] ?? 0, rewards[0] ?? 0)),
      ]),
      align: ['left', 'right', 'right'],
    }),
  );
  console.log(`
Nobody ever saw an answer of 2000 words, and the weights fit what people chose.
What will a model write that is tuned to make this reward large, and how would
you notice?`);
}

function rewardOf(weights: readonly number[], features: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

showRegret();
showLake();
showRewardHacking();
