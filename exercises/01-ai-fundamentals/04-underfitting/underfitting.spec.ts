import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anscombe } from '#kit/datasets/anscombe';
import { expectError } from '#kit/expect-error';
import {
  binnedResiduals,
  type CurvePoint,
  fitPolynomial,
  fitRidge,
  learningCurve,
  type Point,
  type Predict,
  rSquared,
} from './underfitting.ts';

/** What an office draws on five days (kW), by the temperature outside (°C): 10 + (x - 18)² / 5. */
const office = pointsOf([8, 30], [13, 15], [18, 10], [23, 15], [28, 30]);
/** On the line 3 + x. */
const onALine = pointsOf([1, 4], [2, 5], [3, 6]);
const quartet = [anscombe.I, anscombe.II, anscombe.III, anscombe.IV];

const anyValue = fc.integer({ min: -50, max: 50 });
/** One true value and one prediction a row; not all true values are the same. */
const anyPredictions = fc
  .array(fc.record({ y: anyValue, yHat: anyValue }), { minLength: 2, maxLength: 20 })
  .filter((rows) => rows.some(({ y }) => y !== rows[0]?.y));
/** Nine points, one for each x from -4 to 4, with any y. */
const anyNinePoints = fc
  .array(anyValue, { minLength: 9, maxLength: 9 })
  .map((ys) => ys.map((y, i) => ({ x: i - 4, y })));

describe('fitPolynomial', () => {
  it('continues the line that the points lie on', () => {
    const { predict } = fitPolynomial(onALine, { degree: 1 });
    expect(
      predict(10),
      `(1, 4), (2, 5) and (3, 6) lie on 3 + x, which is 13 for x = 10; you predict ${show(predict(10))}`,
    ).toBeCloseTo(13, 4);
  });

  it('gives the weights from the intercept up', () => {
    const weights = fitPolynomial(onALine, { degree: 1 }).weights.map(rounded);
    expect(
      weights,
      `The line is 3 + 1 · x, so the weights are 3 (the intercept) and 1, not ${weights.join(' and ')}`,
    ).toEqual([3, 1]);
  });

  // F. J. Anscombe, "Graphs in Statistical Analysis" (1973): y = 3.00 + 0.500 x for each of the four.
  // In exact fractions: 3.0001, 3.0009, 3.0025, 3.0017 and .5001, .5000, .4997, .4999.
  it('fits the same line to the four sets of Anscombe', () => {
    const lines = quartet.map((points) => {
      const { predict } = fitPolynomial(points, { degree: 1 });
      return `${predict(0).toFixed(2)} + ${(predict(1) - predict(0)).toFixed(2)} x`;
    });
    expect(
      lines,
      `Anscombe made four sets with the line 3.00 + 0.50 x; yours are ${lines.join(', ')}`,
    ).toEqual(['3.00 + 0.50 x', '3.00 + 0.50 x', '3.00 + 0.50 x', '3.00 + 0.50 x']);
  });

  it('lays a flat line through values that fall and rise again', () => {
    const { predict } = fitPolynomial(office, { degree: 1 });
    const drawn = office.map(({ x }) => rounded(predict(x)));
    expect(
      drawn,
      `The best line through 30, 15, 10, 15, 30 kW is 20 kW for every temperature; yours says ${drawn.join(', ')}`,
    ).toEqual([20, 20, 20, 20, 20]);
  });

  it('bends with degree 2 where a line cannot', () => {
    const { predict } = fitPolynomial(office, { degree: 2 });
    const drawn = [18, 28, 33].map((x) => rounded(predict(x)));
    expect(
      drawn,
      `The days lie on 10 + (x - 18)² / 5: 10 kW at 18 °C, 30 at 28 °C and 55 at 33 °C. You predict ${drawn.join(', ')}`,
    ).toEqual([10, 30, 55]);
  });

  // In exact fractions: -5.995734, 2.780839, -.126713.
  it('fits the curved set of Anscombe with a parabola', () => {
    const { predict } = fitPolynomial(anscombe.II, { degree: 2 });
    const values = [0, 10].map((x) => rounded(predict(x)));
    expect(
      values,
      `The parabola is -5.9957 + 2.7808 x - 0.1267 x²: -5.9957 at 0 and 9.1413 at 10. Yours is ${values.join(' and ')}`,
    ).toEqual([-5.9957, 9.1413]);
  });

  it('gives the mean as the polynomial of degree 0', () => {
    const { predict } = fitPolynomial(pointsOf([1, 4], [2, 5], [3, 9]), { degree: 0 });
    expect(
      predict(10),
      `A constant can at best be the mean, 6, wherever you ask; you predict ${show(predict(10))}`,
    ).toBeCloseTo(6, 4);
  });

  it('finds a polynomial again from points that lie on it', () => {
    const anyWeights = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(anyWeights, (weights) => {
        const truth = (x: number) => sum(weights.map((weight, power) => weight * x ** power));
        const points = [-3, -2, -1, 0, 1, 2, 3].map((x) => ({ x, y: truth(x) }));
        const { predict } = fitPolynomial(points, { degree: weights.length - 1 });
        expect(
          predict(4),
          `The weights ${weights.join(', ')} make ${truth(4)} of x = 4; you predict ${show(predict(4))}`,
        ).toBeCloseTo(truth(4), 4);
      }),
    );
  });

  it('leaves residuals whose mean is 0', () => {
    fc.assert(
      fc.property(anyNinePoints, fc.integer({ min: 1, max: 3 }), (points, degree) => {
        const { predict } = fitPolynomial(points, { degree });
        const mean = meanOf(points.map(({ x, y }) => y - predict(x)));
        expect(
          mean,
          `With an intercept the residuals cancel out; at degree ${degree} yours have the mean ${show(mean)}`,
        ).toBeCloseTo(0, 4);
      }),
    );
  });

  it('never fits its own points worse with a higher degree', () => {
    fc.assert(
      fc.property(anyNinePoints, fc.integer({ min: 1, max: 3 }), (points, degree) => {
        const simple = squaresLeft(points, fitPolynomial(points, { degree }).predict);
        const richer = squaresLeft(points, fitPolynomial(points, { degree: degree + 1 }).predict);
        expect(
          richer,
          `Squares left: ${show(simple)} at degree ${degree}, but ${show(richer)} at ${degree + 1}, which could do the same`,
        ).toBeLessThanOrEqual(simple + 1e-4);
      }),
    );
  });

  it('refuses a degree that is not a whole number from 0 up', () => {
    for (const degree of [-1, 1.5]) {
      expectError(() => fitPolynomial(office, { degree }), RangeError, 'degree');
    }
  });

  it('refuses points with too few different values of x', () => {
    const twoOfThree = pointsOf([1, 4], [1, 5], [3, 6]);
    expectError(() => fitPolynomial(twoOfThree, { degree: 2 }), RangeError, 'points');
    expectError(() => fitPolynomial([], { degree: 0 }), RangeError, 'points');
  });
});

