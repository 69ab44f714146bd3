/**
 * A curve that is forced through the origin
 *
 * Your columns begin with x, so nothing stands for the constant, and every curve has to go through
 * (0, 0). A model of this kind says that a flat of 0 m² costs nothing and that a building at 0 °C
 * draws nothing, and bends the other weights to make up for it. The sign is that the residuals do
 * not cancel out. Look at the first column of a row: x⁰ is 1, and it needs a weight of its own.
 */
import { Matrix, solve } from 'ml-matrix';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Predict = (x: number) => number;

export interface Polynomial {
  readonly weights: readonly number[];
  readonly predict: Predict;
}

export interface Parts {
  readonly train: readonly Point[];
  readonly validation: readonly Point[];
}

export interface LearningCurveOptions {
  readonly fitModel: (points: readonly Point[]) => Predict;
  readonly score: (y: readonly number[], yHat: readonly number[]) => number;
  readonly trainSizes: readonly number[];
}

export interface CurvePoint {
  readonly trainSize: number;
  readonly trainScore: number;
  readonly validationScore: number;
}

export function fitPolynomial(
  points: readonly Point[],
  { degree }: { readonly degree: number },
): Polynomial {
  if (!(Number.isInteger(degree) && degree >= 0)) {
    throw new RangeError(`degree must be a whole number from 0 up, but it is ${degree}.`);
  }
  const different = new Set(points.map(({ x }) => x)).size;
  if (different <= degree) {
    throw new RangeError(
      `points has ${different} different values of x; degree ${degree} needs ${degree + 1}.`,
    );
  }
  const rows = points.map(({ x }) => powersOf(x, degree));
  const ys = points.map(({ y }) => y);
  return polynomialWith(leastSquares(rows, ys));
}

export function rSquared(y: readonly number[], yHat: readonly number[]): number {
  if (yHat.length !== y.length) {
    throw new RangeError(
      `yHat has ${yHat.length} predictions for the ${y.length} values of y: each needs one.`,
    );
  }
  if (new Set(y).size < 2) {
    throw new RangeError('y needs at least two different values, or there is nothing to explain.');
  }
  const mean = meanOf(y);
  const left = sumOf(y.map((value, i) => (value - (yHat[i] ?? Number.NaN)) ** 2));
  const whole = sumOf(y.map((value) => (value - mean) ** 2));
  return 1 - left / whole;
}

export function learningCurve(
  { train, validation }: Parts,
  { fitModel, score, trainSizes }: LearningCurveOptions,
): CurvePoint[] {
  const wrong = trainSizes.find(
    (size) => !(Number.isInteger(size) && size >= 1 && size <= train.length),
  );
  if (wrong !== undefined) {
    throw new RangeError(
      `trainSizes has ${wrong}, but must hold whole numbers from 1 to ${train.length}, the training rows.`,
    );
  }
  return trainSizes.map((trainSize) => {
    const rows = train.slice(0, trainSize);
    const predict = fitModel(rows);
    const scoreOn = (points: readonly Point[]) =>
      score(
        points.map(({ y }) => y),
        points.map(({ x }) => predict(x)),
      );
    return { trainSize, trainScore: scoreOn(rows), validationScore: scoreOn(validation) };
  });
}

export function binnedResiduals(
  points: readonly Point[],
  { predict, bins }: { readonly predict: Predict; readonly bins: number },
): number[] {
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= points.length)) {
    throw new RangeError(
      `bins must be a whole number from 1 to ${points.length}, the points, but it is ${bins}.`,
    );
  }
  const residuals = points.toSorted((a, b) => a.x - b.x).map(({ x, y }) => y - predict(x));
  const size = Math.floor(residuals.length / bins);
  const larger = residuals.length % bins;
  return Array.from({ length: bins }, (_, bin) => {
    const start = bin * size + Math.min(bin, larger);
    return meanOf(residuals.slice(start, start + size + (bin < larger ? 1 : 0)));
  });
}

export function fitRidge(
  points: readonly Point[],
  { degree, alpha }: { readonly degree: number; readonly alpha: number },
): Polynomial {
  if (!(alpha >= 0)) throw new RangeError(`alpha must be 0 or more, but it is ${alpha}.`);
  const rows = points.map(({ x }) => powersOf(x, degree));
  const ys = points.map(({ y }) => y);
  for (let weight = 0; weight < degree; weight += 1) {
    const columns = Array.from({ length: degree }, (_, column) => column);
    rows.push(columns.map((column) => (column === weight ? Math.sqrt(alpha) : 0)));
    ys.push(0);
  }
  return polynomialWith(leastSquares(rows, ys));
}

function powersOf(x: number, degree: number): number[] {
  return Array.from({ length: degree }, (_, column) => x ** (column + 1));
}

function leastSquares(rows: readonly number[][], ys: readonly number[]): number[] {
  return solve(new Matrix(rows), Matrix.columnVector(ys)).to1DArray();
}

function polynomialWith(weights: readonly number[]): Polynomial {
  return {
    weights,
    predict: (x) => sumOf(weights.map((weight, column) => weight * x ** (column + 1))),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}
