import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iris, irisFeatures } from '#kit/datasets/iris';
import { penguins } from '#kit/datasets/penguins';
import { expectError } from '#kit/expect-error';
import { seededRandom } from '#kit/random';
import {
  crossValPipeline,
  crossValScore,
  type Fold,
  groupKFold,
  kFold,
  type Model,
  nearestNeighbours,
  nestedCrossValScore,
  type Row,
  stratifiedKFold,
  type Transformer,
} from './cross-validation.ts';

// 150 flowers, sorted: 50 setosa, 50 versicolor, 50 virginica.
const flowers = { X: iris.map(irisFeatures), y: iris.map(({ species }) => species) };
const anySeed = fc.integer({ min: 0, max: 1_000_000 });
const notSplits = [-3, 0, 1, 2.5, Number.NaN];

describe('kFold', () => {
  it('cuts six rows into three folds of two neighbours', () => {
    const found = blocks(kFold(6, { nSplits: 3 }));
    expect(
      found,
      `Without a generator the folds validate the rows 0 1 | 2 3 | 4 5, but yours validate ${found}`,
    ).toBe('0 1 | 2 3 | 4 5');
  });

  it('trains each fold on all rows that it does not validate', () => {
    const found = blocks(kFold(6, { nSplits: 3 }), 'train');
    expect(
      found,
      `The folds hold back 0 1, then 2 3, then 4 5, and train on the rest; yours train on ${found}`,
    ).toBe('2 3 4 5 | 0 1 4 5 | 0 1 2 3');
  });

  // The rule of scikit-learn's KFold: the first n % k folds have one row more.
  // https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.KFold.html
  it('gives one row more to each of the first folds when rows are left over', () => {
    const sizes = show(kFold(10, { nSplits: 4 }).map(({ validation }) => validation.length));
    expect(
      sizes,
      `10 rows in 4 folds leave 2 over, so the first 2 folds validate 3 rows and the others 2. Yours validate ${sizes}`,
    ).toBe('3, 3, 2, 2');
  });

  it('validates every row exactly once, also when it mixes them', () => {
    const { found, words } = census(kFold(30, { nSplits: 4, rng: seededRandom(1) }), 30);
    expect(found, words).toBe('every row once');
  });

  it('mixes the rows when it is given a generator', () => {
    const folds = kFold(flowers.y.length, { nSplits: 3, rng: seededRandom(1) });
    const known = folds.map(({ train }) => namesAt(flowers.y, train));
    const asked = folds.map(({ validation }) => namesAt(flowers.y, validation));
    expect(
      `${show(known.map((names) => names.length))} species`,
      `The file is sorted by species. Your first fold trains on ${list(known[0])} and is asked about ${list(asked[0])}. Mixed, each fold trains on all 3 species`,
    ).toBe('3, 3, 3 species');
  });

  it('gives the same folds for the same seed', () => {
    const cut = (seed: number) => blocks(kFold(30, { nSplits: 3, rng: seededRandom(seed) }));
    const again = cut(7);
    expect(
      cut(7) === again ? 'the same folds' : 'other folds',
      'Two calls with the seed 7 gave different folds: nobody can repeat your experiment',
    ).toBe('the same folds');
  });

  it('gives other folds for another seed', () => {
    const cut = (seed: number) => blocks(kFold(30, { nSplits: 3, rng: seededRandom(seed) }));
    expect(
      cut(1) === cut(2) ? 'the same folds' : 'other folds',
      'The seeds 1 and 2 put the same rows together: the numbers of rng do not decide where a row goes',
    ).toBe('other folds');
  });

  it('holds back one row at a time when there are as many folds as rows', () => {
    const found = blocks(kFold(4, { nSplits: 4 }));
    expect(found, `4 folds of 4 rows validate 0 | 1 | 2 | 3, but yours validate ${found}`).toBe(
      '0 | 1 | 2 | 3',
    );
  });

  it('cuts any number of rows into parts that fit together', () => {
    const anyCut = fc.integer({ min: 2, max: 40 }).chain((rowCount) =>
      fc.record({
        rowCount: fc.constant(rowCount),
        nSplits: fc.integer({ min: 2, max: Math.min(rowCount, 12) }),
        seed: fc.option(anySeed),
      }),
    );
    fc.assert(
      fc.property(anyCut, ({ rowCount, nSplits, seed }) => {
        const folds = kFold(rowCount, {
          nSplits,
          ...(seed === null ? {} : { rng: seededRandom(seed) }),
        });
        const due = Array.from(
          { length: nSplits },
          (_, fold) => Math.floor(rowCount / nSplits) + (fold < rowCount % nSplits ? 1 : 0),
        );
        const sizes = show(folds.map(({ validation }) => validation.length));
        expect(
          sizes,
          `${rowCount} rows in ${nSplits} folds make ${show(due)}, but yours validate ${sizes} rows`,
        ).toBe(show(due));
        const { found, words } = census(folds, rowCount);
        expect(found, words).toBe('every row once');
      }),
    );
  });

  it('refuses a number of folds that is not whole, or not from 2 to the number of rows', () => {
    for (const nSplits of [...notSplits, 6]) {
      expectError(() => kFold(5, { nSplits }), RangeError, 'nSplits');
    }
  });
});

