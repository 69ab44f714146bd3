import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Penguin, penguins, type Species } from '#kit/datasets/penguins';
import { expectError } from '#kit/expect-error';
import { seededRandom } from '#kit/random';
import {
  groupSplit,
  type Split,
  standardizeSplit,
  stratifiedSplit,
  timeSplit,
  trainTestSplit,
} from './train-test-split.ts';

// 152 Adelie, 68 Chinstrap and 124 Gentoo: Horst, Hill and Gorman, "palmerpenguins" (2020),
// https://allisonhorst.github.io/palmerpenguins/.
const speciesOf = ({ species }: Penguin) => species;
/** 342 rows, so that a quarter is 85.5: nothing divides evenly. */
const measuredPenguins = penguins.filter(({ bodyMass }) => bodyMass !== null);

const seeds = Array.from({ length: 100 }, (_, seed) => seed);
const anySeed = fc.integer({ min: 0, max: 1_000_000 });
const anyTestSize = fc.constantFrom(0.25, 0.3, 0.5, 0.7);
const notAShare = [-0.2, 0, 1, 20];

interface Pet {
  readonly kind: string;
  readonly name: string;
}
const kindOf = ({ kind }: Pet) => kind;

interface Mail {
  readonly thread: string;
  readonly text: string;
}
const threadOf = ({ thread }: Mail) => thread;

describe('trainTestSplit', () => {
  it('puts a quarter of eight rows into the test part', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const { test } = trainTestSplit(rows, { testSize: 0.25, rng: seededRandom(1) });
    expect(test.length, `A quarter of 8 rows is 2, but the test part has ${test.length}`).toBe(2);
  });

  it('gives every row to exactly one part', () => {
    const split = trainTestSplit([...measuredPenguins], { testSize: 0.25, rng: seededRandom(1) });
    const { found, words } = census(measuredPenguins, split);
    expect(found, words).toBe('every row once');
  });

  it('mixes rows that come sorted by class', () => {
    const { test } = trainTestSplit([...penguins], { testSize: 0.25, rng: seededRandom(1) });
    const found = [...new Set(test.map(speciesOf))];
    expect(
      `${found.length} of 3 species`,
      `The file lists all Adelie first and all Gentoo last, and your test part has only ${found.join(' and ')}`,
    ).toBe('3 of 3 species');
  });

  it('gives the same split for the same seed', () => {
    const split = () => trainTestSplit([...penguins], { testSize: 0.25, rng: seededRandom(7) });
    expect(
      compare(split(), split()),
      'Two calls with the seed 7 put different rows into the test part: nobody can repeat your experiment',
    ).toBe('the same split');
  });

  it('gives another split for another seed', () => {
    const split = (seed: number) =>
      trainTestSplit([...penguins], { testSize: 0.25, rng: seededRandom(seed) });
    expect(
      compare(split(1), split(2)),
      'The seeds 1 and 2 put the same 86 penguins into the test part: the numbers of rng have no effect',
    ).toBe('another split');
  });

  it('lets every row into the test part equally often', () => {
    const rng = seededRandom(11);
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const { found, words } = favour({
      outcomes: rows,
      draw: () => trainTestSplit(rows, { testSize: 0.125, rng }).test.toSorted().join(''),
    });
    expect(found, words).toBe('all alike');
  });

  it('lets every pair of rows into the test part equally often', () => {
    const rng = seededRandom(12);
    const { found, words } = favour({
      outcomes: ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'],
      draw: () =>
        trainTestSplit(['a', 'b', 'c', 'd'], { testSize: 0.5, rng }).test.toSorted().join(''),
    });
    expect(found, words).toBe('all alike');
  });

  it('leaves the rows it was given in their order', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    trainTestSplit(rows, { testSize: 0.25, rng: seededRandom(1) });
    expect(
      rows.join(' '),
      "You reordered the caller's own array: whatever it was lined up with no longer fits",
    ).toBe('a b c d e f g h');
  });

  it('keeps every row, whatever the rows and the seed', () => {
    const anyRows = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(anyRows, anyTestSize, anySeed, (rows, testSize, seed) => {
        const { train, test } = trainTestSplit(rows, { testSize, rng: seededRandom(seed) });
        const due = Math.round(testSize * rows.length);
        expect(
          test.length,
          `testSize ${testSize} of ${rows.length} rows makes ${due}, but the test part has ${test.length}`,
        ).toBe(due);
        expect(
          [...train, ...test].sort(ascending),
          `The two parts together must be the ${rows.length} rows that came in`,
        ).toEqual(rows.toSorted(ascending));
      }),
    );
  });

  it('refuses a testSize that is not strictly between 0 and 1', () => {
    for (const testSize of notAShare) {
      expectError(
        () => trainTestSplit([1, 2, 3, 4], { testSize, rng: seededRandom(1) }),
        RangeError,
        'testSize',
      );
    }
  });

  it('refuses a testSize that leaves a part empty', () => {
    const split = (rows: readonly number[], testSize: number) => () =>
      trainTestSplit(rows, { testSize, rng: seededRandom(1) });
    expectError(split([1, 2, 3], 0.1), RangeError, 'testSize');
    expectError(split([1, 2, 3], 0.9), RangeError, 'testSize');
    expectError(split([], 0.5), RangeError, 'testSize');
  });
});