describe('rSquared', () => {
  it('is the share of the squared distances from the mean that the model takes away', () => {
    const score = rSquared([2, 3, 7], [3, 3, 5]);
    expect(
      score,
      `The mean leaves squares of 14, the predictions leave 5: 1 - 5 / 14 is 0.6429, not ${show(score)}`,
    ).toBeCloseTo(0.6429, 4);
  });

  it('is 1 when every prediction is right', () => {
    const score = rSquared([2, 3, 7], [2, 3, 7]);
    expect(score, `Nothing is left over, and your R² is ${show(score)}`).toBeCloseTo(1, 9);
  });

  it('is 0 for the best line through values that fall and rise again', () => {
    const score = rSquared([30, 15, 10, 15, 30], [20, 20, 20, 20, 20]);
    expect(
      score,
      `That line predicts the mean every day, and so explains nothing; your R² is ${show(score)}`,
    ).toBeCloseTo(0, 9);
  });

  it('is below 0 for predictions that are worse than the mean', () => {
    const score = rSquared([1, 2, 3], [5, 2, 1]);
    expect(
      score,
      `The mean leaves squares of 2, these predictions leave 20: 1 - 20 / 2 is -9, not ${show(score)}`,
    ).toBeCloseTo(-9, 4);
  });

  it('sees that predictions are too high, though they rise and fall with the truth', () => {
    const score = rSquared([10, 20, 30, 40], [40, 50, 60, 70]);
    expect(
      score,
      `Every prediction is 30 too high, so the mean is better. 1 - 3600 / 500 is -6.2, not ${show(score)}`,
    ).toBeCloseTo(-6.2, 4);
  });

  // Correlation .816 in all four (Anscombe, 1973), and .816² = .67; recomputed: .6665, .6662, .6663, .6667.
  it('gives the line 3 + 0.5 x the same score on the four sets of Anscombe', () => {
    const scores = quartet.map((points) =>
      rSquared(
        points.map(({ y }) => y),
        points.map(({ x }) => 3 + 0.5 * x),
      ).toFixed(2),
    );
    expect(scores, `R² is 0.67 in each of the four, but you give ${scores.join(', ')}`).toEqual([
      '0.67',
      '0.67',
      '0.67',
      '0.67',
    ]);
  });

  it('is the same in any unit', () => {
    const anyFactor = fc.constantFrom(2, 10, 1000);
    fc.assert(
      fc.property(anyPredictions, anyFactor, anyValue, (rows, factor, offset) => {
        const before = rSquared(
          rows.map(({ y }) => y),
          rows.map(({ yHat }) => yHat),
        );
        const after = rSquared(
          rows.map(({ y }) => factor * y + offset),
          rows.map(({ yHat }) => factor * yHat + offset),
        );
        expect(
          after,
          `Times ${factor}, plus ${offset}: the same error in another unit, but R² went from ${show(before)} to ${show(after)}`,
        ).toBeCloseTo(before, 4);
      }),
    );
  });

  it('compares the squares left with those that the mean leaves, on any predictions', () => {
    fc.assert(
      fc.property(anyPredictions, (rows) => {
        const ys = rows.map(({ y }) => y);
        const mean = meanOf(ys);
        const left = sum(rows.map(({ y, yHat }) => (y - yHat) ** 2));
        const whole = sum(ys.map((y) => (y - mean) ** 2));
        const score = rSquared(
          ys,
          rows.map(({ yHat }) => yHat),
        );
        expect(
          score,
          `The mean leaves squares of ${show(whole)}, the predictions ${show(left)}, and your R² is ${show(score)}`,
        ).toBeCloseTo(1 - left / whole, 4);
      }),
    );
  });

  it('refuses predictions that are not as many as the true values', () => {
    expectError(() => rSquared([1, 2, 3], [1, 2]), RangeError, 'yHat');
  });

  it('refuses true values that are all the same, or none', () => {
    expectError(() => rSquared([4, 4, 4], [3, 4, 5]), RangeError, 'y');
    expectError(() => rSquared([], []), RangeError, 'y');
  });
});