describe('crossValScore', () => {
  it('scores each fold on the rows that it holds back', () => {
    // The row at 14 is labelled low among the high ones, so that not everything is right.
    const scores = crossValScore({
      makeModel: () => nearestNeighbours(3),
      X: [[1], [2], [3], [5], [11], [12], [14], [18]],
      y: ['low', 'low', 'low', 'low', 'high', 'high', 'low', 'high'],
      folds: [
        { train: [3, 2, 5, 4], validation: [7, 0, 1, 6] },
        { train: [7, 0, 1, 6], validation: [3, 2, 5, 4] },
      ],
    });
    expect(
      show(scores),
      `The model gets 3 of 4 right in the first fold and 2 of 4 in the second, so 0.75 and 0.5, but your scores are ${show(scores)}`,
    ).toBe('0.75, 0.5');
  });

  it('asks about no row that the model has learned', () => {
    let [asked, learned] = [0, 0];
    const makeModel = (): Model => {
      const known = new Set<number>();
      return {
        fit: (X) => {
          for (const [row = -1] of X) known.add(row);
        },
        predict: (X) => {
          asked += X.length;
          learned += X.filter(([row = -1]) => known.has(row)).length;
          return X.map(() => 'cat');
        },
      };
    };
    crossValScore({ makeModel, X: numbered(9), y: Array(9).fill('cat'), folds: dealt(9, 3) });
    expect(
      `${learned} of ${asked}`,
      `There are 9 rows, each to be asked about once, by a model that has not learned it. Your models were asked ${asked} times, ${learned} of them about a row they had learned`,
    ).toBe('0 of 9');
  });

  it('starts each fold with a model that has learned nothing', () => {
    // This one never forgets: a second call of fit adds to what it knows.
    const makeModel = (): Model => {
      const known = new Map<number, string>();
      return {
        fit: (X, y) => {
          for (const [place, [row = -1]] of X.entries()) known.set(row, y[place] ?? '');
        },
        predict: (X) => X.map(([row = -1]) => known.get(row) ?? 'cat'),
      };
    };
    const y = ['cat', 'dog', 'dog', 'dog', 'cat', 'dog', 'dog', 'dog', 'cat'];
    const scores = show(crossValScore({ makeModel, X: numbered(9), y, folds: dealt(9, 3) }));
    expect(
      scores,
      `This model says cat of every row it has not learned, and a third of the rows of each fold are cats. Your scores are ${scores}`,
    ).toBe('0.3333, 0.3333, 0.3333');
  });

  // scikit-learn 1.9.1 gives the same: cross_val_score(KNeighborsClassifier(5), X, y, cv=KFold(3)).
  it('scores 0 in every fold when the folds are thirds of the sorted flowers', () => {
    const thirds = [0, 50, 100].map((start) => Array.from({ length: 50 }, (_, i) => start + i));
    const folds = thirds.map((validation) => ({
      train: thirds.filter((third) => third !== validation).flat(),
      validation,
    }));
    const scores = show(
      crossValScore({ makeModel: () => nearestNeighbours(5), ...flowers, folds }),
    );
    expect(
      scores,
      `Each fold asks about the one species that its model has never met, so nothing can be right, but your scores are ${scores}`,
    ).toBe('0, 0, 0');
  });

  // The output of scikit-learn's cross_val_score(KNeighborsClassifier(), X, y, cv=5), mean 0.9733.
  it('agrees with scikit-learn on the flowers in five stratified folds', () => {
    const parts = Array.from({ length: 5 }, (_, fold) =>
      [0, 50, 100].flatMap((start) => Array.from({ length: 10 }, (_, i) => start + 10 * fold + i)),
    );
    const folds = parts.map((validation) => ({
      train: parts.filter((part) => part !== validation).flat(),
      validation,
    }));
    const scores = show(
      crossValScore({ makeModel: () => nearestNeighbours(5), ...flowers, folds }),
    );
    expect(
      scores,
      `scikit-learn scores 0.9667, 1, 0.9333, 0.9667 and 1 with the same model and folds, and you ${scores}`,
    ).toBe('0.9667, 1, 0.9333, 0.9667, 1');
  });

  // Leave-one-out, worked out by hand: with one cat of five held back, dogs are 5 to 4, and the other way round.
  it('finds that the majority is always wrong when one of five cats and five dogs is held back', () => {
    const y = ['cat', 'dog', 'cat', 'dog', 'cat', 'dog', 'cat', 'dog', 'cat', 'dog'];
    const makeModel = (): Model => {
      let majority = '';
      return {
        fit: (_, labels) => {
          const cats = labels.filter((label) => label === 'cat').length;
          majority = 2 * cats > labels.length ? 'cat' : 'dog';
        },
        predict: (X) => X.map(() => majority),
      };
    };
    const scores = crossValScore({ makeModel, X: numbered(10), y, folds: dealt(10, 10) });
    expect(
      show([...new Set(scores)]),
      `Hold a cat back and dogs are in the majority, 5 to 4: the answer is dog, and wrong. Your scores are ${show(scores)}`,
    ).toBe('0');
  });

  it('gives for each fold the share of its own rows that were right', () => {
    const anyRows = fc.array(fc.record({ fold: fc.nat(2), isKnown: fc.boolean() }), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyRows, (rows) => {
        const y = rows.map((_, row) => `class ${row}`);
        const makeModel = (): Model => ({
          fit() {},
          predict: (X) =>
            X.map(([row = -1]) => (rows[row]?.isKnown ? (y[row] ?? '') : 'no such class')),
        });
        const folds = [0, 1, 2]
          .map((fold) => [...rows.keys()].filter((row) => rows[row]?.fold === fold).reverse())
          .filter((validation) => validation.length > 0)
          .map((validation) => ({
            train: [...rows.keys()].filter((row) => !validation.includes(row)),
            validation,
          }));
        const due = folds.map(
          ({ validation }) =>
            validation.filter((row) => rows[row]?.isKnown).length / validation.length,
        );
        const scores = show(crossValScore({ makeModel, X: numbered(rows.length), y, folds }));
        expect(
          scores,
          `The model is right about ${show(due)} of the rows of its folds, and you score ${scores}`,
        ).toBe(show(due));
      }),
    );
  });

  it('refuses a fold that has no rows to validate', () => {
    const folds = [
      { train: [1], validation: [0] },
      { train: [0, 1], validation: [] },
    ];
    expectError(
      () =>
        crossValScore({
          makeModel: () => nearestNeighbours(1),
          X: [[1], [2]],
          y: ['cat', 'dog'],
          folds,
        }),
      RangeError,
      'folds',
    );
  });
});