describe('stratifiedSplit', () => {
  const pets = petsOf({ cat: 6, dog: 2 });

  it('takes half of every class, whatever the seed', () => {
    const counts = seeds.map((seed) => {
      const options = { testSize: 0.5, rng: seededRandom(seed), stratifyBy: kindOf };
      const { test } = stratifiedSplit(pets, options);
      return `cats ${countOf(test, kindOf, 'cat')}, dogs ${countOf(test, kindOf, 'dog')}`;
    });
    const found = [...new Set(counts)].sort();
    expect(
      found.join(' | '),
      `Half of 6 cats and 2 dogs is 3 cats and 1 dog. Over 100 seeds your test part had: ${found.join(' or ')}`,
    ).toBe('cats 3, dogs 1');
  });

  // A quarter of 152, 68 and 124. scikit-learn 1.9.1 gives the same counts:
  // train_test_split(rows, test_size=.25, stratify=species).
  it('keeps the class proportions in both parts', () => {
    const due: Record<Species, number> = { Adelie: 38, Chinstrap: 17, Gentoo: 31 };
    fc.assert(
      fc.property(
        anySeed,
        fc.constantFrom<Species>('Chinstrap', 'Gentoo', 'Adelie'),
        (seed, one) => {
          const options = { testSize: 0.25, rng: seededRandom(seed), stratifyBy: speciesOf };
          const { train, test } = stratifiedSplit(penguins, options);
          const whole = share(penguins, one);
          const inTest = countOf(test, speciesOf, one);
          expect(
            inTest,
            `${one} is ${whole} of the data but ${share(test, one)} of your test set`,
          ).toBe(due[one]);
          expect(
            countOf(train, speciesOf, one),
            `${one} is ${whole} of the data but ${share(train, one)} of your training set`,
          ).toBe(3 * due[one]);
        },
      ),
    );
  });

  it('gives every row to exactly one part', () => {
    const options = { testSize: 0.25, rng: seededRandom(1), stratifyBy: speciesOf };
    const { found, words } = census(measuredPenguins, stratifiedSplit(measuredPenguins, options));
    expect(found, words).toBe('every row once');
  });

  it('puts at least one row of every class into the test part', () => {
    const fewest = Math.min(
      ...seeds.map((seed) => {
        const options = { testSize: 0.1, rng: seededRandom(seed), stratifyBy: kindOf };
        return countOf(stratifiedSplit(petsOf({ cat: 30, dog: 3 }), options).test, kindOf, 'dog');
      }),
    );
    expect(
      fewest === 0 ? 'splits without a dog' : 'a dog in every split',
      'A tenth of 3 dogs is 0.3, but at least 1 belongs into the test part: a test without dogs cannot tell how the model treats them',
    ).toBe('a dog in every split');
  });

  it('leaves at least one row of every class for training', () => {
    const fewest = Math.min(
      ...seeds.map((seed) => {
        const options = { testSize: 0.9, rng: seededRandom(seed), stratifyBy: kindOf };
        return countOf(stratifiedSplit(petsOf({ cat: 30, dog: 3 }), options).train, kindOf, 'dog');
      }),
    );
    expect(
      fewest === 0 ? 'splits without a dog' : 'a dog in every split',
      'Nine tenths of 3 dogs is 2.7, but at least 1 must stay for training: a model that has never met a dog cannot name one',
    ).toBe('a dog in every split');
  });

  it('lets every row of a class into the test part equally often', () => {
    const rng = seededRandom(13);
    const pets = petsOf({ cat: 8, dog: 2 });
    const { found, words } = favour({
      outcomes: pets.filter(({ kind }) => kind === 'cat').map(({ name }) => name),
      draw: () =>
        stratifiedSplit(pets, { testSize: 0.125, rng, stratifyBy: kindOf })
          .test.filter(({ kind }) => kind === 'cat')
          .map(({ name }) => name)
          .join(', '),
    });
    expect(found, words).toBe('all alike');
  });

  it('gives the same split for the same seed', () => {
    const split = () =>
      stratifiedSplit(penguins, {
        testSize: 0.25,
        rng: seededRandom(7),
        stratifyBy: speciesOf,
      });
    expect(
      compare(split(), split()),
      'Two calls with the seed 7 put different rows into the test part: nobody can repeat your experiment',
    ).toBe('the same split');
  });

  it('stays within one row of the proportion, whatever the classes', () => {
    const anySize = fc.integer({ min: 2, max: 30 });
    const anyShare = fc.constantFrom(0.1, 0.25, 0.3, 0.5, 0.7, 0.9);
    const anySizes = fc.record({ cat: anySize, dog: anySize, owl: anySize });
    fc.assert(
      fc.property(anySizes, anyShare, anySeed, (sizes, testSize, seed) => {
        const rows = petsOf(sizes);
        const options = { testSize, rng: seededRandom(seed), stratifyBy: kindOf };
        const { train, test } = stratifiedSplit(rows, options);
        for (const [kind, size] of Object.entries(sizes)) {
          const got = countOf(test, kindOf, kind);
          const exact = testSize * size;
          const low = Math.max(1, Math.floor(exact));
          const high = Math.min(size - 1, Math.ceil(exact));
          const due = low === high ? `${low}` : `${low} or ${high}`;
          const words = `testSize ${testSize} of ${size} rows of the class ${kind} makes ${show(exact)}, so the test part needs ${due} of them, but has ${got}`;
          expect(got, words).toBeGreaterThanOrEqual(low);
          expect(got, words).toBeLessThanOrEqual(high);
          expect(
            got + countOf(train, kindOf, kind),
            `There are ${size} rows of the class ${kind}, and the two parts together must have as many`,
          ).toBe(size);
        }
      }),
    );
  });

  it('refuses a testSize that is not strictly between 0 and 1', () => {
    for (const testSize of notAShare) {
      expectError(
        () => stratifiedSplit(pets, { testSize, rng: seededRandom(1), stratifyBy: kindOf }),
        RangeError,
        'testSize',
      );
    }
  });

  it('refuses a class of one row by its name', () => {
    const rows = petsOf({ cat: 6, axolotl: 1, dog: 2 });
    expectError(
      () => stratifiedSplit(rows, { testSize: 0.5, rng: seededRandom(1), stratifyBy: kindOf }),
      RangeError,
      'axolotl',
    );
  });
});

