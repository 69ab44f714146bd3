import { lineChart, table } from '#kit/charts';
import { type Iris, iris, irisFeatures } from '#kit/datasets/iris';
import {
  type Clustering,
  kMeans,
  knnClassify,
  type Labelled,
  leaveOneOutAccuracy,
} from './supervised-unsupervised.ts';

const rows = iris.map(irisFeatures);
const flowers: Labelled = { rows, labels: iris.map(({ species }) => species) };
const speciesNames = ['setosa', 'versicolor', 'virginica'];

function showSupervised(): void {
  console.log('1. With labels: 150 irises, each with four lengths and its species.\n');
  console.log(
    table({
      columns: ['neighbours', 'right on its own training rows', 'right on rows left out'],
      rows: [1, 5, 15, 49, 149].map((nNeighbors) => {
        const ownRows = flowers.labels.filter(
          (label, i) => knnClassify(flowers, rows[i] ?? [], { nNeighbors }) === label,
        );
        const leftOut = leaveOneOutAccuracy(flowers, (train, row) =>
          knnClassify(train, row, { nNeighbors }),
        );
        return [`${nNeighbors}`, percent(ownRows.length / rows.length), percent(leftOut)];
      }),
      align: ['right', 'right', 'right'],
    }),
  );
  console.log(`
One neighbour is never wrong about a flower that it has seen, since each finds
itself. When 149 of the 150 vote, the species are one vote apart: which flower
has no vote in the middle column, and which in the last?
`);
}

function showUnsupervised(): void {
  console.log('2. Without labels: the same lengths, and three clusters to be found.\n');
  const apart = kMeans(rows, { start: rowsAt(0, 50, 100) });
  const close = kMeans(rows, { start: rowsAt(0, 24, 49) });
  console.log(
    sideBySide(
      scatter('from the flowers 0, 50 and 100', apart),
      scatter('from the flowers 0, 24 and 49', close),
    ),
  );
  console.log(`\n${sideBySide(species(apart), species(close))}`);
  console.log(`
Both runs have come to their end: no flower is nearer to another centroid. Only
the inertia, ${apart.inertia.toFixed(2)} against ${close.inertia.toFixed(2)}, tells the poor start. And even the better
clusters are not the species: ${misplaced(apart)} flowers lie with another kind, where one
neighbour with labels gets ${mistakesOfOneNeighbour()} wrong. You can count that because the species are
known. If they were not, what would make you doubt the picture on the right?`);
}

function mistakesOfOneNeighbour(): number {
  const share = leaveOneOutAccuracy(flowers, (train, row) =>
    knnClassify(train, row, { nNeighbors: 1 }),
  );
  return Math.round((1 - share) * rows.length);
}

function rowsAt(...places: readonly number[]): number[][] {
  return places.map((i) => rows[i] ?? []);
}

function scatter(title: string, { clusters, centroids }: Clustering): string {
  return lineChart({
    title: `Start ${title}`,
    series: centroids.map((_, cluster) => ({
      name: `${cluster}`,
      points: iris.filter((_, i) => clusters[i] === cluster).flatMap(asDot),
    })),
    xLabel: 'petal length, cm',
    yLabel: 'sepal width, cm',
    xRange: [0, 7],
    yRange: [2, 4.5],
    width: 38,
    height: 12,
  });
}

/** A point, and a gap behind it, so that the chart does not join it to the next. */
function asDot({ petalLength, sepalWidth }: Iris): [number, number][] {
  return [
    [petalLength, sepalWidth],
    [Number.NaN, Number.NaN],
  ];
}

function species(clustering: Clustering): string {
  return table({
    columns: ['cluster', ...speciesNames],
    rows: countsOf(clustering).map((counts, cluster) => [`${cluster}`, ...counts]),
  });
}

function countsOf({ clusters, centroids }: Clustering): number[][] {
  return centroids.map((_, cluster) =>
    speciesNames.map(
      (name) =>
        iris.filter((flower, i) => flower.species === name && clusters[i] === cluster).length,
    ),
  );
}

/** How many flowers are not of the species that is most common in their cluster. */
function misplaced(clustering: Clustering): number {
  const placed = countsOf(clustering).map((counts) => Math.max(...counts));
  return iris.length - placed.reduce((sum, count) => sum + count, 0);
}

function sideBySide(left: string, right: string): string {
  const [leftLines, rightLines] = [left.split('\n'), right.split('\n')];
  return leftLines
    .map((line, i) => `${line.padEnd(40)}${rightLines[i] ?? ''}`.trimEnd())
    .join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

showSupervised();
showUnsupervised();
