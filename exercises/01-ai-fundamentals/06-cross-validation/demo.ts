import { table } from '#kit/charts';
import { iris, irisFeatures } from '#kit/datasets/iris';
import { seededRandom } from '#kit/random';
import {
  crossValScore,
  type Fold,
  kFold,
  nearestNeighbours,
  stratifiedKFold,
} from './cross-validation.ts';

const X = iris.map(irisFeatures);
const y = iris.map(({ species }) => species);
const species = [...new Set<string>(y)];
const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
/** How many flowers one character of a map stands for. */
const perMark = 3;

const closing = `Three folds in the order of the file fail loudly. Five lose five points, and no
score looks wrong: would you have asked? And if a colleague shows you one split
on which 25 neighbours win, what do you ask to see?`;

function showMaps(): void {
  const inOrder = kFold(y.length, { nSplits: 3 });
  const mixed = kFold(y.length, { nSplits: 3, rng: seededRandom(1) });
  const maps = [mapOf('kFold, in the order of the file', inOrder), mapOf('kFold, mixed', mixed)];
  console.log('150 irises, sorted by species, and a model that asks the 5 nearest flowers.');
  console.log(
    `Which rows does each fold hold back? (█ all, ▒ some, · none of ${perMark} flowers)\n`,
  );
  console.log(maps.join('\n\n'));
}

function showScores(): void {
  const rows: [string, readonly Fold[]][] = [
    ['kFold 3, in the order of the file', kFold(y.length, { nSplits: 3 })],
    ['kFold 5, in the order of the file', kFold(y.length, { nSplits: 5 })],
    ['kFold 5, mixed', kFold(y.length, { nSplits: 5, rng: seededRandom(1) })],
    ['stratifiedKFold 5', stratifiedKFold(y, { nSplits: 5, rng: seededRandom(1) })],
  ];
  console.log(
    `\n${table({
      columns: ['5 neighbours, other folds', 'score of each fold, in %', 'mean'],
      align: ['left', 'left', 'right'],
      rows: rows.map(([name, folds]) => {
        const scores = scoresOf(5, folds);
        return [
          name,
          scores.map((score) => whole(score).padStart(3)).join('  '),
          oneDecimal(scores),
        ];
      }),
    })}`,
  );
}

function showChoice(): void {
  const runs = seeds.map((seed) => {
    const folds = stratifiedKFold(y, { nSplits: 5, rng: seededRandom(seed) });
    return { few: scoresOf(5, folds), many: scoresOf(25, folds) };
  });
  const oneSplit = runs.map(({ few: [few = 0], many: [many = 0] }) => ({ few, many }));
  const fiveFolds = runs.map(({ few, many }) => ({ few: mean(few), many: mean(many) }));

  console.log(
    `\nWhich is better, 5 neighbours or 25? Asked ${seeds.length} times, with other seeds.\n`,
  );
  console.log(
    table({
      columns: ['score of 5 neighbours', 'on one split', 'mean of five folds'],
      align: ['right', 'left', 'left'],
      rows: Array.from({ length: 11 }, (_, step) => [
        `${90 + step} %`,
        bar(oneSplit, 90 + step),
        bar(fiveFolds, 90 + step),
      ]),
    }),
  );
  const verdict = (name: string, isSo: (difference: number) => boolean) => [
    name,
    ...[oneSplit, fiveFolds].map(
      (all) => `${all.filter(({ few, many }) => isSo(rounded(few - many))).length} times`,
    ),
  ];
  console.log(
    `\n${table({
      columns: ['what you would conclude', 'from one split', 'from five folds'],
      align: ['left', 'right', 'right'],
      rows: [
        verdict('5 neighbours are better', (difference) => difference > 0),
        verdict('no difference', (difference) => difference === 0),
        verdict('25 neighbours are better', (difference) => difference < 0),
      ],
    })}`,
  );
  console.log(`\n${closing}`);
}

function mapOf(title: string, folds: readonly Fold[]): string {
  const scores = scoresOf(5, folds);
  return table({
    title,
    columns: ['fold', ...species, 'score'],
    align: ['right', 'left', 'left', 'left', 'right'],
    rows: folds.map(({ validation }, fold) => {
      const held = new Set(validation);
      return [
        fold + 1,
        ...species.map((name) => marks(name, held)),
        `${whole(scores[fold] ?? 0)} %`,
      ];
    }),
  });
}

/** One mark for each few flowers of a species. */
function marks(name: string, held: ReadonlySet<number>): string {
  const rows = [...y.keys()].filter((row) => y[row] === name);
  let text = '';
  for (let start = 0; start < rows.length; start += perMark) {
    const some = rows.slice(start, start + perMark);
    const count = some.filter((row) => held.has(row)).length;
    text += count === 0 ? '·' : count === some.length ? '█' : '▒';
  }
  return text;
}

function scoresOf(neighbours: number, folds: readonly Fold[]): number[] {
  return crossValScore({ makeModel: () => nearestNeighbours(neighbours), X, y, folds });
}

function bar(runs: readonly { readonly few: number }[], percent: number): string {
  const times = runs.filter(({ few }) => Math.round(100 * few) === percent).length;
  return times === 0 ? '' : `${'█'.repeat(Math.floor(times / 3)) || '▏'} ${times}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function whole(share: number): string {
  return (100 * share).toFixed(0);
}

function oneDecimal(scores: readonly number[]): string {
  return `${(100 * mean(scores)).toFixed(1)} %`;
}

/** Equal scores stay equal: sums of thirds and fifths differ in the last digit. */
function rounded(difference: number): number {
  return Math.round(difference * 1e9) / 1e9;
}

showMaps();
showScores();
showChoice();
