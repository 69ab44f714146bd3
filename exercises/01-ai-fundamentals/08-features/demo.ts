import { barChart, table } from '#kit/charts';
import { type Penguin, penguins } from '#kit/datasets/penguins';
import { fitImputer, fitScaler, oneHot, type Row } from './features.ts';

const columns = ['beak length', 'beak depth', 'flipper', 'weight'];
const islands = ['Biscoe', 'Dream', 'Torgersen'];
/** A large Chinstrap. */
const chosen = 189;

const withGaps = penguins.map(({ beakLength, beakDepth, flipperLength, bodyMass }) => [
  beakLength,
  beakDepth,
  flipperLength,
  bodyMass,
]);
const rawRows = fitImputer(withGaps)(withGaps);
const scaledRows = fitScaler(rawRows)(rawRows);

function showShares(): void {
  console.log('Compare every two of 344 penguins by four measurements. How much of their');
  console.log('squared distance comes from each?\n');
  console.log(sharesOf('in millimetres and grams', rawRows));
  console.log(`\n${sharesOf('after your fitScaler', scaledRows)}\n`);
}

function sharesOf(title: string, rows: readonly Row[]): string {
  const sums = columns.map((_, column) =>
    rows.reduce((sum, row) => sum + sumOf(rows.map((other) => squared(row, other, column))), 0),
  );
  return barChart({
    title,
    bars: columns.map((label, i) => ({ label, value: (sums[i] ?? 0) / sumOf(sums) })),
    max: 1,
    width: 70,
    format: (share) => `${(100 * share).toFixed(2)} %`,
  });
}

function showNeighbours(): void {
  console.log('One large Chinstrap, and the five penguins most like it:\n');
  console.log(
    table({
      columns: ['', 'species', ...columns],
      rows: [
        ['the Chinstrap', ...described(chosen)],
        ...neighboursIn('raw', rawRows),
        ...neighboursIn('scaled', scaledRows),
      ],
      align: ['left', 'left', 'right', 'right', 'right', 'right'],
    }),
  );
  console.log('');
}

function neighboursIn(name: string, rows: readonly Row[]): string[][] {
  return nearest(rows, chosen).map((place, i) => [`${i + 1}. ${name}`, ...described(place)]);
}

function described(place: number): string[] {
  const units = ['mm', 'mm', 'mm', 'g'];
  const values = (rawRows[place] ?? []).map((value, i) => `${value} ${units[i]}`);
  return [penguins[place]?.species ?? '', ...values];
}

function showScores(): void {
  const inKilograms = rawRows.map((row) => row.map((value, i) => (i === 3 ? value / 1000 : value)));
  const ofIsland = oneHot(penguins.map(islandOf), { categories: islands });
  const ofTorgersen = oneHot(
    penguins.map(() => 'Torgersen'),
    { categories: islands },
  );
  const ofSex = oneHot(
    penguins.map(({ sex }) => sex),
    { categories: ['MALE', 'FEMALE'] },
  );
  const withIsland = joined(scaledRows, ofIsland);
  const elsewhere = joined(scaledRows, ofTorgersen);
  const tables: Seen[] = [
    { sees: 'measurements, mm and g', rows: rawRows, moved: rawRows },
    { sees: 'the same, weight in kg', rows: inKilograms, moved: inKilograms },
    { sees: 'scaled', rows: scaledRows, moved: scaledRows },
    { sees: 'scaled, island', rows: withIsland, moved: elsewhere },
    {
      sees: 'scaled, island, sex',
      rows: joined(withIsland, ofSex),
      moved: joined(elsewhere, ofSex),
    },
  ];
  const everywhere = [...penguins.keys()];
  const chinstraps = everywhere.filter((place) => penguins[place]?.species === 'Chinstrap');
  console.log('Let each penguin be named after its five neighbours. How many are right?\n');
  console.log(
    table({
      columns: ['the model sees', 'columns', 'right of 344', 'Chinstraps of 68', 'on Torgersen'],
      rows: tables.map(({ sees, rows, moved }) => [
        sees,
        rows[0]?.length ?? 0,
        everywhere.filter((place) => isRight(rows, place)).length,
        chinstraps.filter((place) => isRight(rows, place)).length,
        chinstraps.filter((place) => isRight(rows, place, moved[place])).length,
      ]),
    }),
  );
  console.log(`
From the first line to the second no penguin has changed, only a unit. With the
island the score is best: Chinstraps were met on Dream and nowhere else. Now let
each of them be met on Torgersen (last column). Which of these models has learned
something about penguins, and which would you take on next year's expedition?`);
}

interface Seen {
  readonly sees: string;
  readonly rows: readonly Row[];
  /** The same rows, if all had been met on Torgersen. */
  readonly moved: readonly Row[];
}

function islandOf({ island }: Penguin): string {
  return island;
}

function joined(left: readonly Row[], right: readonly Row[]): Row[] {
  return left.map((row, i) => [...row, ...(right[i] ?? [])]);
}

/** Whether most of the five neighbours of a penguin are of its species, seen as `row`. */
function isRight(rows: readonly Row[], place: number, row = rows[place]): boolean {
  const near = nearest(rows, place, row).map((other) => penguins[other]?.species);
  const votes = (one: string | undefined) => near.filter((other) => other === one).length;
  return near.toSorted((a, b) => votes(b) - votes(a))[0] === penguins[place]?.species;
}

/** The places of the five rows that are nearest to `row`, without the one at `place`. */
function nearest(rows: readonly Row[], place: number, row: Row = rows[place] ?? []): number[] {
  return rows
    .map((other, i) => ({ i, away: sumOf(row.map((_, column) => squared(row, other, column))) }))
    .filter(({ i }) => i !== place)
    .sort((a, b) => a.away - b.away)
    .slice(0, 5)
    .map(({ i }) => i);
}

function squared(a: Row, b: Row, column: number): number {
  return ((a[column] ?? Number.NaN) - (b[column] ?? Number.NaN)) ** 2;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

showShares();
showNeighbours();
showScores();