describe('timeSplit', () => {
  const orderBy = (day: number) => day;

  it('tests on the newest quarter of eight days', () => {
    const { test } = timeSplit([1, 2, 3, 4, 5, 6, 7, 8], { testSize: 0.25, orderBy });
    expect(
      list(test),
      `The newest two of eight days are 7 and 8, but the test part has ${list(test)}`,
    ).toBe('7, 8');
  });

  it('goes by time, not by the order of the rows', () => {
    const log = [50, 10, 40, 9, 100, 30, 20, 60];
    const { train, test } = timeSplit(log, { testSize: 0.25, orderBy });
    expect(
      list(test),
      `The newest two of these days are 60 and 100, but the test part has ${list(test)}, and the model trains on day ${Math.max(...train)}`,
    ).toBe('60, 100');
  });

  it('keeps rows of one moment in one part', () => {
    const { train, test } = timeSplit([1, 2, 3, 3, 3, 4], { testSize: 1 / 3, orderBy });
    expect(
      `train ${list(train)} test ${list(test)}`,
      'The newest third of these six rows begins with a row of day 3, so every row of day 3 belongs into the test part',
    ).toBe('train 1, 2 test 3, 3, 3, 4');
  });

  it('never trains on what came after the first test row', () => {
    const anyDays = fc.uniqueArray(fc.integer({ min: -50, max: 2000 }), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyDays, anyTestSize, (days, testSize) => {
        const { train, test } = timeSplit(days, { testSize, orderBy });
        expect(
          test.length,
          `testSize ${testSize} of ${days.length} rows makes ${Math.round(testSize * days.length)}`,
        ).toBe(Math.round(testSize * days.length));
        expect(
          list([...train, ...test]),
          `The two parts together must be the ${days.length} rows that came in`,
        ).toBe(list(days));
        const [newest, oldest] = [Math.max(...train), Math.min(...test)];
        expect(
          newest,
          `The model trains on day ${newest} and is tested on day ${oldest}: it has seen the future`,
        ).toBeLessThan(oldest);
      }),
    );
  });

  it('leaves the rows it was given in their order', () => {
    const log = [50, 10, 40, 9, 100, 30, 20, 60];
    timeSplit(log, { testSize: 0.25, orderBy });
    expect(
      list(log, 'as they are'),
      "You reordered the caller's own array: whatever it was lined up with no longer fits",
    ).toBe('50, 10, 40, 9, 100, 30, 20, 60');
  });

  it('refuses a testSize that is not strictly between 0 and 1, or leaves a part empty', () => {
    for (const testSize of [...notAShare, 0.1, 0.9]) {
      expectError(() => timeSplit([1, 2, 3], { testSize, orderBy }), RangeError, 'testSize');
    }
    expectError(() => timeSplit([5, 5, 5, 5], { testSize: 0.5, orderBy }), RangeError, 'testSize');
  });
});

