import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sensorDeviations, sensorReadings } from '#kit/datasets/sensor-network';
import { expectError } from '#kit/expect-error';
import {
  averagedScores,
  averagePrecision,
  confusionMatrix,
  fBeta,
  precisionRecallF1,
  thresholdForRecall,
} from './precision-recall.ts';

// 100 payments, 12 of them fraud. 10 were flagged: 8 rightly, 2 wrongly.
const payments = {
  yTrue: [...Array<string>(12).fill('fraud'), ...Array<string>(88).fill('ok')],
  yPred: [
    ...Array<string>(8).fill('fraud'),
    ...Array<string>(4).fill('ok'),
    'fraud',
    'fraud',
    ...Array<string>(86).fill('ok'),
  ],
};

// Three classes of 8, 4 and 2 cases.
const triage = {
  labels: ['A', 'B', 'C'],
  yTrue: ['A', 'A', 'A', 'A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'C', 'C'],
  yPred: ['A', 'A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'B', 'A', 'C', 'B'],
};

// Twelve payments from the highest score to the lowest; eight are fraud.
const ranked = {
  scores: [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1],
  yTrue: [
    'fraud',
    'fraud',
    'ok',
    'fraud',
    'fraud',
    'fraud',
    'fraud',
    'fraud',
    'ok',
    'ok',
    'ok',
    'fraud',
  ],
};

const someLabel = fc.constantFrom('A', 'B', 'C');
const someCases = fc.array(fc.record({ actual: someLabel, predicted: someLabel }), {
  minLength: 1,
  maxLength: 30,
});
/** Scored cases with at least one of class A. Scores go beyond 0 to 1, and many are equal. */
const someScoredCases = fc
  .array(fc.record({ actual: someLabel, score: fc.integer({ min: -2, max: 12 }) }), {
    minLength: 1,
    maxLength: 20,
  })
  .filter((cases) => cases.some(({ actual }) => actual === 'A'));

describe('confusionMatrix', () => {
  it('counts each pair of true and predicted class', () => {
    const yTrue = ['cat', 'cat', 'cat', 'dog', 'dog'];
    const yPred = ['cat', 'cat', 'dog', 'dog', 'dog'];
    const matrix = confusionMatrix(yTrue, yPred, { labels: ['cat', 'dog'] });
    expect(
      matrix,
      'Of 3 cats, 2 were called cat and 1 was called dog: that is the first row. Both dogs were called dog',
    ).toEqual([
      [2, 1],
      [0, 2],
    ]);
  });

  it('puts true classes in rows and predicted classes in columns', () => {
    const matrix = confusionMatrix(payments.yTrue, payments.yPred, { labels: ['ok', 'fraud'] });
    expect(
      matrix[1]?.[0],
      `4 frauds were let through; row "fraud", column "ok" of your matrix says ${matrix[1]?.[0]}`,
    ).toBe(4);
  });

  it('keeps the order of the labels it is given', () => {
    const matrix = confusionMatrix(payments.yTrue, payments.yPred, { labels: ['fraud', 'ok'] });
    expect(matrix, 'With the labels fraud, ok the first row and column are those of fraud').toEqual(
      [
        [8, 4],
        [2, 86],
      ],
    );
  });

  it('gives a class that never occurs a row and a column of zeros', () => {
    const matrix = confusionMatrix(['cat', 'dog'], ['dog', 'dog'], {
      labels: ['cat', 'dog', 'owl'],
    });
    expect(
      matrix,
      'The labels list "owl", so it has a row and a column, though no case is one',
    ).toEqual([
      [0, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('agrees with the example in the documentation of scikit-learn', () => {
    // https://scikit-learn.org/stable/modules/generated/sklearn.metrics.confusion_matrix.html
    const matrix = confusionMatrix(['2', '0', '2', '2', '0', '1'], ['0', '0', '2', '2', '0', '2'], {
      labels: ['0', '1', '2'],
    });
    expect(matrix, 'scikit-learn counts these six cases otherwise').toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
  });

  it('has as many cases in each row as the class has true cases', () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const yTrue = cases.map(({ actual }) => actual);
        const matrix = confusionMatrix(
          yTrue,
          cases.map(({ predicted }) => predicted),
          { labels: ['A', 'B', 'C'] },
        );
        const rowSums = matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
        expect(rowSums, 'The row sums are not the numbers of true A, B and C').toEqual(
          ['A', 'B', 'C'].map((label) => yTrue.filter((actual) => actual === label).length),
        );
      }),
    );
  });

  it('refuses predictions that are not as many as the cases', () => {
    expectError(
      () => confusionMatrix(['cat', 'dog'], ['cat'], { labels: ['cat', 'dog'] }),
      RangeError,
      'yPred',
    );
  });

  it('refuses a class that the labels do not list', () => {
    expectError(
      () => confusionMatrix(['cat', 'dog'], ['cat', 'fox'], { labels: ['cat', 'dog'] }),
      RangeError,
      'labels',
    );
  });
});

describe('precisionRecallF1', () => {
  it('gives as precision the share of the flagged that are positive', () => {
    const { precision } = precisionRecallF1(payments.yTrue, payments.yPred, { positive: 'fraud' });
    expect(
      precision,
      `10 payments were flagged and 8 of them are fraud, but your precision is ${rounded(precision)}`,
    ).toBeCloseTo(0.8, 4);
  });

  it('gives as recall the share of the positive that were flagged', () => {
    const { recall } = precisionRecallF1(payments.yTrue, payments.yPred, { positive: 'fraud' });
    expect(
      recall,
      `12 payments are fraud and 8 of them were flagged, but your recall is ${rounded(recall)}`,
    ).toBeCloseTo(0.6667, 4);
  });

  it('gives as F1 the harmonic mean of both', () => {
    const { f1Score } = precisionRecallF1(payments.yTrue, payments.yPred, { positive: 'fraud' });
    expect(
      f1Score,
      `Precision is 0.8 and recall is 0.6667; their harmonic mean is not ${rounded(f1Score)}`,
    ).toBeCloseTo(0.7273, 4);
  });

  it('gives an F1 near the worse of the two when they are far apart', () => {
    // 1 of 10 found, nothing flagged wrongly.
    const yTrue = Array<string>(10).fill('fraud');
    const yPred = ['fraud', ...Array<string>(9).fill('ok')];
    const { f1Score } = precisionRecallF1(yTrue, yPred, { positive: 'fraud' });
    expect(
      f1Score,
      `Precision is 1 but 9 of 10 frauds were missed; your F1 still says ${rounded(f1Score)}`,
    ).toBeCloseTo(0.1818, 4);
  });

  it('takes every other class as negative', () => {
    const { precision } = precisionRecallF1(triage.yTrue, triage.yPred, { positive: 'B' });
    expect(
      precision,
      `6 cases were called B and 3 of them are B, but your precision is ${rounded(precision)}`,
    ).toBeCloseTo(0.5, 4);
  });

  it('gives recall 0 to a model that never raises an alarm and is right 99.21 % of the time', () => {
    const yTrue = sensorReadings.map(({ label }) => label);
    const { recall } = precisionRecallF1(yTrue, Array<string>(yTrue.length).fill('normal'), {
      positive: 'event',
    });
    expect(
      recall,
      `It found none of the 149 events in 18,914 sensor readings, but your recall is ${rounded(recall)}`,
    ).toBe(0);
  });

  it('sees that the alarm "3 standard deviations" misses most events', () => {
    // 20 readings differ by more than 3 standard deviations in temperature; each is one of the 149 events.
    const yTrue = sensorReadings.map(({ label }) => label);
    const yPred = sensorDeviations('temperature').map((z) => (z > 3 ? 'event' : 'normal'));
    const { recall } = precisionRecallF1(yTrue, yPred, { positive: 'event' });
    expect(
      recall,
      `20 of 149 events raised the alarm (accuracy: 99.32 %), but your recall is ${rounded(recall)}`,
    ).toBeCloseTo(0.1342, 4);
  });

  it('gives precision 0 when nothing was flagged', () => {
    const { precision } = precisionRecallF1(['fraud', 'ok'], ['ok', 'ok'], { positive: 'fraud' });
    expect(precision, `Nothing was flagged, and your precision is ${precision}`).toBe(0);
  });

  it('gives recall 0 when no case is positive', () => {
    const { recall } = precisionRecallF1(['ok', 'ok'], ['fraud', 'ok'], { positive: 'fraud' });
    expect(recall, `There was nothing to find, and your recall is ${recall}`).toBe(0);
  });

  it('keeps precision at 0 when every flag was wrong, whatever zeroDivision says', () => {
    const { precision } = precisionRecallF1(['fraud', 'ok'], ['ok', 'fraud'], {
      positive: 'fraud',
      zeroDivision: 1,
    });
    expect(precision, `The only flag was wrong, and your precision is ${precision}`).toBe(0);
  });

  it('gives F1 0 when precision and recall are 0, whatever zeroDivision says', () => {
    const { f1Score } = precisionRecallF1(['fraud', 'ok'], ['ok', 'fraud'], {
      positive: 'fraud',
      zeroDivision: 1,
    });
    expect(f1Score, `One false alarm and one fraud missed, and your F1 is ${f1Score}`).toBe(0);
  });

  it('gives zeroDivision where precision or recall would be 0 / 0', () => {
    const scores = precisionRecallF1(['ok', 'ok'], ['ok', 'ok'], {
      positive: 'fraud',
      zeroDivision: 1,
    });
    expect(scores, 'Nothing to find and nothing flagged, with zeroDivision 1').toEqual({
      precision: 1,
      recall: 1,
      f1Score: 1,
    });
  });

  it('keeps to the definitions on any cases', () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const { precision, recall, f1Score } = precisionRecallF1(
          cases.map(({ actual }) => actual),
          cases.map(({ predicted }) => predicted),
          { positive: 'A' },
        );
        const flagged = cases.filter(({ predicted }) => predicted === 'A');
        const positive = cases.filter(({ actual }) => actual === 'A');
        const found = flagged.filter(({ actual }) => actual === 'A').length;
        const counts = `A: ${positive.length} cases, ${flagged.length} flagged, ${found} of them rightly`;
        expect(precision, `${counts}. Your precision: ${rounded(precision)}`).toBeCloseTo(
          found / Math.max(flagged.length, 1),
          9,
        );
        expect(recall, `${counts}. Your recall: ${rounded(recall)}`).toBeCloseTo(
          found / Math.max(positive.length, 1),
          9,
        );
        expect(f1Score, `${counts}. Your F1: ${rounded(f1Score)}`).toBeCloseTo(
          (2 * found) / Math.max(positive.length + flagged.length, 1),
          9,
        );
      }),
    );
  });

  it('refuses predictions that are not as many as the cases', () => {
    expectError(
      () => precisionRecallF1(['fraud', 'ok'], ['fraud'], { positive: 'fraud' }),
      RangeError,
      'yPred',
    );
  });
});