describe('stratifiedKFold', () => {
  it('puts two cats and a dog into each half of four cats and two dogs', () => {
    const y = ['cat', 'cat', 'cat', 'cat', 'dog', 'dog'];
    const found = classCounts(stratifiedKFold(y, { nSplits: 2 }), y);
    expect(
      found,
      `Each of the 2 folds is due 2 of 4 cats and 1 of 2 dogs, but yours validate ${found}`,
    ).toBe('2 cat 1 dog | 2 cat 1 dog');
  });

  it('keeps the proportions when cats and dogs take turns in the file', () => {
    const y = ['cat', 'dog', 'cat', 'dog', 'cat', 'dog', 'cat', 'dog'];
    const found = classCounts(stratifiedKFold(y, { nSplits: 2 }), y);
    expect(
      found,
      `The file goes cat, dog, cat, dog. Each of the 2 folds is due 2 cats and 2 dogs, but yours validate ${found}`,
    ).toBe('2 cat 2 dog | 2 cat 2 dog');
  });

  it('keeps the proportions when it mixes the rows', () => {
    const rng = seededRandom(3);
    const found = classCounts(stratifiedKFold(flowers.y, { nSplits: 5, rng }), flowers.y);
    expect(
      new Set(found.split(' | ')).size === 1 ? 'all folds alike' : 'folds differ',
      `Each of the 5 folds is due 10 of the 50 flowers of each species, but yours validate ${found}`,
    ).toBe('all folds alike');
  });

  // 152 Adelie, 68 Chinstrap and 124 Gentoo: none of them can be divided by 5.
  it('validates every penguin exactly once, though no species divides evenly', () => {
    const y = penguins.map(({ species }) => species);
    const { found, words } = census(stratifiedKFold(y, { nSplits: 5 }), y.length);
    expect(found, words).toBe('every row once');
  });

  it('lets the generator decide which rows of a class meet in a fold', () => {
    const cut = (seed: number) =>
      blocks(stratifiedKFold(flowers.y, { nSplits: 5, rng: seededRandom(seed) }));
    expect(
      cut(1) === cut(2) ? 'the same folds' : 'other folds',
      'The seeds 1 and 2 put the same flowers together: the numbers of rng do not decide where a row goes',
    ).toBe('other folds');
  });

  it('gives the same folds for the same seed', () => {
    const cut = (seed: number) =>
      blocks(stratifiedKFold(flowers.y, { nSplits: 5, rng: seededRandom(seed) }));
    const again = cut(7);
    expect(
      cut(7) === again ? 'the same folds' : 'other folds',
      'Two calls with the seed 7 gave different folds: nobody can repeat your experiment',
    ).toBe('the same folds');
  });

  it('stays within one row of the proportion, whatever the classes', () => {
    const anySize = fc.integer({ min: 4, max: 15 });
    const anyClasses = fc
      .record({ cat: anySize, dog: anySize, owl: anySize })
      .chain(({ cat, dog, owl }) =>
        fc.shuffledSubarray(
          [...Array(cat).fill('cat'), ...Array(dog).fill('dog'), ...Array(owl).fill('owl')],
          { minLength: cat + dog + owl },
        ),
      );
    fc.assert(
      fc.property(anyClasses, fc.constantFrom(2, 3, 4), (y, nSplits) => {
        const folds = stratifiedKFold(y, { nSplits });
        expect(folds.length, `${nSplits} folds are due, and you give ${folds.length}`).toBe(
          nSplits,
        );
        const { found, words } = census(folds, y.length);
        expect(found, words).toBe('every row once');
        for (const label of ['cat', 'dog', 'owl']) {
          const size = y.filter((other) => other === label).length;
          const counts = folds.map(
            ({ validation }) => validation.filter((row) => y[row] === label).length,
          );
          const isEven = counts.every((count) => Math.abs(count - size / nSplits) < 1);
          expect(
            isEven,
            `${size} rows of the class ${label} in ${nSplits} folds make ${show([size / nSplits])} each, up or down, but yours validate ${show(counts)}`,
          ).toBe(true);
        }
      }),
    );
  });

  it('refuses a class with fewer rows than folds by its name', () => {
    const y = ['cat', 'cat', 'cat', 'axolotl', 'axolotl', 'cat'];
    expectError(() => stratifiedKFold(y, { nSplits: 3 }), RangeError, 'axolotl');
  });

  it('refuses a number of folds that is not whole, or below 2', () => {
    for (const nSplits of notSplits) {
      expectError(() => stratifiedKFold(flowers.y, { nSplits }), RangeError, 'nSplits');
    }
  });
});