describe('learningCurve', () => {
  const parts = {
    train: pointsOf([0, 1], [1, 3], [2, 8], [3, 4]),
    validation: pointsOf([0, 2], [1, 5], [2, 8]),
  };
  const predictMean = (points: readonly Point[]): Predict => {
    const mean = meanOf(points.map(({ y }) => y));
    return () => mean;
  };
  const squaredError = (y: readonly number[], yHat: readonly number[]) =>
    meanOf(y.map((value, i) => (value - (yHat[i] ?? Number.NaN)) ** 2));

  it('scores a model of each size on its own rows and on the validation rows', () => {
    const curve = learningCurve(parts, {
      fitModel: predictMean,
      score: squaredError,
      trainSizes: [2, 4],
    });
    expect(
      curve.map(inWords),
      'The first 2 rows have the mean 2: squared errors of 1 there and 15 in validation. All 4 have the mean 4: 6.5 and 7',
    ).toEqual(['2 rows: train 1, validation 15', '4 rows: train 6.5, validation 7']);
  });

  it('scores the training part on the rows that the model has seen', () => {
    const [small] = learningCurve(parts, {
      fitModel: predictMean,
      score: squaredError,
      trainSizes: [1],
    });
    expect(
      rounded(small?.trainScore ?? Number.NaN),
      `A model trained on one row predicts that row, an error of 0; your training error is ${show(small?.trainScore)}`,
    ).toBe(0);
  });

  it('takes all validation rows for each size', () => {
    const curve = learningCurve(parts, {
      fitModel: predictMean,
      score: (y) => y.length,
      trainSizes: [1, 2, 4],
    });
    const found = curve.map(({ validationScore }) => validationScore);
    expect(
      found,
      `There are 3 validation rows, whatever the training size; you scored ${found.join(', ')} of them`,
    ).toEqual([3, 3, 3]);
  });

  it('hands the truth first and the predictions second to score', () => {
    const [small] = learningCurve(parts, {
      fitModel: () => () => 4,
      score: (y, yHat) => meanOf(y) - meanOf(yHat),
      trainSizes: [2],
    });
    expect(
      small && inWords(small),
      'The truth has the mean 2 in the first two rows and 5 in validation, the model says 4: truth less prediction is -2 and 1',
    ).toBe('2 rows: train -2, validation 1');
  });

  it('shows that more rows do not lift a line on a curve', () => {
    // y = x² at 0, 1, -1, 2, -2, …: 3, 11 or 21 of them lie evenly around 0, so the best line is flat, at
    // the mean. R² is then 0 in training. In validation (x from -9.5 to 9.5, mean of x² 33.25, variance of
    // x² 877.8) it is -(33.25 - mean)² / 877.8, and the means are 2/3, 10 and 36.67.
    const onCurve = (x: number) => ({ x, y: x ** 2 });
    const train = Array.from({ length: 21 }, (_, i) =>
      onCurve((i % 2 === 0 ? -1 : 1) * Math.ceil(i / 2)),
    );
    const validation = Array.from({ length: 20 }, (_, i) => onCurve(i - 9.5));
    const curve = learningCurve(
      { train, validation },
      { fitModel: bestLine, score: oneLessErrorShare, trainSizes: [3, 11, 21] },
    );
    expect(
      curve.map(inWords),
      'Whether it has 3 rows of the parabola or 21, the best line is flat: R² never gets above 0, in training or in validation',
    ).toEqual([
      '3 rows: train 0, validation -1.2095',
      '11 rows: train 0, validation -0.6158',
      '21 rows: train 0, validation -0.0133',
    ]);
  });

  it('learns nothing from a validation row', () => {
    const curveWith = (y: number) =>
      learningCurve(
        { ...parts, validation: pointsOf([0, y]) },
        { fitModel: predictMean, score: squaredError, trainSizes: [2, 4] },
      );
    const scores = curveWith(1e6).map(({ trainScore }) => rounded(trainScore));
    expect(
      scores,
      `A validation row turned into a million, and the training errors 1 and 6.5 are now ${scores.join(' and ')}`,
    ).toEqual([1, 6.5]);
  });

  it('keeps to the definition on any rows and sizes', () => {
    const anyPoints = fc.array(fc.record({ x: anyValue, y: anyValue }), {
      minLength: 1,
      maxLength: 12,
    });
    const anySizes = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyPoints, anyPoints, anySizes, (train, validation, numbers) => {
        const trainSizes = numbers.map((number) => (number % train.length) + 1);
        const curve = learningCurve(
          { train, validation },
          { fitModel: predictMean, score: squaredError, trainSizes },
        );
        expect(
          curve.map(({ trainSize }) => trainSize),
          `One entry is due for each size, in the order ${trainSizes.join(', ')}`,
        ).toEqual(trainSizes);
        for (const { trainSize, trainScore, validationScore } of curve) {
          const rows = train.slice(0, trainSize);
          const predicted = meanOf(rows.map(({ y }) => y));
          const errorOn = (points: readonly Point[]) =>
            meanOf(points.map(({ y }) => (y - predicted) ** 2));
          const words = `The first ${trainSize} of ${train.length} rows have the mean ${show(predicted)}`;
          expect(
            trainScore,
            `${words}, a squared error of ${show(errorOn(rows))} on these rows; your training score is ${show(trainScore)}`,
          ).toBeCloseTo(errorOn(rows), 4);
          expect(
            validationScore,
            `${words}, a squared error of ${show(errorOn(validation))} in validation; your score is ${show(validationScore)}`,
          ).toBeCloseTo(errorOn(validation), 4);
        }
      }),
    );
  });

  it('refuses a size that is not a whole number of the training rows', () => {
    for (const size of [0, 1.5, 5]) {
      expectError(
        () =>
          learningCurve(parts, {
            fitModel: predictMean,
            score: squaredError,
            trainSizes: [2, size],
          }),
        RangeError,
        'trainSizes',
      );
    }
  });
});

