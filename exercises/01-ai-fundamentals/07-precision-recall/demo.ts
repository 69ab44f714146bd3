import { formatNumber, lineChart, table } from '#kit/charts';
import { sensorDeviations, sensorReadings } from '#kit/datasets/sensor-network';
import { confusionMatrix, precisionRecallF1, thresholdForRecall } from './precision-recall.ts';

const positive = 'event';
const yTrue = sensorReadings.map(({ label }) => label);
// The score of a reading: how many standard deviations its humidity lies from its own sensor's mean.
const scores = sensorDeviations('humidity');

const alarmFrom = (threshold: number) =>
  scores.map((score) => (score >= threshold ? positive : 'normal'));
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

console.log(`Four sensors gave ${formatNumber(yTrue.length)} readings. During 149 of them somebody disturbed
the sensor on purpose: those are the events to find.
`);

const neverAlarm = alarmFrom(Number.POSITIVE_INFINITY);
const [normals = [], events = []] = confusionMatrix(yTrue, neverAlarm, {
  labels: ['normal', positive],
});
console.log(
  table({
    title: '1. The model that never raises an alarm',
    columns: ['', 'called normal', 'called event'],
    rows: [
      ['is normal', ...normals],
      ['is event', ...events],
    ],
    align: ['left', 'right', 'right'],
  }),
);
const ofNever = precisionRecallF1(yTrue, neverAlarm, { positive });
const accuracy = ((normals[0] ?? 0) + (events[1] ?? 0)) / yTrue.length;
console.log(
  `\nAccuracy ${percent(accuracy)}, precision ${ofNever.precision}, recall ${ofNever.recall}\n`,
);

const thresholds = Array.from({ length: 31 }, (_, i) => 0.25 + i / 8);
const curve = thresholds.map((threshold) => ({
  threshold,
  ...precisionRecallF1(yTrue, alarmFrom(threshold), { positive }),
}));
console.log(
  lineChart({
    title: '2. An alarm for humidity far from its usual value',
    series: [
      { name: 'precision', points: curve.map((at) => [at.threshold, at.precision]) },
      { name: 'recall', points: curve.map((at) => [at.threshold, at.recall]) },
    ],
    xLabel: 'threshold: standard deviations from the mean',
    yRange: [0, 1],
  }),
);

const rows = [0.6, 0.75, 0.9, 0.97].map((minRecall) => {
  const threshold = thresholdForRecall(yTrue, scores, { positive, minRecall });
  const yPred = alarmFrom(threshold);
  const [[quiet = 0, falseAlarms = 0] = [], [, found = 0] = []] = confusionMatrix(yTrue, yPred, {
    labels: ['normal', positive],
  });
  const { precision, recall } = precisionRecallF1(yTrue, yPred, { positive });
  return [
    `${(100 * minRecall).toFixed(0)} %`,
    threshold.toFixed(2),
    percent(recall),
    percent(precision),
    formatNumber(falseAlarms),
    ((found + falseAlarms) / found).toFixed(1),
    percent((quiet + found) / yTrue.length),
  ];
});
console.log(
  `\n${table({
    title: '3. What it takes to find more of the events',
    columns: [
      'wanted',
      'threshold',
      'recall',
      'precision',
      'false alarms',
      'looks per event',
      'accuracy',
    ],
    rows,
    align: Array<'right'>(7).fill('right'),
  })}`,
);

console.log(`
By accuracy, the model that never raises an alarm beats three of these rows. Is
it the one you want? A missed event costs 500 euros, a look at an alarm 5: which
row do you ship? And which one if a look costs 50?

(The thresholds were chosen on the same readings that they are scored on, to
draw the curve. To make a promise, choose on one part of the data and report on
another.)`);