describe('groupKFold', () => {
  it('keeps the pictures of a patient in one fold', () => {
    const groups = ['ann', 'bob', 'eve', 'ann', 'bob', 'eve', 'ann', 'bob', 'eve'];
    const torn = list(tornGroups(groupKFold(groups, { nSplits: 3 }), groups));
    expect(
      torn,
      `Each of the three patients has 3 pictures. On both sides of a fold you have pictures of: ${torn}`,
    ).toBe('nobody');
  });

  // Worked out by hand: 6, 5 and 4 open the folds, then 3 joins 4, 2 joins 5, 1 joins 6.
  it('evens out the rows, the largest groups first', () => {
    const sizes = { ann: 2, bob: 1, eve: 4, joe: 3, kim: 6, lea: 5 };
    const groups = Object.entries(sizes).flatMap(([name, size]) => Array(size).fill(name));
    const folds = groupKFold(groups, { nSplits: 3 });
    const found = ascending(folds.map(({ validation }) => validation.length));
    expect(
      found,
      `The patients have 2, 1, 4, 3, 6 and 5 pictures. Placed from the largest down, they make 7 for each fold, but yours validate ${found}`,
    ).toBe('7, 7, 7');
  });

  it('tears no group and evens out the rows, whatever the groups', () => {
    const anyGroups = fc
      .array(fc.constantFrom('ann', 'bob', 'eve', 'joe', 'kim'), { maxLength: 30 })
      .map((groups) => [...groups, 'lea', 'mia', 'lea']);
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const folds = groupKFold(groups, { nSplits: 2 });
        const { found, words } = census(folds, groups.length);
        expect(found, words).toBe('every row once');
        const torn = list(tornGroups(folds, groups));
        expect(torn, `On both sides of a fold you have rows of: ${torn}`).toBe('nobody');
        const due = [0, 0];
        const counts = namesAt(groups, [...groups.keys()]).map(
          (name) => groups.filter((other) => other === name).length,
        );
        for (const count of counts.toSorted((a, b) => b - a)) {
          due.sort((a, b) => a - b);
          due[0] = (due[0] ?? 0) + count;
        }
        const sizes = ascending(folds.map(({ validation }) => validation.length));
        expect(
          sizes,
          `Groups of ${ascending(counts)} rows, placed from the largest down, make folds of ${ascending(due)} rows, but yours validate ${sizes}`,
        ).toBe(ascending(due));
      }),
    );
  });

  it('refuses a number of folds that is not whole, or not from 2 to the number of groups', () => {
    const groups = ['ann', 'ann', 'bob', 'bob', 'eve', 'eve'];
    for (const nSplits of [...notSplits, 4]) {
      expectError(() => groupKFold(groups, { nSplits }), RangeError, 'nSplits');
    }
  });
});

