import { table } from '#kit/charts';
import { type Penguin, penguins } from '#kit/datasets/penguins';
import { seededRandom } from '#kit/random';
import { type Split, stratifiedSplit, trainTestSplit } from './train-test-split.ts';

const stratifyBy = ({ species }: Penguin) => species;

const theModel = `One model, four scores. It learns its penguins by heart, and gives a new one
the species of the most similar penguin it knows (by flipper, weight and beak).`;

const closing = `The model is the same in all four lines. The first says how well it remembers;
the second is mostly about a species that it has never met. If a colleague sends
you one of these numbers and nothing else, what do you ask first?`;

function showLuck(): void {
  const [shuffled, stratified]: [number[], number[]] = [[], []];
  for (let seed = 1; seed <= 200; seed++) {
    const plain = trainTestSplit(penguins, { testSize: 0.1, rng: seededRandom(seed) });
    shuffled.push(chinstrapsIn(plain.test));
    const options = { testSize: 0.1, rng: seededRandom(seed), stratifyBy };
    stratified.push(chinstrapsIn(stratifiedSplit(penguins, options).test));
  }
  const fewest = Math.min(...shuffled, ...stratified);
  const most = Math.max(...shuffled, ...stratified);
  const bar = (values: readonly number[], chinstraps: number) => {
    const times = values.filter((value) => value === chinstraps).length;
    return times === 0 ? '' : `${'█'.repeat(Math.floor(times / 5)) || '▏'} ${times}`;
  };

  console.log('344 penguins, 68 of them Chinstrap. A tenth is held back for testing, 200 times.');
  console.log('How many Chinstraps are in the test set? 6.7 of 34 are due.\n');
  console.log(
    table({
      columns: ['Chinstraps', 'trainTestSplit', 'stratifiedSplit'],
      align: ['right', 'left', 'left'],
      rows: Array.from({ length: most - fewest + 1 }, (_, step) => [
        fewest + step,
        bar(shuffled, fewest + step),
        bar(stratified, fewest + step),
      ]),
    }),
  );
}

function showScores(): void {
  const rows = penguins.filter(({ flipperLength }) => flipperLength !== null);
  const split = trainTestSplit(rows, { testSize: 0.4, rng: seededRandom(1) });
  const byClass = stratifiedSplit(rows, { testSize: 0.4, rng: seededRandom(1), stratifyBy });
  const fileOrder = {
    train: rows.slice(0, split.train.length),
    test: rows.slice(split.train.length),
  };

  console.log(`\n${theModel}\n`);
  console.log(
    table({
      columns: ['tested on', 'right', 'of', 'score'],
      align: ['left', 'right', 'right', 'right'],
      rows: [
        scoreOf('the rows it has learned', { train: split.train, test: split.train }),
        scoreOf('the last 40 % of the file', fileOrder),
        scoreOf('40 % by trainTestSplit', split),
        scoreOf('40 % by stratifiedSplit', byClass),
      ],
    }),
  );
  console.log(`\n${closing}`);
}

function chinstrapsIn(rows: readonly Penguin[]): number {
  return rows.filter(({ species }) => species === 'Chinstrap').length;
}

function scoreOf(testedOn: string, { train, test }: Split<Penguin>): string[] {
  const right = test.filter((penguin) => mostSimilar(penguin, train)?.species === penguin.species);
  const share = (100 * right.length) / test.length;
  return [testedOn, `${right.length}`, `${test.length}`, `${share.toFixed(0)} %`];
}

function mostSimilar(penguin: Penguin, known: readonly Penguin[]): Penguin | undefined {
  const distances = known.map((other) =>
    Math.hypot(
      (penguin.flipperLength ?? 0) - (other.flipperLength ?? 0),
      ((penguin.bodyMass ?? 0) - (other.bodyMass ?? 0)) / 100,
      (penguin.beakDepth ?? 0) - (other.beakDepth ?? 0),
    ),
  );
  return known[distances.indexOf(Math.min(...distances))];
}

showLuck();
showScores();
