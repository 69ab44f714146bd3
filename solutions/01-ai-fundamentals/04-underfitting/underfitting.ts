import { Matrix, solve } from 'ml-matrix';

/** A row with one input and the true value for it. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A trained model: gives its prediction for an input. */
export type Predict = (x: number) => number;

/** A trained polynomial. */
export interface Polynomial {
  /** `weights[i]` belongs to the i-th power of x, so the first is the intercept. */
  readonly weights: readonly number[];
  readonly predict: Predict;
}

/** A data set in two parts, in random order. */
export interface Parts {
  readonly train: readonly Point[];
  readonly validation: readonly Point[];
}

export interface LearningCurveOptions {
  /** Trains a model on these rows. */
  readonly fitModel: (points: readonly Point[]) => Predict;
  /** How good predictions are, given the true values and the predictions, in this order. */
  readonly score: (y: readonly number[], yHat: readonly number[]) => number;
  /** With how many training rows to try. */
  readonly trainSizes: readonly number[];
}

/** The scores of a model that was trained on `trainSize` rows. */
export interface CurvePoint {
  readonly trainSize: number;
  /** On the rows that the model was trained on. */
  readonly trainScore: number;
  /** On all validation rows. */
  readonly validationScore: number;
}

/**
 * Finds the polynomial of a given degree with the least squares: the smallest sum of squared residuals.
 *
 * @param points what to fit; they are left as they are
 * @param options.degree the highest power of x: 0 for a constant, 1 for a line, 2 for a parabola
 * @throws RangeError naming `degree` when it is not a whole number from 0 up, and naming `points` when
 *   they have fewer than degree + 1 different values of x
 * @see https://en.wikipedia.org/wiki/Polynomial_regression
 *
 * @example
 * const line = fitPolynomial([{ x: 1, y: 4 }, { x: 2, y: 5 }, { x: 3, y: 6 }], { degree: 1 });
 * line.weights; // [3, 1]: 3 + 1 · x
 * line.predict(10); // 13
 */
export function fitPolynomial(
  points: readonly Point[],
  { degree }: { readonly degree: number },
): Polynomial {
  //#region solution
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
  //#endregion
}

/**
 * R², the coefficient of determination: how much better predictions are than the mean of the true values.
 *
 * R² = 1 − (sum of squared residuals) / (sum of squared distances of y from its own mean).
 *
 * @param y the true values
 * @param yHat the predictions for the same rows, in the same order
 * @returns 1 for perfect predictions, 0 for those no better than the mean, below 0 for worse ones
 * @throws RangeError naming `yHat` when it is not as long as `y`, and naming `y` when its values are all
 *   the same or there are none
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.r2_score.html
 *
 * @example
 * rSquared([2, 3, 7], [3, 3, 5]); // 0.6429, rounded: 1 − 5 / 14
 */
export function rSquared(y: readonly number[], yHat: readonly number[]): number {
  //#region solution
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
  //#endregion
}

/**
 * Scores a model trained on more and more rows: would still more of them help?
 *
 * @param data the rows to train on, of which each size takes the first, and the rows held back
 * @param options.fitModel trains a model on some rows and gives its predict function
 * @param options.score takes true values and predictions, such as {@link rSquared}
 * @param options.trainSizes how many training rows to take, one new model for each
 * @returns one entry for each size, in the order of `trainSizes`
 * @throws RangeError naming `trainSizes` when a size is not a whole number from 1 to the number of
 *   training rows
 * @see https://scikit-learn.org/stable/modules/learning_curve.html
 *
 * @example
 * const fitModel = (rows: readonly Point[]) => fitPolynomial(rows, { degree: 1 }).predict;
 * learningCurve({ train, validation }, { fitModel, score: rSquared, trainSizes: [50, 100] });
 * // two entries, for 50 and for 100 rows: { trainSize, trainScore, validationScore }
 */
export function learningCurve(
  { train, validation }: Parts,
  { fitModel, score, trainSizes }: LearningCurveOptions,
): CurvePoint[] {
  //#region solution
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
  //#endregion
}

/**
 * The mean residual in each stretch of x. Near 0 everywhere: what is left looks like noise. A run of
 * signs: the model misses a shape.
 *
 * @param points in any order, no x twice; they are left as they are
 * @param options.predict the model to look at; a residual is y minus its prediction
 * @param options.bins how many groups of neighbouring points; when the sizes cannot be equal, the first
 *   groups get one point more
 * @returns one mean for each group, the group with the lowest x first
 * @throws RangeError naming `bins` when it is not a whole number from 1 to the number of points
 * @see Gelman and Hill, Data Analysis Using Regression (2006), section 5.6
 *
 * @example
 * const points = [{ x: 1, y: 3 }, { x: 2, y: 5 }, { x: 3, y: 4 }, { x: 4, y: 8 }];
 * binnedResiduals(points, { predict: () => 5, bins: 2 }); // [-1, 1]
 */
export function binnedResiduals(
  points: readonly Point[],
  { predict, bins }: { readonly predict: Predict; readonly bins: number },
): number[] {
  //#region solution
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
  //#endregion
}

/**
 * Ridge regression: least squares with a price on every weight but the intercept.
 *
 * Finds the weights with the smallest (sum of squared residuals) + alpha · (w₁² + w₂² + …).
 *
 * @param points what to fit; they are left as they are
 * @param options.degree the highest power of x
 * @param options.alpha the price, 0 or more: 0 is least squares, a very large one leaves only the mean
 * @throws RangeError naming `alpha` when it is below 0
 * @see https://scikit-learn.org/stable/modules/linear_model.html#ridge-regression-and-classification
 *
 * @example
 * fitRidge([{ x: 1, y: 1 }, { x: 3, y: 3 }], { degree: 1, alpha: 2 }).weights; // [1, 0.5]
 */
export function fitRidge(
  points: readonly Point[],
  { degree, alpha }: { readonly degree: number; readonly alpha: number },
): Polynomial {
  //#region solution
  if (!(alpha >= 0)) throw new RangeError(`alpha must be 0 or more, but it is ${alpha}.`);
  const rows = points.map(({ x }) => powersOf(x, degree));
  const ys = points.map(({ y }) => y);
  for (let weight = 1; weight <= degree; weight += 1) {
    const columns = Array.from({ length: degree + 1 }, (_, column) => column);
    rows.push(columns.map((column) => (column === weight ? Math.sqrt(alpha) : 0)));
    ys.push(0);
  }
  return polynomialWith(leastSquares(rows, ys));
  //#endregion
}

//#region solution
function powersOf(x: number, degree: number): number[] {
  return Array.from({ length: degree + 1 }, (_, power) => x ** power);
}

function leastSquares(rows: readonly number[][], ys: readonly number[]): number[] {
  return solve(new Matrix(rows), Matrix.columnVector(ys)).to1DArray();
}

function polynomialWith(weights: readonly number[]): Polynomial {
  return {
    weights,
    predict: (x) => sumOf(weights.map((weight, power) => weight * x ** power)),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}
//#endregion