describe('crossValPipeline', () => {
  const folds = [{ train: [0, 1], validation: [2, 3] }];
  const y = ['cat', 'dog', 'cat', 'dog'];

  it('transforms both parts by what the training rows tell', () => {
    const models = watchedModels();
    crossValPipeline({
      makeTransformer: centering,
      makeModel: models.makeModel,
      X: [[1], [3], [5], [11]],
      y,
      folds,
    });
    expect(
      models.text(),
      `The training rows are 1 and 3, their mean is 2. With 2 taken off everywhere, the model learns from -1 and 1 and is asked about 3 and 9. Yours ${models.text()}`,
    ).toBe('learns from -1, 1 and is asked about 3, 9');
  });

  it('starts each fold with a transformer that has learned nothing', () => {
    // This one never forgets: a second call of fit adds to the rows that it takes the mean of.
    const makeTransformer = (): Transformer => {
      const known: number[] = [];
      return {
        fit: (X) => {
          known.push(...X.map(([value = 0]) => value));
        },
        transform: (X) => X.map(([value = 0]) => [value - mean(known)]),
      };
    };
    const models = watchedModels();
    crossValPipeline({
      makeTransformer,
      makeModel: models.makeModel,
      X: [[1], [3], [5], [11]],
      y,
      folds: [...folds, { train: [2, 3], validation: [0, 1] }],
    });
    expect(
      models.text(),
      `The second fold trains on 5 and 11, mean 8, so the model learns from -3 and 3 and is asked about -7 and -5. Yours ${models.text()}`,
    ).toBe(
      'learns from -1, 1 and is asked about 3, 9 | learns from -3, 3 and is asked about -7, -5',
    );
  });

  // Labels of pure noise cannot be predicted: half is right by chance. scikit-learn shows the same with
  // 10,000 columns: https://scikit-learn.org/stable/common_pitfalls.html#data-leakage-during-pre-processing
  it('finds nothing in 500 columns of noise', () => {
    const scores = crossValPipeline({
      makeTransformer: bestColumns,
      makeModel: () => nearestNeighbours(5),
      ...coinTosses,
      folds: dealt(60, 5),
    });
    expect(
      mean(scores),
      `The labels are coin tosses, so about half can be right: 0.4833 in these folds. Your scores average ${show([mean(scores)])}`,
    ).toBeCloseTo(0.4833, 4);
  });

  it('learns nothing from the rows that it holds back, whatever they are', () => {
    const anyValue = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        const models = watchedModels();
        crossValPipeline({
          makeTransformer: centering,
          makeModel: models.makeModel,
          X: [[1], [3], [one], [other]],
          y,
          folds,
        });
        const due = `learns from -1, 1 and is asked about ${show([one - 2, other - 2])}`;
        expect(
          models.text(),
          `The held-back rows are ${one} and ${other}; the training rows 1 and 3 have the mean 2, whatever is held back. Your model ${models.text()}`,
        ).toBe(due);
      }),
    );
  });
});

