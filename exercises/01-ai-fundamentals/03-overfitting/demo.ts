import { lineChart, table } from '#kit/charts';
import { irisFeatures } from '#kit/datasets/iris';
import { type NoisyIris, noisyIris } from '#kit/datasets/noisy-iris';
import { bestDepth, complexityCurve, type Row } from './overfitting.ts';

const species = ['setosa', 'versicolor', 'virginica'];
const depths = Array.from({ length: 12 }, (_, i) => i + 1);
const trainFlowers = noisyIris.slice(0, 90);
const validationFlowers = noisyIris.slice(90, 120);

const asNoted = (flower: NoisyIris): Row => rowOf(flower, flower.label);
const asItIs = (flower: NoisyIris): Row => rowOf(flower, flower.species);
const train = trainFlowers.map(asNoted);
const wrong = trainFlowers.filter((flower) => flower.label !== flower.species);

const curve = complexityCurve({ train, validation: validationFlowers.map(asNoted) }, depths);
const chosen = bestDepth(curve);

console.log(`150 irises; three of every ten labels are wrong. Somebody who knows each species
agrees with 70 % of them. 90 flowers to learn from, 30 to choose by.
`);
console.log(
  lineChart({
    title: '1. Share of labels that a tree gets right',
    series: [
      { name: 'training', points: curve.map((at) => [at.maxDepth, at.trainAccuracy]) },
      { name: 'validation', points: curve.map((at) => [at.maxDepth, at.validationAccuracy]) },
      { name: 'the expert, on both', points: depths.map((depth) => [depth, 0.7]) },
    ],
    xLabel: 'levels of the tree',
    yRange: [0.3, 1],
  }),
);

// The same trees on other rows: "validation" is whatever they are asked about.
const repeated = complexityCurve({ train, validation: wrong.map(asNoted) }, depths);
const known = complexityCurve({ train, validation: validationFlowers.map(asItIs) }, depths);
const rows = curve.flatMap(({ maxDepth, trainAccuracy, validationAccuracy }, i) => {
  if (![1, 2, 3, 4, 6, 8, 10, 12].includes(maxDepth)) return [];
  return [
    [
      maxDepth === chosen ? `${maxDepth} ◂ chosen` : `${maxDepth}`,
      percent(trainAccuracy),
      percent(validationAccuracy),
      points(trainAccuracy - validationAccuracy),
      `${count(repeated[i]?.validationAccuracy, wrong.length)} of ${wrong.length}`,
      `${count(known[i]?.validationAccuracy, validationFlowers.length)} of ${validationFlowers.length}`,
    ],
  ];
});
console.log(`
2. The same trees, asked two more questions

27 of the 90 training labels are wrong: how many of them does the tree repeat?
And how many of the 30 validation flowers does it know, once their labels are
put right?
`);
console.log(
  table({
    columns: ['levels', 'training', 'validation', 'gap', 'wrong repeated', 'really known'],
    rows,
    align: ['left', 'right', 'right', 'right', 'right', 'right'],
  }),
);

console.log(`
The last column is what you would want to know, and at work nobody has it: it
needs the truth about every flower. Which of the other columns would have led
you to the right tree, and which to the worst?`);

function rowOf(flower: NoisyIris, name: string): Row {
  return { features: irisFeatures(flower), label: species.indexOf(name) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(difference: number): string {
  return (100 * difference).toFixed(1);
}

function count(share = Number.NaN, of: number): number {
  return Math.round(share * of);
}