describe('thresholdForRecall', () => {
  it('goes down the scores until enough of the positive are flagged', () => {
    const yTrue = ['fraud', 'ok', 'fraud', 'fraud', 'fraud'];
    const threshold = thresholdForRecall(yTrue, [0.9, 0.7, 0.6, 0.4, 0.2], {
      positive: 'fraud',
      minRecall: 0.5,
    });
    expect(
      threshold,
      `The frauds score 0.9, 0.6, 0.4 and 0.2. To flag half of them, flag from 0.6 on, not from ${threshold} on`,
    ).toBe(0.6);
  });

  it('takes the highest threshold that finds enough, so that the fewest are flagged', () => {
    const { yTrue, scores } = ranked;
    const threshold = thresholdForRecall(yTrue, scores, { positive: 'fraud', minRecall: 0.75 });
    expect(
      threshold,
      `6 of the 8 frauds are to be found. Flagging from ${threshold} on ${flagging(threshold)}`,
    ).toBe(0.6);
  });

  it('flags a case whose score equals the threshold', () => {
    const yTrue = ['fraud', 'fraud', 'ok', 'fraud', 'fraud'];
    const threshold = thresholdForRecall(yTrue, [0.7, 0.7, 0.7, 0.5, 0.2], {
      positive: 'fraud',
      minRecall: 0.5,
    });
    expect(
      threshold,
      `2 of 4 frauds score exactly 0.7 and are flagged from 0.7 on; you flag from ${threshold} on`,
    ).toBe(0.7);
  });

  it('does not need the scores sorted', () => {
    const yTrue = ['ok', 'fraud', 'ok', 'fraud', 'fraud'];
    const threshold = thresholdForRecall(yTrue, [0.7, 0.3, 0.6, 0.8, 0.4], {
      positive: 'fraud',
      minRecall: 0.6,
    });
    expect(
      threshold,
      `The frauds score 0.3, 0.8 and 0.4. Two of three are flagged from 0.4 on, not from ${threshold} on`,
    ).toBe(0.4);
  });

  it('takes scores of any size', () => {
    const yTrue = ['fraud', 'fraud', 'ok', 'fraud', 'fraud'];
    const threshold = thresholdForRecall(yTrue, [9, 30, 5, -2, 12], {
      positive: 'fraud',
      minRecall: 0.5,
    });
    expect(
      threshold,
      `The frauds score 30, 12, 9 and -2. Half of them are flagged from 12 on, not from ${threshold} on`,
    ).toBe(12);
  });

  it('finds enough on any cases, where every higher score finds too little', () => {
    fc.assert(
      fc.property(someScoredCases, fc.nat(), (cases, anyNumber) => {
        const positives = cases.filter(({ actual }) => actual === 'A');
        const wanted = (anyNumber % positives.length) + 1;
        // Half a case below a whole number, so that rounding decides nothing.
        const minRecall = (wanted - 0.5) / positives.length;
        const threshold = thresholdForRecall(
          cases.map(({ actual }) => actual),
          cases.map(({ score }) => score),
          { positive: 'A', minRecall },
        );
        const foundFrom = (from: number) => positives.filter(({ score }) => score >= from).length;
        expect(
          foundFrom(threshold),
          `${wanted} of ${positives.length} are to be found; from ${threshold} on ${foundFrom(threshold)} are`,
        ).toBeGreaterThanOrEqual(wanted);
        const next = Math.min(
          ...cases.map(({ score }) => score).filter((score) => score > threshold),
        );
        expect(
          foundFrom(next),
          `${threshold} is lower than need be: from ${next} on ${wanted} or more are found as well`,
        ).toBeLessThan(wanted);
      }),
    );
  });

  it('refuses scores that are not as many as the cases', () => {
    expectError(
      () => thresholdForRecall(['fraud', 'ok'], [0.9], { positive: 'fraud', minRecall: 0.5 }),
      RangeError,
      'scores',
    );
  });

  it('refuses a recall that is 0 or above 1', () => {
    for (const minRecall of [0, 1.2]) {
      expectError(
        () => thresholdForRecall(['fraud', 'ok'], [0.9, 0.1], { positive: 'fraud', minRecall }),
        RangeError,
        'minRecall',
      );
    }
  });

  it('refuses cases without a positive one', () => {
    expectError(
      () => thresholdForRecall(['ok', 'ok'], [0.9, 0.1], { positive: 'fraud', minRecall: 0.5 }),
      RangeError,
      'positive',
    );
  });
});