describe('standardizeSplit', () => {
  it('measures in standard deviations from the mean of the training part', () => {
    const { train, test } = standardizeSplit({ train: [[1], [3]], test: [[5]] });
    expect(
      `train ${table(train)} test ${table(test)}`,
      'The training values 1 and 3 have the mean 2 and the standard deviation 1, so 1, 3 and 5 become -1, 1 and 3',
    ).toBe('train [-1] [1] test [3]');
  });

  it('learns nothing from a test row', () => {
    const { train } = standardizeSplit({ train: [[1], [3]], test: [[1e9]] });
    expect(
      table(train),
      `Only a test row became 1,000,000,000, and your training rows turned from [-1] [1] into ${table(train)}: they have seen the test set`,
    ).toBe('[-1] [1]');
  });

  it('puts test rows on the scale of the training part', () => {
    const { test } = standardizeSplit({ train: [[1], [3]], test: [[5], [7], [9]] });
    expect(
      table(test),
      `The model knows 1 as -1 and 3 as 1. On that scale 5, 7 and 9 are 3, 5 and 7, not ${table(test)}`,
    ).toBe('[3] [5] [7]');
  });

  // The example of scikit-learn's StandardScaler: fitted on these four rows, it takes [2, 2] to [3, 3].
  it('scales each column on its own', () => {
    const { train, test } = standardizeSplit({
      train: [
        [0, 10],
        [0, 10],
        [1, 30],
        [1, 30],
      ],
      test: [[2, 50]],
    });
    expect(
      `train ${table(train)} test ${table(test)}`,
      'The first column has the mean 0.5 and the standard deviation 0.5, the second 20 and 10',
    ).toBe('train [-1, -1] [-1, -1] [1, 1] [1, 1] test [3, 3]');
  });

  it('turns a column that is constant in training into zeros', () => {
    const { train, test } = standardizeSplit({
      train: [
        [4, 1],
        [4, 3],
      ],
      test: [[6, 2]],
    });
    expect(
      `train ${table(train)} test ${table(test)}`,
      'The first column is 4 in all training rows. Take 4 off and divide by nothing: 4 becomes 0, 6 becomes 2',
    ).toBe('train [0, -1] [0, 1] test [2, 0]');
  });

  it('gives each training column mean 0 and standard deviation 1, whatever the test rows', () => {
    const anyRow = fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: 0, max: 9 }));
    const anyTrain = fc.array(anyRow, { minLength: 3, maxLength: 20 }).map((rows) => [
      ...rows,
      // Two rows that differ in both columns, so that neither is constant.
      [-101, -1],
      [101, 10],
    ]);
    fc.assert(
      fc.property(anyTrain, fc.array(anyRow, { maxLength: 5 }), (train, test) => {
        const scaled = standardizeSplit({ train, test }).train;
        for (const column of [0, 1]) {
          const values = scaled.map((row) => row[column] ?? Number.NaN);
          const center = sum(values) / values.length;
          const spread = Math.sqrt(sum(values.map((v) => (v - center) ** 2)) / values.length);
          expect(center, `Column ${column} has the mean ${show(center)}`).toBeCloseTo(0, 9);
          expect(spread, `Column ${column} has the standard deviation ${show(spread)}`).toBeCloseTo(
            1,
            9,
          );
        }
      }),
    );
  });

  it('leaves the rows it was given as they are', () => {
    const train = [[1], [3]];
    const test = [[5]];
    standardizeSplit({ train, test });
    expect(
      `train ${table(train)} test ${table(test)}`,
      "You wrote into the caller's own rows: whoever reads them next gets scaled values",
    ).toBe('train [1] [3] test [5]');
  });

  it('refuses a training part without rows', () => {
    expectError(() => standardizeSplit({ train: [], test: [[5]] }), RangeError, 'train');
  });
});