describe('nestedCrossValScore', () => {
  const always = (label: string) => (): Model => ({ fit() {}, predict: (X) => X.map(() => label) });

  it('scores the model that the training rows choose', () => {
    const labels = 'owl owl cat dog dog dog dog owl cat owl owl owl'.split(' ');
    const scores = show(
      nestedCrossValScore({
        candidates: [always('cat'), always('dog'), always('owl')],
        X: numbered(12),
        y: labels,
        folds: blocksOf(12, 3),
        innerFolds: (y) => blocksOf(y.length, 3),
      }),
    );
    expect(
      scores,
      `Outside of the first fold are 1 cat, 3 dogs and 4 owls, so "always owl" is chosen, and right about 2 of its 4 rows; likewise owl (1 of 4) and dog (0 of 4). Your scores are ${scores}`,
    ).toBe('0.5, 0.25, 0');
  });

  it('trains the chosen model on all training rows of the outer fold', () => {
    const sizes = new Set<number>();
    const makeModel = (): Model => {
      let size = 0;
      return {
        fit: (X) => {
          size = X.length;
        },
        predict: (X) => {
          if (X.some(([row = 0]) => row >= 8)) sizes.add(size);
          return X.map(() => 'cat');
        },
      };
    };
    nestedCrossValScore({
      candidates: [makeModel],
      X: numbered(12),
      y: Array(12).fill('cat'),
      folds: [{ train: [0, 1, 2, 3, 4, 5, 6, 7], validation: [8, 9, 10, 11] }],
      innerFolds: (y) => blocksOf(y.length, 2),
    });
    const found = show([...sizes]) || 'no model was asked';
    expect(
      found,
      `The outer fold trains on 8 rows, so the model that is asked about its validation rows has learned from 8. Yours: ${found}`,
    ).toBe('8');
  });

  // 40 models that each look at one column of noise: none knows anything, so an honest figure is near 0.5.
  it('is not impressed by the best of 40 models that guess', () => {
    const scores = nestedCrossValScore({
      candidates: Array.from({ length: 40 }, (_, column) => () => oneColumn(column)),
      ...coinTosses,
      folds: dealt(60, 5),
      innerFolds: (y) => dealt(y.length, 3),
    });
    expect(
      mean(scores),
      `The labels are coin tosses, so whichever model is chosen guesses: 0.4833 in these folds. Your scores average ${show([mean(scores)])}`,
    ).toBeCloseTo(0.4833, 4);
  });

  it('lets the training rows choose, whatever the validation rows would prefer', () => {
    const anyLabels = fc.array(fc.constantFrom('cat', 'dog'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyLabels, anyLabels, fc.constantFrom('cat', 'dog'), (some, held, chosen) => {
        const trainLabels = [...some, ...Array<string>(some.length + 1).fill(chosen)];
        const y = [...held, ...trainLabels];
        const rows = [...y.keys()];
        const scores = nestedCrossValScore({
          candidates: [always('cat'), always('dog')],
          X: numbered(y.length),
          y,
          folds: [
            {
              train: rows.slice(held.length),
              validation: rows.slice(0, held.length),
            },
          ],
          innerFolds: (labels) => dealt(labels.length, labels.length),
        });
        const due = show([held.filter((label) => label === chosen).length / held.length]);
        expect(
          show(scores),
          `Most training rows are a ${chosen}, so "always ${chosen}" is chosen, and right about ${due} of the validation rows. Your score is ${show(scores)}`,
        ).toBe(due);
      }),
    );
  });

  it('refuses an empty list of candidates', () => {
    expectError(
      () =>
        nestedCrossValScore({
          candidates: [],
          X: numbered(4),
          y: ['cat', 'dog', 'cat', 'dog'],
          folds: dealt(4, 2),
          innerFolds: (y) => dealt(y.length, 2),
        }),
      RangeError,
      'candidates',
    );
  });
});