describe('fBeta', () => {
  it('leans towards recall when beta is 2', () => {
    const f2 = fBeta({ precision: 0.8, recall: 8 / 12 }, 2);
    expect(
      f2,
      `Precision 0.8, recall 0.6667: F2 lies nearer to recall than F1 (0.7273), but yours is ${rounded(f2)}`,
    ).toBeCloseTo(0.6897, 4);
  });

  it('leans towards precision when beta is 0.5', () => {
    const fHalf = fBeta({ precision: 0.8, recall: 8 / 12 }, 0.5);
    expect(
      fHalf,
      `Precision 0.8, recall 0.6667: F0.5 lies nearer to precision than F1 (0.7273), but yours is ${rounded(fHalf)}`,
    ).toBeCloseTo(0.7692, 4);
  });

  it('is 0 when precision and recall are 0', () => {
    const score = fBeta({ precision: 0, recall: 0 }, 2);
    expect(score, `Nothing was found, and your F2 is ${score}`).toBe(0);
  });

  it('is F1 when beta is 1, whichever of the two is the greater', () => {
    const share = fc.integer({ min: 1, max: 100 }).map((n) => n / 100);
    fc.assert(
      fc.property(share, share, (precision, recall) => {
        const harmonic = 2 / (1 / precision + 1 / recall);
        expect(
          fBeta({ precision, recall }, 1),
          `The harmonic mean of ${precision} and ${recall} is ${rounded(harmonic)}`,
        ).toBeCloseTo(harmonic, 9);
      }),
    );
  });

  it('refuses a beta of 0 or less', () => {
    for (const beta of [0, -1]) {
      expectError(() => fBeta({ precision: 0.8, recall: 0.5 }, beta), RangeError, 'beta');
    }
  });
});

