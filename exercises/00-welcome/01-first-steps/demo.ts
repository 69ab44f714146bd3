import { barChart, table } from '#kit/charts';
import { iris } from '#kit/datasets/iris';
import { penguins } from '#kit/datasets/penguins';
import { sensorDeviations, sensorReadings } from '#kit/datasets/sensor-network';
import { accuracy, baselineAccuracy } from './first-steps.ts';

interface Predictor {
  readonly name: string;
  readonly yTrue: readonly string[];
  readonly yPred: readonly string[];
}

const repeat = (label: string, times: number) => new Array<string>(times).fill(label);

const tornadoes: Predictor = {
  name: 'Tornadoes, Finley 1884',
  yTrue: [...repeat('yes', 28), ...repeat('no', 72), ...repeat('yes', 23), ...repeat('no', 2680)],
  yPred: [...repeat('yes', 28), ...repeat('yes', 72), ...repeat('no', 23), ...repeat('no', 2680)],
};
const flowers: Predictor = {
  name: 'Irises, by their petals',
  yTrue: iris.map(({ species }) => species),
  yPred: iris.map(({ petalLength }) => {
    if (petalLength < 2.5) return 'setosa';
    return petalLength < 4.8 ? 'versicolor' : 'virginica';
  }),
};
const birds: Predictor = {
  name: 'Penguins, by their flippers',
  yTrue: penguins.map(({ species }) => species),
  yPred: penguins.map(({ flipperLength }) => ((flipperLength ?? 0) > 206 ? 'Gentoo' : 'Adelie')),
};
const deviations = sensorDeviations('humidity');
const alarms: Predictor = {
  name: 'Sensors, alarm when unusual',
  yTrue: sensorReadings.map(({ label }) => label),
  yPred: deviations.map((deviation) => (deviation > 2 ? 'event' : 'normal')),
};

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const rows = [flowers, birds, tornadoes, alarms].map(({ name, yTrue, yPred }) => ({
  name,
  cases: yTrue.length,
  own: accuracy(yTrue, yPred),
  baseline: baselineAccuracy(yTrue),
}));

console.log(
  barChart({
    title: 'How often each is right, and how often the baseline is that knows nothing',
    bars: rows.flatMap(({ name, own, baseline }) => [
      { label: name, value: own },
      { label: '  its baseline', value: baseline },
    ]),
    max: 1,
    format: percent,
  }),
);
console.log();
console.log(
  table({
    title: 'The same as errors',
    columns: ['', 'cases', 'baseline', 'own', 'of 100 errors, left'],
    rows: rows.map(({ name, cases, own, baseline }) => [
      name,
      cases,
      Math.round((1 - baseline) * cases),
      Math.round((1 - own) * cases),
      Math.round((100 * (1 - own)) / (1 - baseline)),
    ]),
  }),
);
console.log(`
The two with the highest accuracy are the two that add the least: both make
more errors than a rule that always gives the same answer. And still the alarm
finds events, and that rule finds none. Which of the two would you switch on,
and which number would have told you?`);