describe('groupSplit', () => {
  const mails = mailsOf({ alpha: 2, beta: 2, gamma: 2, delta: 2 });
  const unequal = mailsOf({ alpha: 1, beta: 2, gamma: 5, delta: 12 });

  it('keeps the mails of a thread together', () => {
    const torn = seeds.flatMap((seed) => {
      const options = { testSize: 0.25, rng: seededRandom(seed), groupBy: threadOf };
      return tornThreads(groupSplit(mails, options)).slice(0, 1);
    });
    expect(
      torn.length === 0 ? 'every thread on one side' : 'threads on both sides',
      `In ${torn.length} of 100 splits a thread was torn apart, for example ${torn[0]}: one of its mails in training, its answer in the test part`,
    ).toBe('every thread on one side');
  });

  it('takes a share of the groups, not of the rows', () => {
    const counts = seeds.map((seed) => {
      const options = { testSize: 0.25, rng: seededRandom(seed), groupBy: threadOf };
      return new Set(groupSplit(unequal, options).test.map(threadOf)).size;
    });
    const other = counts.find((count) => count !== 1);
    expect(
      other === undefined ? 'always one group' : 'not always one group',
      `A quarter of 4 threads is 1 thread, however many mails it has, but your test part had mails of ${other} threads`,
    ).toBe('always one group');
  });

  it('lets every group into the test part equally often', () => {
    const rng = seededRandom(14);
    const options = { testSize: 0.125, rng, groupBy: threadOf };
    const sizes = {
      alpha: 1,
      beta: 1,
      gamma: 2,
      delta: 6,
      epsilon: 1,
      zeta: 1,
      eta: 2,
      theta: 6,
    };
    const eight = mailsOf(sizes);
    const { found, words } = favour({
      outcomes: Object.keys(sizes),
      draw: () => [...new Set(groupSplit(eight, options).test.map(threadOf))].join(', '),
    });
    expect(found, words).toBe('all alike');
  });

  it('keeps groups whole, whatever their sizes', () => {
    const anyThreads = fc.array(fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon'), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyThreads, anySeed, (threads, seed) => {
        const rows = [...threads, 'zeta', 'eta'].map((thread, place) => ({
          thread,
          text: `mail ${place}`,
        }));
        const options = { testSize: 0.5, rng: seededRandom(seed), groupBy: threadOf };
        const split = groupSplit(rows, options);
        expect(
          split.train.length + split.test.length,
          `The two parts together must have the ${rows.length} rows that came in`,
        ).toBe(rows.length);
        const torn = tornThreads(split);
        expect(torn.length, `Mails of the thread ${torn[0]} are on both sides`).toBe(0);
        const groups = new Set(rows.map(threadOf)).size;
        const inTest = new Set(split.test.map(threadOf)).size;
        expect(
          inTest,
          `Half of ${groups} threads makes ${Math.round(groups / 2)}, but the test part has ${inTest}`,
        ).toBe(Math.round(groups / 2));
      }),
    );
  });

  it('gives the same split for the same seed', () => {
    const split = () =>
      groupSplit(penguins, {
        testSize: 0.5,
        rng: seededRandom(7),
        groupBy: ({ bodyMass }) => `${bodyMass} g`,
      });
    expect(
      compare(split(), split()),
      'Two calls with the seed 7 put different groups into the test part: nobody can repeat your experiment',
    ).toBe('the same split');
  });

  it('refuses a testSize that is not strictly between 0 and 1, or leaves a part empty', () => {
    const options = { rng: seededRandom(1), groupBy: threadOf };
    for (const testSize of [...notAShare, 0.1, 0.9]) {
      expectError(() => groupSplit(mails, { ...options, testSize }), RangeError, 'testSize');
    }
    const oneThread = mailsOf({ alpha: 6 });
    expectError(
      () => groupSplit(oneThread, { ...options, testSize: 0.25 }),
      RangeError,
      'testSize',
    );
  });
});