describe('averagedScores', () => {
  const { yTrue, yPred, labels } = triage;

  it('gives as macro precision the plain mean of the classes', () => {
    const { precision } = averagedScores(yTrue, yPred, { labels, average: 'macro' });
    expect(
      precision,
      `The classes have precision 6/7, 3/6 and 1/1. Their mean is not ${rounded(precision)}`,
    ).toBeCloseTo(0.7857, 4);
  });

  it('gives as macro recall the plain mean of the classes', () => {
    const { recall } = averagedScores(yTrue, yPred, { labels, average: 'macro' });
    expect(
      recall,
      `The classes have recall 6/8, 3/4 and 1/2. Their mean is not ${rounded(recall)}`,
    ).toBeCloseTo(0.6667, 4);
  });

  it("gives as macro F1 the mean of the classes' own F1", () => {
    const { f1Score } = averagedScores(yTrue, yPred, { labels, average: 'macro' });
    expect(
      f1Score,
      `The classes have F1 0.8, 0.6 and 0.6667. Their mean is not ${rounded(f1Score)}`,
    ).toBeCloseTo(0.6889, 4);
  });

  it('counts a class by its number of true cases in the weighted average', () => {
    const { f1Score } = averagedScores(yTrue, yPred, { labels, average: 'weighted' });
    expect(
      f1Score,
      `F1 0.8 counts 8 times, 0.6 counts 4 times, 0.6667 twice. That does not give ${rounded(f1Score)}`,
    ).toBeCloseTo(0.7238, 4);
  });

  it('sums up the counts of all classes first in the micro average', () => {
    const { precision } = averagedScores(yTrue, yPred, { labels, average: 'micro' });
    expect(
      precision,
      `10 of all 14 calls are right, but your micro precision is ${rounded(precision)}`,
    ).toBeCloseTo(0.7143, 4);
  });

  it('agrees with the example in the documentation of scikit-learn', () => {
    // https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_fscore_support.html
    const animals = ['cat', 'dog', 'pig'];
    const { f1Score } = averagedScores(
      ['cat', 'dog', 'pig', 'cat', 'dog', 'pig'],
      ['cat', 'pig', 'dog', 'cat', 'cat', 'dog'],
      { labels: animals, average: 'macro' },
    );
    expect(f1Score, `scikit-learn gives macro F1 0.2667, you give ${rounded(f1Score)}`).toBeCloseTo(
      0.2667,
      4,
    );
  });

  it('gives the accuracy as micro precision, as micro recall and as weighted recall', () => {
    fc.assert(
      fc.property(someCases, (cases) => {
        const actual = cases.map((each) => each.actual);
        const predicted = cases.map((each) => each.predicted);
        const right = cases.filter((each) => each.actual === each.predicted).length;
        const micro = averagedScores(actual, predicted, { labels, average: 'micro' });
        const weighted = averagedScores(actual, predicted, { labels, average: 'weighted' });
        const share = `${right} of ${cases.length} calls are right`;
        expect(micro.precision, `${share}. Your micro precision`).toBeCloseTo(
          right / cases.length,
          9,
        );
        expect(micro.recall, `${share}. Your micro recall`).toBeCloseTo(right / cases.length, 9);
        expect(weighted.recall, `${share}. Your weighted recall`).toBeCloseTo(
          right / cases.length,
          9,
        );
      }),
    );
  });

  it('gives a class that was never predicted the precision zeroDivision', () => {
    // A is found in 2 of 3 calls, B is never called.
    const options = { labels: ['A', 'B'], average: 'macro', zeroDivision: 1 } as const;
    const { precision } = averagedScores(['A', 'A', 'B'], ['A', 'A', 'A'], options);
    expect(
      precision,
      `A has precision 2/3 and B, never called, has 1 by zeroDivision: not ${rounded(precision)} in the mean`,
    ).toBeCloseTo(0.8333, 4);
  });

  it('refuses predictions that are not as many as the cases', () => {
    expectError(
      () => averagedScores(['A', 'B'], ['A'], { labels, average: 'macro' }),
      RangeError,
      'yPred',
    );
  });
});