describe('binnedResiduals', () => {
  const unsorted = pointsOf([4, 8], [1, 3], [3, 4], [2, 5]);

  it('gives the mean residual of each group, with its sign', () => {
    const means = binnedResiduals(pointsOf([1, 3], [2, 5], [3, 4], [4, 8]), {
      predict: () => 5,
      bins: 2,
    }).map(rounded);
    expect(
      means,
      `The residuals are -2 and 0, then -1 and 3, so the means are -1 and 1, not ${means.join(' and ')}`,
    ).toEqual([-1, 1]);
  });

  it('groups the points by x, not by their place in the list', () => {
    const means = binnedResiduals(unsorted, { predict: () => 5, bins: 2 }).map(rounded);
    expect(
      means,
      `By x the residuals are -2, 0, -1, 3, so the means are -1 and 1, not ${means.join(' and ')}`,
    ).toEqual([-1, 1]);
  });

  it('makes groups of equal size, however the points are spread', () => {
    const points = pointsOf([1, 2], [2, 4], [3, 6], [4, 3], [50, 5], [60, 9], [100, 8]);
    const means = binnedResiduals(points, { predict: () => 5, bins: 3 }).map(rounded);
    expect(
      means,
      `Seven points make groups of 3, 2 and 2. The residuals -3, -1, 1 | -2, 0 | 4, 3 have the means -1, -1 and 3.5, not ${means.join(', ')}`,
    ).toEqual([-1, -1, 3.5]);
  });

  // Groups of 4, 4 and 3 points. By hand from the published values: the residuals of I sum to -1.00, 1.13
  // and -0.12, those of II to -1.77, 4.31 and -2.53.
  it('tells the curved set of Anscombe from the noisy one, where R² is the same', () => {
    const meansOf = (points: readonly Point[]) =>
      binnedResiduals(points, { predict: (x) => 3 + 0.5 * x, bins: 3 })
        .map(show)
        .join(', ');
    expect(
      `I: ${meansOf(anscombe.I)} II: ${meansOf(anscombe.II)}`,
      'Around the line 3 + 0.5 x, set II lies below, above and below again; set I stays near it',
    ).toBe('I: -0.25, 0.2825, -0.04 II: -0.4425, 1.0775, -0.8433');
  });

  it('puts every point into one group, whatever the order', () => {
    const anyPoints = fc.uniqueArray(fc.record({ x: anyValue, y: anyValue }), {
      selector: ({ x }) => x,
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(anyPoints, fc.nat(), (points, number) => {
        const bins = (number % points.length) + 1;
        const predict = (x: number) => 2 * x;
        const means = binnedResiduals(points, { predict, bins });
        const sizes = means.map(
          (_, bin) => Math.floor(points.length / bins) + (bin < points.length % bins ? 1 : 0),
        );
        const total = sum(means.map((mean, bin) => mean * (sizes[bin] ?? 0)));
        const due = sum(points.map(({ x, y }) => y - predict(x)));
        const words = `${points.length} points in ${bins} groups of ${sizes.join(', ')}`;
        expect(means.length, `${words}: you give ${means.length} means`).toBe(bins);
        expect(
          total,
          `${words}: the residuals sum to ${show(due)}, your means times the sizes to ${show(total)}`,
        ).toBeCloseTo(due, 4);
      }),
    );
  });

  it('leaves the points it was given in their order', () => {
    const points = [...unsorted];
    binnedResiduals(points, { predict: () => 5, bins: 2 });
    expect(
      points.map(({ x }) => x),
      "You reordered the caller's own array: whatever it was lined up with no longer fits",
    ).toEqual([4, 1, 3, 2]);
  });

  it('refuses a number of groups that is not a whole number of the points', () => {
    for (const bins of [0, 1.5, 5]) {
      expectError(() => binnedResiduals(unsorted, { predict: () => 5, bins }), RangeError, 'bins');
    }
  });
});

describe('fitRidge', () => {
  // The slope is 2 / (2 + 6), and the line still goes through the mean point (2, 2).
  it('pays for a flatter line with larger residuals', () => {
    const { predict } = fitRidge(pointsOf([1, 1], [3, 3]), { degree: 1, alpha: 6 });
    const values = [0, 1, 3].map((x) => rounded(predict(x)));
    expect(
      values,
      `With alpha 6 the line through (1, 1) and (3, 3) becomes 1.5 + 0.25 x: 1.5, 1.75 and 2.25 at 0, 1 and 3, not ${values.join(', ')}`,
    ).toEqual([1.5, 1.75, 2.25]);
  });

  it('is least squares when alpha is 0', () => {
    const weights = fitRidge(onALine, { degree: 1, alpha: 0 }).weights.map(rounded);
    expect(
      weights,
      `Without a price the line is 3 + 1 · x, and your weights are ${weights.join(' and ')}`,
    ).toEqual([3, 1]);
  });

  // The slope of a ridge line is Σ(x - x̄)(y - ȳ) / (Σ(x - x̄)² + alpha), and Σ(x - x̄)² is 110 in set I.
  it('halves the slope of the first set of Anscombe with alpha 110', () => {
    const { predict } = fitRidge(anscombe.I, { degree: 1, alpha: 110 });
    const slope = predict(1) - predict(0);
    expect(
      slope,
      `The squared distances of x from its mean sum to 110, so alpha 110 halves 0.5001 to 0.2500; yours is ${show(slope)}`,
    ).toBeCloseTo(0.25, 3);
  });

  it('ends at the mean of y when alpha is very large', () => {
    const { predict } = fitRidge(anscombe.I, { degree: 1, alpha: 1e9 });
    const values = [0, 9, 19].map((x) => predict(x).toFixed(2));
    expect(
      values,
      `Only the intercept is free, so every prediction is the mean of y, 7.50; yours are ${values.join(', ')}`,
    ).toEqual(['7.50', '7.50', '7.50']);
  });

  // By hand: w₁ = Σxy / (Σx² + 4) = 9 / 14; 5w₀ + 10w₂ = 25 and 10w₀ + 38w₂ = 69 give 26/9 and 19/18.
  it('puts a price on every weight but the intercept', () => {
    const points = pointsOf([-2, 6], [-1, 2], [0, 4], [1, 3], [2, 10]);
    const { predict } = fitRidge(points, { degree: 2, alpha: 4 });
    const values = [0, 1, 2].map((x) => rounded(predict(x)));
    expect(
      values,
      `The weights are 2.8889, 0.6429 and 1.0556, so 0, 1 and 2 give 2.8889, 4.5873 and 8.3968, not ${values.join(', ')}`,
    ).toEqual([2.8889, 4.5873, 8.3968]);
  });

  it('fits its own points worse the larger alpha is', () => {
    const anyAlpha = fc.constantFrom(0, 0.1, 1, 10, 100);
    fc.assert(
      fc.property(
        anyNinePoints,
        anyAlpha,
        fc.integer({ min: 0, max: 2 }),
        (points, alpha, degree) => {
          const larger = 2 * alpha + 1;
          const free = squaresLeft(points, fitRidge(points, { degree, alpha }).predict);
          const held = squaresLeft(points, fitRidge(points, { degree, alpha: larger }).predict);
          expect(
            held,
            `Squares left: ${show(free)} with alpha ${alpha}, but only ${show(held)} with ${larger}`,
          ).toBeGreaterThanOrEqual(free - 1e-4);
        },
      ),
    );
  });

  it('gives the slope of any line its formula', () => {
    fc.assert(
      fc.property(anyNinePoints, fc.integer({ min: 0, max: 200 }), (points, alpha) => {
        const { predict } = fitRidge(points, { degree: 1, alpha });
        // x runs from -4 to 4: its mean is 0 and its squares sum to 60.
        const due = sum(points.map(({ x, y }) => x * y)) / (60 + alpha);
        const slope = predict(1) - predict(0);
        expect(
          slope,
          `Σxy / (Σx² + alpha) is ${show(due)} with alpha ${alpha}; your slope is ${show(slope)}`,
        ).toBeCloseTo(due, 4);
      }),
    );
  });

  it('refuses an alpha below 0', () => {
    expectError(() => fitRidge(onALine, { degree: 1, alpha: -1 }), RangeError, 'alpha');
  });
});

function pointsOf(...pairs: readonly (readonly [x: number, y: number])[]): Point[] {
  return pairs.map(([x, y]) => ({ x, y }));
}

/** To four decimals, and no minus before a zero. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

function show(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? String(value) : String(rounded(value));
}

function inWords({ trainSize, trainScore, validationScore }: CurvePoint): string {
  return `${trainSize} rows: train ${show(trainScore)}, validation ${show(validationScore)}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function meanOf(values: readonly number[]): number {
  return sum(values) / values.length;
}

function squaresLeft(points: readonly Point[], predict: Predict): number {
  return sum(points.map(({ x, y }) => (y - predict(x)) ** 2));
}

/** The least-squares line by the formula of the textbooks, so that these specs need no other function. */
function bestLine(points: readonly Point[]): Predict {
  const center = meanOf(points.map(({ x }) => x));
  const mean = meanOf(points.map(({ y }) => y));
  const slope =
    sum(points.map(({ x, y }) => (x - center) * (y - mean))) /
    sum(points.map(({ x }) => (x - center) ** 2));
  return (x) => mean + slope * (x - center);
}

/** R², for the same reason. */
function oneLessErrorShare(y: readonly number[], yHat: readonly number[]): number {
  const mean = meanOf(y);
  const left = sum(y.map((value, i) => (value - (yHat[i] ?? Number.NaN)) ** 2));
  const whole = sum(y.map((value) => (value - mean) ** 2));
  // Values that differ by rounding noise alone are the same.
  return whole < 1e-9 ? Number.NEGATIVE_INFINITY : 1 - left / whole;
}