/** Says whether each of the rows, all of them different objects, is in exactly one part. */
function census<T>(
  rows: readonly T[],
  { train, test }: Split<T>,
): { found: string; words: string } {
  const [inTrain, inTest] = [new Set(train), new Set(test)];
  const inBoth = rows.filter((row) => inTrain.has(row) && inTest.has(row)).length;
  const inNeither = rows.filter((row) => !inTrain.has(row) && !inTest.has(row)).length;
  const repeated = train.length - inTrain.size + test.length - inTest.size;
  const found = [
    ...(inBoth > 0 ? ['rows in both parts'] : []),
    ...(repeated > 0 ? ['rows twice in one part'] : []),
    ...(inNeither > 0 ? ['rows in neither part'] : []),
  ];
  return {
    found: found.join(', ') || 'every row once',
    words: `${rows.length} rows came in. In both parts: ${inBoth}. More than once in one part: ${repeated}. In neither: ${inNeither}`,
  };
}

/**
 * Draws 1,200 times and says whether each outcome came equally often, and nothing but these. A fair
 * draw stays within 6.5 percentage points of its due: that is more than six standard deviations.
 *
 * Eight rows where one is drawn: of fewer, the sort of Node 26 makes other mistakes than that of Node 24.
 */
function favour({ outcomes, draw }: { outcomes: readonly string[]; draw: () => string }): {
  found: string;
  words: string;
} {
  const draws = 1200;
  const counts = new Map<string, number>();
  for (let done = 0; done < draws; done++) {
    const outcome = draw();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const due = 1 / outcomes.length;
  const shares = outcomes.map((outcome) => (counts.get(outcome) ?? 0) / draws);
  const other = Math.round((1 - sum(shares)) * draws);
  const isFair = shares.every((share) => Math.abs(share - due) < 0.065);
  const listed = outcomes.map((outcome, i) => `${outcome} ${percent(shares[i] ?? 0)}`);
  const rest = other === 0 ? '' : ` and something else ${percent(other / draws)}`;
  let found = isFair ? 'all alike' : 'some favoured';
  if (shares.includes(0)) found = 'some never';
  if (other > 0) found = 'something else as well';
  return {
    found,
    words: `Over 1,200 splits your test part was ${listed.join(', ')}${rest} of the time; each is due ${percent(due)}`,
  };
}

function compare<T>(one: Split<T>, other: Split<T>): string {
  const inOne = new Set(one.test);
  const isSame = other.test.length === one.test.length && other.test.every((row) => inOne.has(row));
  return isSame ? 'the same split' : 'another split';
}

function tornThreads({ train, test }: Split<Mail>): string[] {
  const inTrain = new Set(train.map(threadOf));
  return [...new Set(test.map(threadOf))].filter((thread) => inTrain.has(thread));
}

/** `{ cat: 2 }` gives cat 1 and cat 2. */
function petsOf(sizes: Readonly<Record<string, number>>): Pet[] {
  return Object.entries(sizes).flatMap(([kind, size]) =>
    Array.from({ length: size }, (_, place) => ({ kind, name: `${kind} ${place + 1}` })),
  );
}

/** Threads of so many mails each, with the mails of all threads in turn, as they arrive. */
function mailsOf(sizes: Readonly<Record<string, number>>): Mail[] {
  const longest = Math.max(...Object.values(sizes));
  return Array.from({ length: longest }, (_, turn) =>
    Object.entries(sizes)
      .filter(([, size]) => turn < size)
      .map(([thread]) => ({ thread, text: `mail ${turn + 1}` })),
  ).flat();
}

function countOf<T>(rows: readonly T[], labelOf: (row: T) => string, label: string): number {
  return rows.filter((row) => labelOf(row) === label).length;
}

function share(rows: readonly Penguin[], species: Species): string {
  return percent(countOf(rows, speciesOf, species) / rows.length);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

/** Up to six decimals, and no minus before a zero. */
function show(value: number): string {
  return String(Math.round(value * 1e6) / 1e6 + 0);
}

function table(rows: readonly (readonly number[])[]): string {
  return rows.map((row) => `[${row.map(show).join(', ')}]`).join(' ');
}

function list(
  days: readonly number[],
  order: 'oldest first' | 'as they are' = 'oldest first',
): string {
  return (order === 'oldest first' ? days.toSorted(ascending) : days).join(', ');
}

function ascending(a: number, b: number): number {
  return a - b;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