/** 60 rows of 500 random numbers, with labels that have nothing to do with them. */
const coinTosses = noise();

function noise() {
  const rng = seededRandom(79);
  const X = Array.from({ length: 60 }, () => Array.from({ length: 500 }, () => rng()));
  return { X, y: X.map((_, row) => (row < 30 ? 'heads' : 'tails')) };
}

/** Keeps the ten columns whose means differ most between heads and tails. */
function bestColumns(): Transformer {
  let kept: number[] = [];
  return {
    fit(X, y) {
      const heads = labelled('heads', X, y);
      const tails = labelled('tails', X, y);
      const gapOf = (column: number) => Math.abs(meanOf(heads, column) - meanOf(tails, column));
      const gaps = Array.from(X[0] ?? [], (_, column) => ({ column, gap: gapOf(column) }));
      gaps.sort((a, b) => b.gap - a.gap);
      kept = gaps.slice(0, 10).map(({ column }) => column);
    },
    transform: (X) => X.map((row) => kept.map((column) => row[column] ?? 0)),
  };
}

/** Says heads or tails by which mean a row is nearer to, in one column. */
function oneColumn(column: number): Model {
  let [heads, tails] = [0, 0];
  return {
    fit(X, y) {
      heads = meanOf(labelled('heads', X, y), column);
      tails = meanOf(labelled('tails', X, y), column);
    },
    predict: (X) =>
      X.map(({ [column]: value = 0 }) =>
        Math.abs(value - heads) < Math.abs(value - tails) ? 'heads' : 'tails',
      ),
  };
}

function labelled(label: string, X: readonly Row[], y: readonly string[]): Row[] {
  return X.filter((_, row) => y[row] === label);
}

function meanOf(X: readonly Row[], column: number): number {
  return mean(X.map((values) => values[column] ?? 0));
}

/** Takes the mean of the rows that it was fitted on off the first column. */
function centering(): Transformer {
  let center = 0;
  return {
    fit: (X) => {
      center = mean(X.map(([value = 0]) => value));
    },
    transform: (X) => X.map(([value = 0]) => [value - center]),
  };
}

/** Makes models that write down what they are given; a model may be asked about its rows one by one. */
function watchedModels() {
  const models: { learned: number[]; asked: number[] }[] = [];
  const makeModel = (): Model => {
    const seen: { learned: number[]; asked: number[] } = { learned: [], asked: [] };
    models.push(seen);
    return {
      fit: (X) => {
        seen.learned = X.map(([value = 0]) => value);
      },
      predict: (X) => {
        seen.asked.push(...X.map(([value = 0]) => value));
        return X.map(() => 'cat');
      },
    };
  };
  const text = () =>
    models
      .map(({ learned, asked }) => `learns from ${show(learned)} and is asked about ${show(asked)}`)
      .join(' | ') || 'is never made';
  return { makeModel, text };
}

