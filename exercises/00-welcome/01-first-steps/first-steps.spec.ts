import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penguins } from '#kit/datasets/penguins';
import { expectError } from '#kit/expect-error';
import { accuracy, baselineAccuracy, skillScore } from './first-steps.ts';

/**
 * John Finley's tornado forecasts of 1884: 28 tornadoes that he forecast, 72 false alarms, 23 tornadoes that
 * he missed, 2,680 quiet cases that he forecast as quiet.
 * Source: Murphy, "The Finley Affair", Weather and Forecasting 11 (1996), 3-20.
 */
const finley = {
  yTrue: [
    ...repeat('tornado', 28),
    ...repeat('quiet', 72),
    ...repeat('tornado', 23),
    ...repeat('quiet', 2680),
  ],
  yPred: [
    ...repeat('tornado', 28),
    ...repeat('tornado', 72),
    ...repeat('quiet', 23),
    ...repeat('quiet', 2680),
  ],
};

function repeat(label: string, times: number): string[] {
  return new Array<string>(times).fill(label);
}

/** A number as the messages show it. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value);
}

describe('accuracy', () => {
  it('is the share of the predictions that are right', () => {
    const got = accuracy(['rain', 'dry', 'dry', 'rain'], ['rain', 'dry', 'rain', 'rain']);
    expect(
      got,
      `Three of these four forecasts are right, so the share is 0.75. Yours is ${shown(got)}`,
    ).toBeCloseTo(0.75, 6);
  });

  it('is 1 when all are right', () => {
    const got = accuracy(['rain', 'dry', 'snow'], ['rain', 'dry', 'snow']);
    expect(got, `All three are right, a share of 1. Yours is ${shown(got)}`).toBeCloseTo(1, 6);
  });

  it('counts right predictions of every class, not of one', () => {
    const yTrue = ['rain', 'dry', 'snow', 'dry', 'snow'];
    const yPred = ['rain', 'dry', 'snow', 'rain', 'dry'];
    const got = accuracy(yTrue, yPred);
    expect(
      got,
      `One rain, one dry and one snow are right: 3 of 5, or 0.6. Yours is ${shown(got)}`,
    ).toBeCloseTo(0.6, 6);
  });

  it('gives the tornado forecasts of 1884 their 96.6 %', () => {
    const got = accuracy(finley.yTrue, finley.yPred);
    expect(
      got,
      `28 tornadoes and 2,680 quiet cases were forecast rightly, of 2,803: 0.9661. Yours is ${shown(got)}`,
    ).toBeCloseTo(2708 / 2803, 6);
  });

  it('is right however many cases there are', () => {
    const someCases = fc.array(
      fc.record({ label: fc.constantFrom('a', 'b', 'c'), isRight: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(someCases, (cases) => {
        const yTrue = cases.map(({ label }) => label);
        const yPred = cases.map(({ label, isRight }) => (isRight ? label : `not ${label}`));
        const right = cases.filter(({ isRight }) => isRight).length;
        const got = accuracy(yTrue, yPred);
        expect(
          got,
          `${right} of ${cases.length} are right, and your accuracy is ${shown(got)}`,
        ).toBeCloseTo(right / cases.length, 6);
      }),
    );
  });

  it('refuses lists of different lengths', () => {
    expectError(() => accuracy(['rain', 'dry'], ['rain']), RangeError, 'yPred');
    expectError(() => accuracy(['rain'], ['rain', 'dry']), RangeError, 'yPred');
  });

  it('refuses to judge no cases at all', () => {
    expectError(() => accuracy([], []), RangeError, 'yTrue');
  });
});

describe('baselineAccuracy', () => {
  it('is the share of the most frequent class', () => {
    const got = baselineAccuracy(['rain', 'dry', 'dry', 'rain', 'dry']);
    expect(
      got,
      `Always saying "dry" is right three times in five, 0.6. Yours is ${shown(got)}`,
    ).toBeCloseTo(0.6, 6);
  });

  it('is 1 when there is only one class', () => {
    const got = baselineAccuracy(['dry', 'dry', 'dry']);
    expect(got, `Always saying "dry" is never wrong here. Yours is ${shown(got)}`).toBeCloseTo(
      1,
      6,
    );
  });

  it('finds the most frequent of three classes', () => {
    const yTrue = [...repeat('snow', 2), ...repeat('rain', 5), ...repeat('dry', 3)];
    const got = baselineAccuracy(yTrue);
    expect(
      got,
      `Of ten days 2 had snow, 5 rain, 3 neither. Always "rain" is right on 5, or 0.5. Yours is ${shown(got)}`,
    ).toBeCloseTo(0.5, 6);
  });

  it('beats the tornado forecasts of 1884 by never forecasting one', () => {
    const got = baselineAccuracy(finley.yTrue);
    expect(
      got,
      `2,752 of 2,803 cases were quiet: always "quiet" is right in 0.9818. Yours is ${shown(got)}`,
    ).toBeCloseTo(2752 / 2803, 6);
  });

  it('is 44.2 % for the species of the 344 penguins', () => {
    // 152 Adelie, 68 Chinstrap, 124 Gentoo: https://allisonhorst.github.io/palmerpenguins/
    const got = baselineAccuracy(penguins.map(({ species }) => species));
    expect(
      got,
      `152 of 344 penguins are Adelie, more than of any other species: 0.4419. Yours is ${shown(got)}`,
    ).toBeCloseTo(152 / 344, 6);
  });

  it('does not depend on the order of the cases or the names of the classes', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    const someLabels = sizes.chain((counts) => {
      const sorted = counts.flatMap((count, i) => repeat(`class ${i}`, count));
      const all = { minLength: sorted.length, maxLength: sorted.length };
      return fc.record({ counts: fc.constant(counts), labels: fc.shuffledSubarray(sorted, all) });
    });
    fc.assert(
      fc.property(someLabels, ({ counts, labels }) => {
        const most = Math.max(...counts);
        const got = baselineAccuracy(labels);
        expect(
          got,
          `${most} of ${labels.length} cases are of the most frequent class, and yours is ${shown(got)}`,
        ).toBeCloseTo(most / labels.length, 6);
      }),
    );
  });

  it('refuses a list without cases', () => {
    expectError(() => baselineAccuracy([]), RangeError, 'yTrue');
  });
});

describe('skillScore', () => {
  it('is the share of the errors of the baseline that are gone', () => {
    const got = skillScore(0.95, 0.9);
    expect(
      got,
      `In 100 cases the baseline makes 10 errors and the model 5: half are gone, 0.5. Yours is ${shown(got)}`,
    ).toBeCloseTo(0.5, 6);
  });

  it('is 1 for a model without errors', () => {
    const got = skillScore(1, 0.6);
    expect(got, `All errors are gone, a share of 1. Yours is ${shown(got)}`).toBeCloseTo(1, 6);
  });

  it('is 0 for a model that is as good as the baseline', () => {
    const got = skillScore(0.6, 0.6);
    expect(got, `No error is gone, a share of 0. Yours is ${shown(got)}`).toBeCloseTo(0, 6);
  });

  it('is below 0 for a model that is worse than the baseline', () => {
    const got = skillScore(0.85, 0.9);
    expect(
      got,
      `10 errors in 100 have become 15: half as many again, so -0.5. Yours is ${shown(got)}`,
    ).toBeCloseTo(-0.5, 6);
  });

  it('finds the tornado forecasts of 1884 worse than none', () => {
    const got = skillScore(2708 / 2803, 2752 / 2803);
    expect(
      got,
      `95 errors in place of 51 are 44 more, so -44/51, or -0.8627. Yours is ${shown(got)}`,
    ).toBeCloseTo(-44 / 51, 6);
  });

  it('leaves the rest of the errors of the baseline', () => {
    const someShare = fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(someShare, someShare, (modelAccuracy, baseline) => {
        const got = skillScore(modelAccuracy, baseline);
        const left = (1 - got) * (1 - baseline);
        expect(
          left,
          `A skill of ${shown(got)} would leave ${shown(left)} errors a case, and the model makes ${shown(1 - modelAccuracy)}`,
        ).toBeCloseTo(1 - modelAccuracy, 6);
      }),
    );
  });

  it('refuses a baseline that leaves no error to remove', () => {
    expectError(() => skillScore(1, 1), RangeError, 'baseline');
  });

  it('refuses a share above 1, as when 95 is given for 95 %', () => {
    expectError(() => skillScore(95, 0.9), RangeError, 'modelAccuracy');
    expectError(() => skillScore(0.95, 90), RangeError, 'baseline');
  });
});