describe('averagePrecision', () => {
  it('agrees with the example in the documentation of scikit-learn', () => {
    // https://scikit-learn.org/stable/modules/generated/sklearn.metrics.average_precision_score.html
    const yTrue = ['no', 'no', 'yes', 'yes'];
    const score = averagePrecision(yTrue, [0.1, 0.4, 0.35, 0.8], { positive: 'yes' });
    expect(
      score,
      `From the top: half the recall at precision 1, the other half at 2/3. You give ${rounded(score)}`,
    ).toBeCloseTo(0.8333, 4);
  });

  it('is 1 when every positive case scores above every other', () => {
    const score = averagePrecision(['yes', 'no', 'yes', 'no'], [0.8, 0.3, 0.9, 0.1], {
      positive: 'yes',
    });
    expect(score, `Both positive cases are on top, but you give ${rounded(score)}`).toBeCloseTo(
      1,
      9,
    );
  });

  it('flags cases of equal score together', () => {
    const yTrue = ['yes', 'no', 'no', 'yes', 'no'];
    const score = averagePrecision(yTrue, [0.5, 0.5, 0.5, 0.5, 0.5], { positive: 'yes' });
    expect(
      score,
      `All five score the same, so there is one threshold: precision 2/5. You give ${rounded(score)}`,
    ).toBeCloseTo(0.4, 4);
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(someScoredCases, (cases) => {
        const scoreOf = (rows: typeof cases) =>
          averagePrecision(
            rows.map(({ actual }) => actual),
            rows.map(({ score }) => score),
            { positive: 'A' },
          );
        expect(
          scoreOf(cases.toReversed()),
          'The same rows in reverse order have another average precision',
        ).toBeCloseTo(scoreOf(cases), 9);
      }),
    );
  });

  it('refuses scores that are not as many as the cases', () => {
    expectError(
      () => averagePrecision(['yes', 'no'], [0.5], { positive: 'yes' }),
      RangeError,
      'scores',
    );
  });

  it('refuses cases without a positive one', () => {
    expectError(
      () => averagePrecision(['no', 'no'], [0.5, 0.1], { positive: 'yes' }),
      RangeError,
      'positive',
    );
  });
});

function rounded(value: number): string {
  return String(Number.isFinite(value) ? Math.round(value * 10_000) / 10_000 : value);
}

function flagging(threshold: number): string {
  const flagged = ranked.yTrue.filter((_, i) => (ranked.scores[i] ?? 0) >= threshold);
  const frauds = flagged.filter((label) => label === 'fraud').length;
  return `finds ${frauds} and stops ${flagged.length - frauds} good payments`;
}
