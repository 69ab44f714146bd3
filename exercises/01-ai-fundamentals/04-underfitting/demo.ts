import { lineChart, table } from '#kit/charts';
import { anscombe } from '#kit/datasets/anscombe';
import { seededRandom } from '#kit/random';
import {
  fitPolynomial,
  learningCurve,
  type Point,
  type Predict,
  rSquared,
} from './underfitting.ts';

const office = `
The office of the lesson, on days between 4 and 32 °C, with noise of up to 8 kW
on what it draws. 480 more days are held back for validation.
`;

const closing = `
With 12 rows both models are useless. A hundred more lift degree 9 from -0.06 to
0.84 in validation: there was a gap between its two curves, and it closed. The
line's two curves had met at 0, and stayed. (A parabola has 0.82 with 12 rows.)

Sets I and III above gain next to nothing from a parabola. Do they underfit too?
What would you look at before you answer?`;

/** Fits a polynomial of the given degree; null where the points do not determine one. */
function fitted(points: readonly Point[], degree: number): Predict | null {
  const different = new Set(points.map(({ x }) => x)).size;
  return different > degree ? fitPolynomial(points, { degree }).predict : null;
}

function scoreOf(points: readonly Point[], predict: Predict | null): string {
  if (predict === null) return 'impossible';
  return rSquared(
    points.map(({ y }) => y),
    points.map(({ x }) => predict(x)),
  ).toFixed(2);
}

function showQuartet(): void {
  const rows = Object.entries(anscombe).map(([name, points]) => {
    const { weights, predict } = fitPolynomial(points, { degree: 1 });
    const [intercept = 0, slope = 0] = weights;
    const line = `${intercept.toFixed(2)} + ${slope.toFixed(2)} x`;
    return [name, line, scoreOf(points, predict), scoreOf(points, fitted(points, 2))];
  });
  console.log(
    table({
      title: 'Four data sets of 11 points, each fitted with a line and with a parabola',
      columns: ['set', 'line', 'R² of the line', 'R² of the parabola'],
      rows,
      align: ['left', 'left', 'right', 'right'],
    }),
  );
}

function showCurvedSet(): void {
  const xs = Array.from({ length: 61 }, (_, step) => 3 + step / 5);
  const curveOf = (degree: number) => {
    const { predict } = fitPolynomial(anscombe.II, { degree });
    return xs.map((x) => [x, predict(x)] as const);
  };
  // A gap after each point, so that the chart does not join them.
  const points = anscombe.II.flatMap(({ x, y }) => [[x, y] as const, [x, Number.NaN] as const]);
  console.log(
    `\n${lineChart({
      title: 'Set II, for which the line has the same R² as for the noise of set I',
      series: [
        { name: 'line', points: curveOf(1) },
        { name: 'parabola', points: curveOf(2) },
        { name: 'the 11 points', points },
      ],
      yRange: [2, 11],
    })}`,
  );
}

/** Days at random temperatures; what is drawn is 10 + (°C - 18)² / 5 kW, and noise of up to 8 kW. */
function officeDays(count: number): Point[] {
  const rng = seededRandom(1);
  return Array.from({ length: count }, () => {
    // In tens of degrees from 18 °C: with the ninth power of 32 the arithmetic would lose its digits.
    const x = 2.8 * (rng() - 0.5);
    return { x, y: 10 + 20 * x ** 2 + 16 * (rng() - 0.5) };
  });
}

function showLearningCurves(): void {
  const days = officeDays(600);
  const parts = { train: days.slice(0, 120), validation: days.slice(120) };
  const trainSizes = [12, 15, 18, 22, 26, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
  const curvesOf = (degree: number, name: string) => {
    const fitModel = (points: readonly Point[]) => fitPolynomial(points, { degree }).predict;
    const curve = learningCurve(parts, { fitModel, score: rSquared, trainSizes });
    return [
      { name: `${name} train`, points: curve.map((at) => [at.trainSize, at.trainScore] as const) },
      {
        name: `${name} validation`,
        points: curve.map((at) => [at.trainSize, at.validationScore] as const),
      },
    ];
  };
  console.log(office);
  const series = [...curvesOf(1, 'line'), ...curvesOf(9, 'degree 9')];
  console.log(
    lineChart({
      title: 'R² by the number of training rows',
      series,
      yRange: [-0.5, 1],
      height: 16,
      xLabel: 'training rows',
    }),
  );
}

showQuartet();
showCurvedSet();
showLearningCurves();
console.log(closing);