/** Says whether each row is validated once, and trains in each fold that does not validate it. */
function census(folds: readonly Fold[], rowCount: number): { found: string; words: string } {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const validated = folds.flatMap(({ validation }) => validation);
  const times = rows.map((row) => validated.filter((other) => other === row).length);
  const never = times.filter((count) => count === 0).length;
  const often = times.filter((count) => count > 1).length;
  const parts = folds.map(
    ({ train, validation }) => [new Set(train), new Set(validation)] as const,
  );
  const both = rows.filter((row) => parts.some(([t, v]) => t.has(row) && v.has(row))).length;
  const idle = rows.filter((row) => parts.some(([t, v]) => !t.has(row) && !v.has(row))).length;
  const found = [
    ...(never > 0 ? ['rows never validated'] : []),
    ...(often > 0 ? ['rows validated twice'] : []),
    ...(both > 0 ? ['rows on both sides'] : []),
    ...(idle > 0 ? ['rows on neither side'] : []),
  ];
  return {
    found: found.join(', ') || 'every row once',
    words: `Of ${rowCount} rows, ${never} are never validated and ${often} more than once; ${both} both train and validate in one fold, ${idle} do neither in one`,
  };
}

/** The rows of each fold, in ascending order. */
function blocks(folds: readonly Fold[], part: 'validation' | 'train' = 'validation'): string {
  const rows = folds.map((fold) => fold[part].toSorted((a, b) => a - b).join(' '));
  return rows.join(' | ') || 'nothing';
}

/** How many of each class a fold validates, for each fold. */
function classCounts(folds: readonly Fold[], y: readonly string[]): string {
  const labels = [...new Set(y)].sort();
  const counts = folds.map(({ validation }) =>
    labels
      .map((label) => `${validation.filter((row) => y[row] === label).length} ${label}`)
      .join(' '),
  );
  return counts.join(' | ') || 'nothing';
}

function tornGroups(folds: readonly Fold[], groups: readonly string[]): string[] {
  const torn = folds.flatMap(({ train, validation }) => {
    const trained = new Set(namesAt(groups, train));
    return namesAt(groups, validation).filter((name) => trained.has(name));
  });
  return [...new Set(torn)].sort();
}

/** The different names at these places. */
function namesAt(names: readonly string[], places: readonly number[]): string[] {
  return [...new Set(places.map((place) => names[place] ?? 'nobody'))];
}

/** Rows that only hold their own number. */
function numbered(rowCount: number): number[][] {
  return Array.from({ length: rowCount }, (_, row) => [row]);
}

/** Folds made by dealing the rows in turn. */
function dealt(rowCount: number, nSplits: number): Fold[] {
  return foldsBy(rowCount, nSplits, (row) => row % nSplits);
}

/** Folds of neighbours. */
function blocksOf(rowCount: number, nSplits: number): Fold[] {
  return foldsBy(rowCount, nSplits, (row) => Math.floor((row * nSplits) / rowCount));
}

function foldsBy(rowCount: number, nSplits: number, foldOf: (row: number) => number): Fold[] {
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  return Array.from({ length: nSplits }, (_, fold) => ({
    train: rows.filter((row) => foldOf(row) !== fold),
    validation: rows.filter((row) => foldOf(row) === fold),
  }));
}

/** Up to four decimals, and no minus before a zero. A learner may give a number where a list is due. */
function show(values: readonly number[]): string {
  if (!Array.isArray(values)) return `not a list but ${values}`;
  return values.map((value) => String(Math.round(value * 1e4) / 1e4 + 0)).join(', ');
}

function ascending(sizes: readonly number[]): string {
  return show(sizes.toSorted((a, b) => a - b));
}

function list(names: readonly string[] = []): string {
  return names.join(' and ') || 'nobody';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
