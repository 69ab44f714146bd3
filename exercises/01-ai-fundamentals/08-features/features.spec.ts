import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penguins } from '#kit/datasets/penguins';
import { expectError } from '#kit/expect-error';
import {
  columnScore,
  cyclicEncode,
  fitImputer,
  fitScaler,
  oneHot,
  type Row,
  targetEncode,
} from './features.ts';

const islands = ['Biscoe', 'Dream', 'Torgersen'];

/** Beak length, beak depth, flipper length (mm) and weight (g) of all 344 penguins; two have gaps only. */
const measurements = penguins.map(({ beakLength, beakDepth, flipperLength, bodyMass }) => [
  beakLength,
  beakDepth,
  flipperLength,
  bodyMass,
]);
const measured = measurements.flatMap((row, i) => {
  const numbers = row.filter((value) => value !== null);
  return numbers.length === row.length ? [{ row: numbers, species: penguins[i]?.species }] : [];
});

const someValue = fc.constantFrom('a', 'b', 'c', null);
const someRow = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 9 }));

describe('oneHot', () => {
  it('gives each category a column of its own', () => {
    const rows = oneHot(['Dream', 'Biscoe', 'Torgersen', 'Dream'], { categories: islands });
    expect(
      rounded(rows),
      `Dream, Biscoe, Torgersen, Dream have their 1 in the columns 1, 0, 2, 1, but you gave ${shown(rows)}`,
    ).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
  });

  it('keeps the columns in the order of the categories', () => {
    const rows = oneHot(['large', 'small'], { categories: ['small', 'medium', 'large'] });
    expect(
      rounded(rows),
      `The columns are small, medium, large. For large and small you gave ${shown(rows)}`,
    ).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  it('gives a category that does not occur its column too', () => {
    const rows = oneHot(['Torgersen'], { categories: islands });
    expect(
      rounded(rows),
      `Tomorrow one penguin comes, from Torgersen. The model expects three columns, and you gave ${shown(rows)}`,
    ).toEqual([[0, 0, 1]]);
  });

  it('gives a value that it does not know zeros only', () => {
    const rows = oneHot(['Dream', 'Anvers'], { categories: islands });
    expect(
      rounded(rows),
      `Anvers is none of the three islands, so its row is zeros. For Dream and Anvers you gave ${shown(rows)}`,
    ).toEqual([
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('gives a missing value zeros only', () => {
    const rows = oneHot([null, 'Biscoe'], { categories: islands });
    expect(
      rounded(rows),
      `Nobody noted the island of the first, so its row is zeros. You gave ${shown(rows)}`,
    ).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  it('finds the 168 males, 165 females and 11 unknown of the penguins', () => {
    // Counts as in the documentation of palmerpenguins; here 10 of the unknown are null and one is '.'.
    const rows = oneHot(
      penguins.map(({ sex }) => sex),
      { categories: ['MALE', 'FEMALE'] },
    );
    const [males, females] = [0, 1].map((column) => rows.filter((row) => row[column] === 1).length);
    const unknown = rows.filter((row) => row.every((value) => value === 0)).length;
    const found = `${males} males, ${females} females, ${unknown} unknown`;
    expect(found, `In your columns for MALE and FEMALE there are ${found}`).toBe(
      '168 males, 165 females, 11 unknown',
    );
  });

  it('has one 1 in a row with a known category, and it is in the right column', () => {
    const someCategories = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(someCategories, fc.array(fc.nat(6), { maxLength: 10 }), (categories, places) => {
        const values = places.map((place) => categories[place] ?? null);
        const due = values.map((value) =>
          categories.map((category) => (category === value ? 1 : 0)),
        );
        const rows = oneHot(values, { categories });
        expect(
          rounded(rows),
          `With the categories [${categories.join(', ')}], the values [${values.join(', ')}] gave ${shown(rows)}`,
        ).toEqual(due);
      }),
    );
  });

  it('refuses categories that are none, or have an entry twice', () => {
    expectError(() => oneHot(['a'], { categories: [] }), RangeError, 'categories');
    expectError(() => oneHot(['a'], { categories: ['a', 'b', 'a'] }), RangeError, 'categories');
  });
});

describe('fitImputer', () => {
  it('fills a gap with the median of its column', () => {
    const filled = fitImputer([[3], [4], [20]])([[null], [5]]);
    expect(
      rounded(filled),
      `The middle one of 3, 4 and 20 is 4, so a gap becomes 4, and the 5 stays. You gave ${shown(filled)}`,
    ).toEqual([[4], [5]]);
  });

  it('takes the mean of the two in the middle when their number is even', () => {
    const filled = fitImputer([[2], [4], [8], [30]])([[null]]);
    expect(
      rounded(filled),
      `In the middle of 2, 4, 8 and 30 are 4 and 8, so the median is 6. You gave ${shown(filled)}`,
    ).toEqual([[6]]);
  });

  it('finds the middle by size, whatever the order and the number of digits', () => {
    const filled = fitImputer([[900], [1200], [80], [95], [1000]])([[null]]);
    expect(
      rounded(filled),
      `By size they are 80, 95, 900, 1000, 1200, so the median is 900. You gave ${shown(filled)}`,
    ).toEqual([[900]]);
  });

  it('gives each column its own median', () => {
    const filled = fitImputer([
      [1, 300],
      [2, 500],
      [3, 400],
    ])([[null, null]]);
    expect(
      rounded(filled),
      `The columns have the medians 2 and 400, but the gaps became ${shown(filled)}`,
    ).toEqual([[2, 400]]);
  });

  it('leaves gaps out of the median', () => {
    const filled = fitImputer([[null], [6], [null], [9], [11]])([[null]]);
    expect(
      rounded(filled),
      `Three numbers are known: 6, 9 and 11. Their median is 9, but your gap became ${shown(filled)}`,
    ).toEqual([[9]]);
  });

  it('keeps a measured zero', () => {
    const filled = fitImputer([[5], [7], [12]])([[0], [null]]);
    expect(
      rounded(filled),
      `0 was measured, null was not: the column is 0 and 7. You gave ${shown(filled)}`,
    ).toEqual([[0], [7]]);
  });

  it('learns from the training rows alone', () => {
    const filled = fitImputer([[10], [20], [40]])([[null], [100], [110]]);
    expect(
      rounded(filled),
      `The median of the training rows is 20. The new rows 100 and 110 must not move it, but the gap became ${shown(filled)}`,
    ).toEqual([[20], [100], [110]]);
  });

  it('keeps every row, in its order', () => {
    const filled = fitImputer([
      [1, 10],
      [3, 30],
      [8, 80],
    ])([
      [7, 70],
      [null, 50],
      [4, null],
    ]);
    expect(
      rounded(filled),
      `Three rows came in, the second and third with a gap, and you gave ${shown(filled)}`,
    ).toEqual([
      [7, 70],
      [3, 50],
      [4, 30],
    ]);
  });

  it('finds the typical penguin', () => {
    // The medians in the summary of palmerpenguins in R: 44.45, 17.3 and 197 mm, and 4050 g.
    const filled = fitImputer(measurements)([[null, null, null, null]]);
    expect(
      rounded(filled),
      `A penguin that nobody measured becomes 44.45, 17.3 and 197 mm and 4050 g. You gave ${shown(filled)}`,
    ).toEqual([[44.45, 17.3, 197, 4050]]);
  });

  it('fills with a number that half of the known ones do not exceed, and half are not below', () => {
    const someColumn = fc
      .array(fc.option(fc.integer({ min: -99, max: 999 })), { maxLength: 12 })
      .map((column) => [...column, 40, null, 0, 300, 7]);
    fc.assert(
      fc.property(someColumn, (column) => {
        const train = column.map((value) => [value]);
        const filled = fitImputer(train)(train).flat();
        expect(filled.length, `${column.length} rows came in, ${filled.length} came out`).toBe(
          column.length,
        );
        const known = column.filter((value) => value !== null);
        for (const [i, value] of column.entries()) {
          const got = filled[i] ?? Number.NaN;
          const words = `In the column [${column.map(String).join(', ')}], entry ${i} became ${got}`;
          if (value !== null) {
            expect(got, words).toBe(value);
          } else {
            const below = known.filter((one) => one < got).length;
            const above = known.filter((one) => one > got).length;
            expect(below, `${words}: ${below} of ${known.length} are below`).toBeLessThanOrEqual(
              known.length / 2,
            );
            expect(above, `${words}: ${above} of ${known.length} are above`).toBeLessThanOrEqual(
              known.length / 2,
            );
          }
        }
        expect(filled.every(Number.isFinite), 'Every gap becomes a number').toBe(true);
      }),
    );
  });

  it('leaves the rows it was given as they are', () => {
    const train = [[9], [null], [1], [5]];
    const rows = [[null], [2]];
    fitImputer(train)(rows);
    expect(
      { train, rows },
      "You wrote into the caller's own rows, or reordered them: nobody can see any more what was a gap",
    ).toEqual({ train: [[9], [null], [1], [5]], rows: [[null], [2]] });
  });

  it('refuses to learn from no rows, or from a column without a number', () => {
    expectError(() => fitImputer([]), RangeError, 'train');
    expectError(
      () =>
        fitImputer([
          [1, null],
          [2, null],
        ]),
      RangeError,
      'train',
    );
  });
});

describe('fitScaler', () => {
  it('measures in standard deviations from the mean', () => {
    const scaled = fitScaler([[2], [6]])([[2], [6], [10]]);
    expect(
      rounded(scaled),
      `2 and 6 have the mean 4 and the standard deviation 2, so 2, 6 and 10 become -1, 1 and 3. You gave ${shown(scaled)}`,
    ).toEqual([[-1], [1], [3]]);
  });

  it('scales each column on its own', () => {
    const scaled = fitScaler([
      [2, 100],
      [6, 500],
    ])([
      [8, 100],
      [4, 700],
    ]);
    expect(
      rounded(scaled),
      `The columns have the means 4 and 300 and the standard deviations 2 and 200. For [8, 100] and [4, 700] you gave ${shown(scaled)}`,
    ).toEqual([
      [2, -1],
      [0, 2],
    ]);
  });

  it('gives a row that comes alone the same numbers as among others', () => {
    const scale = fitScaler([[2], [6]]);
    const [alone, among] = [scale([[10]]), scale([[10], [400]])];
    expect(
      { alone: rounded(alone[0]), among: rounded(among[0]) },
      `On the scale of 2 and 6, a 10 is 3. Alone you made ${shown(alone)} of it, and beside a 400 ${shown(among)}`,
    ).toEqual({ alone: [3], among: [3] });
  });

  it('agrees with the example in the documentation of scikit-learn', () => {
    // https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html
    const data = [
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
    ];
    const scaled = fitScaler(data)([...data, [2, 2]]);
    expect(rounded(scaled), `scikit-learn scales otherwise. You gave ${shown(scaled)}`).toEqual([
      [-1, -1],
      [-1, -1],
      [1, 1],
      [1, 1],
      [3, 3],
    ]);
  });

  it('does not divide a column that is constant in training', () => {
    const scaled = fitScaler([
      [7, 2],
      [7, 6],
    ])([
      [7, 4],
      [9, 6],
    ]);
    expect(
      rounded(scaled),
      `The first column is 7 in all training rows: 7 becomes 0 and 9 becomes 2. You gave ${shown(scaled)}`,
    ).toEqual([
      [0, 0],
      [2, 1],
    ]);
  });

  it('gives zeros to the only row that it has learned from', () => {
    const scaled = fitScaler([[5, 90]])([
      [5, 90],
      [6, 70],
    ]);
    expect(
      rounded(scaled),
      `With one training row each column is constant, so [5, 90] becomes zeros and [6, 70] is 1 and -20 from it. You gave ${shown(scaled)}`,
    ).toEqual([
      [0, 0],
      [1, -20],
    ]);
  });

  it('gives each training column the mean 0 and the standard deviation 1', () => {
    // Two rows that differ in both columns, so that neither is constant.
    const someRows = fc
      .array(someRow, { maxLength: 12 })
      .map((rows): Row[] => [...rows, [-51, -1], [51, 10]]);
    fc.assert(
      fc.property(someRows, (rows) => {
        const scaled = fitScaler(rows)(rows);
        for (const column of [0, 1]) {
          const values = scaled.map((row) => row[column] ?? Number.NaN);
          const center = meanOf(values);
          const spread = Math.sqrt(meanOf(values.map((value) => (value - center) ** 2)));
          expect(center, `Scaled, column ${column} has the mean ${center}`).toBeCloseTo(0, 6);
          expect(
            spread,
            `Scaled, column ${column} has the standard deviation ${spread}`,
          ).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('gives the same for grams and kilograms, whatever the weights', () => {
    const someWeights = fc.array(fc.integer({ min: 2700, max: 6300 }), { maxLength: 12 });
    fc.assert(
      fc.property(someWeights, (weights) => {
        const grams = [...weights, 2500, 6500].map((weight) => [weight]);
        const kilograms = grams.map((row) => row.map((weight) => weight / 1000));
        const [inGrams, inKilograms] = [fitScaler(grams)(grams), fitScaler(kilograms)(kilograms)];
        for (const [i, [value]] of inGrams.entries()) {
          const other = inKilograms[i]?.[0];
          expect(
            other,
            `${shown(grams[i])} g became ${value}, and the same weight in kilograms ${other}`,
          ).toBeCloseTo(value ?? Number.NaN, 6);
        }
      }),
    );
  });

  it('lets five neighbours name 337 of 342 penguins, where raw units get under 291 right', () => {
    // 337 as in scikit-learn 1.9.1 (StandardScaler, 5 neighbours, each penguin left out in turn). In raw
    // units it is 269 to 276, which depends on the order of equally near neighbours.
    const raw = namedByNeighbours(measured.map(({ row }) => row));
    expect(raw, `In raw units, ${raw} of 342 are right`).toBeLessThan(291);
    const rows = measured.map(({ row }) => row);
    const right = namedByNeighbours(fitScaler(rows)(rows));
    expect(
      right,
      `On one scale 337 of 342 penguins have neighbours of their own species; on yours, ${right}`,
    ).toBe(337);
  });

  it('leaves the rows it was given as they are', () => {
    const train = [[2], [6]];
    const rows = [[10], [4]];
    fitScaler(train)(rows);
    expect(
      { train, rows },
      "You wrote into the caller's own rows: whoever reads them next gets scaled values",
    ).toEqual({ train: [[2], [6]], rows: [[10], [4]] });
  });

  it('refuses to learn from no rows', () => {
    expectError(() => fitScaler([]), RangeError, 'train');
  });
});

describe('cyclicEncode', () => {
  it('puts 0, 6, 12 and 18 h at the four ends of the circle', () => {
    const points = cyclicEncode([0, 6, 12, 18], { period: 24 });
    expect(
      rounded(points),
      `As [sin, cos] they are [0, 1], [1, 0], [0, -1] and [-1, 0]. You gave ${shown(points)}`,
    ).toEqual([
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ]);
  });

  it('tells 3 h from 9 h', () => {
    // sin 45° = sin 135° = √½: only the cosine parts them.
    const points = cyclicEncode([3, 9], { period: 24 });
    expect(
      rounded(points),
      `3 h and 9 h are as far to the right and on two sides, up and down. You gave ${shown(points)}`,
    ).toEqual(
      rounded([
        [Math.SQRT1_2, Math.SQRT1_2],
        [Math.SQRT1_2, -Math.SQRT1_2],
      ]),
    );
  });

  it('closes the circle after one period, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(7, 12, 24, 60, 365),
        (value, period) => {
          const points = cyclicEncode([value, value + period], { period });
          expect(
            points[1]?.map((number) => number.toFixed(6).replace(/^-(0\.0+)$/, '$1')),
            `With the period ${period}, ${value} and ${value + period} are one place, but became ${shown(points)}`,
          ).toEqual(points[0]?.map((number) => number.toFixed(6).replace(/^-(0\.0+)$/, '$1')));
        },
      ),
    );
  });

  it('puts neighbours equally far apart all around', () => {
    const hours = Array.from({ length: 25 }, (_, hour) => hour % 24);
    const points = cyclicEncode(hours, { period: 24 });
    const steps = points.slice(1).map((point, i) => distance(point, points[i] ?? []));
    // The chord of 15°: 2 · sin 7.5° = 0.261052.
    const found = [Math.min(...steps), Math.max(...steps)];
    expect(
      rounded(found),
      `From one hour to the next, also from 23 h to 0 h, it is 0.261052. With yours it is ${shown(found)} at the least and the most`,
    ).toEqual([0.261052, 0.261052]);
  });

  it('refuses a period that is not above 0', () => {
    for (const period of [0, -24, Number.NaN]) {
      expectError(() => cyclicEncode([1], { period }), RangeError, 'period');
    }
  });
});

describe('targetEncode', () => {
  const values = ['a', 'a', 'a', 'b', 'b', 'b'];
  const y = [1, 1, 0, 0, 0, 1];
  const folds = [0, 1, 0, 1, 0, 1];

  it('encodes each row from the rows of the other folds', () => {
    const column = targetEncode(values, y, { folds, smooth: 2 });
    // By hand: row 0 sees one a (1) and two b (0, 1), so (1 + 2 · 2/3) / 3 = 7/9; row 1 sees
    // two a (1, 0) and one b (0), so (1 + 2 · 1/3) / 4 = 5/12.
    expect(
      rounded(column),
      `Rows of fold 0 learn from fold 1 and the reverse, with 2 rows of average kind. You gave ${shown(column)}`,
    ).toEqual([0.777778, 0.416667, 0.777778, 0.222222, 0.583333, 0.222222]);
  });

  it('gives the plain mean of the category without smoothing', () => {
    const column = targetEncode(['a', 'a', 'a', 'a', 'b', 'b'], [10, 20, 30, 70, 5, 7], {
      folds: [0, 0, 1, 1, 0, 1],
      smooth: 0,
    });
    expect(
      rounded(column),
      `The a of fold 0 see 30 and 70, those of fold 1 see 10 and 20; the b see each other. You gave ${shown(column)}`,
    ).toEqual([50, 50, 15, 15, 7, 5]);
  });

  it('knows nothing of an id that occurs once', () => {
    const column = targetEncode(['id1', 'id2', 'id3', 'id4'], [8, 2, 4, 1], {
      folds: [0, 0, 1, 1],
      smooth: 0,
    });
    expect(
      rounded(column),
      `No other fold knows these ids, so each gets the mean of the other fold: 2.5 or 5. You gave ${shown(column)}`,
    ).toEqual([2.5, 2.5, 5, 5]);
  });

  it('takes null for a category', () => {
    const column = targetEncode([null, 'a', null, 'a'], [6, 1, 4, 3], {
      folds: [0, 0, 1, 1],
      smooth: 0,
    });
    expect(
      rounded(column),
      `Rows without a value learn from each other: 4 and 6. You gave ${shown(column)}`,
    ).toEqual([4, 3, 6, 1]);
  });

  it('pulls rare categories towards the overall mean', () => {
    const column = targetEncode(['r', 'r', 'c', 'c', 'c', 'c', 'z'], [1, 1, 0, 0, 1, 0, 0], {
      folds: [0, 1, 0, 1, 0, 1, 0],
      smooth: 4,
    });
    // By hand: the first r sees one r (1) and the overall mean 1/3: (1 + 4 · 1/3) / 5 = 7/15.
    expect(
      rounded(column),
      `One r with a 1 says little: with 4 rows of average kind the first row is 0.4667. You gave ${shown(column)}`,
    ).toEqual([0.466667, 0.6, 0.222222, 0.5, 0.222222, 0.5, 0.333333]);
  });

  it('does not change a row when an answer of its own fold changes', () => {
    const someRows = fc.array(
      fc.record({ value: someValue, answer: fc.integer({ min: 0, max: 9 }), fold: fc.nat(2) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(someRows, fc.integer({ min: 0, max: 5 }), (rows, smooth) => {
        const all = [
          { value: 'a', answer: 3, fold: 0 },
          { value: 'a', answer: 5, fold: 1 },
          ...rows,
        ];
        const encode = (answers: readonly number[]) =>
          targetEncode(
            all.map(({ value }) => value),
            answers,
            { folds: all.map(({ fold }) => fold), smooth },
          );
        const before = encode(all.map(({ answer }) => answer));
        const after = encode(all.map(({ answer, fold }) => (fold === 0 ? answer + 100 : answer)));
        for (const [i, { fold }] of all.entries()) {
          if (fold !== 0) continue;
          expect(
            after[i],
            `All answers of fold 0 rose by 100, and row ${i}, of fold 0, went from ${before[i]} to ${after[i]}`,
          ).toBeCloseTo(before[i] ?? Number.NaN, 6);
        }
        expect(before.every(Number.isFinite), `Every row gets a number: ${shown(before)}`).toBe(
          true,
        );
      }),
    );
  });

  it('refuses lists of unequal length, a single fold, and smoothing below 0', () => {
    expectError(() => targetEncode(values, [1, 0], { folds, smooth: 1 }), RangeError, 'y');
    expectError(() => targetEncode(values, y, { folds: [0, 1], smooth: 1 }), RangeError, 'folds');
    expectError(
      () => targetEncode(values, y, { folds: [0, 0, 0, 0, 0, 0], smooth: 1 }),
      RangeError,
      'folds',
    );
    expectError(() => targetEncode(values, y, { folds, smooth: -1 }), RangeError, 'smooth');
  });
});

describe('columnScore', () => {
  it('scores a column by the other rows with the same value', () => {
    const score = columnScore(['x', 'x', 'x', 'y', 'y'], ['yes', 'yes', 'no', 'no', 'no']);
    // By hand: 1/2, 1/2, 0, 1, 1.
    expect(
      score,
      `The rows are guessed with the chances 1/2, 1/2, 0, 1 and 1, so 0.6. You gave ${shown(score)}`,
    ).toBeCloseTo(0.6, 6);
  });

  it('takes an empty cell for a value', () => {
    const score = columnScore(
      [null, null, null, 'sent', 'sent', 'void'],
      ['ok', 'ok', 'ok', 'fraud', 'ok', 'fraud'],
    );
    // By hand: 1, 1, 1, 0, 0, and 1/5 for the only void, of whose five others one is fraud.
    expect(
      score,
      `All three empty cells are ok, so they tell each other with certainty; the others have 0, 0 and 1/5. Together 0.5333. You gave ${shown(score)}`,
    ).toBeCloseTo(3.2 / 6, 6);
  });

  it('tells what island and sex say of the species of a penguin', () => {
    // From the counts of palmerpenguins: 44 Adelie and 124 Gentoo on Biscoe, 56 Adelie and 68 Chinstrap on
    // Dream, 52 Adelie on Torgersen give (17144/167 + 7636/123 + 52) / 344. Sex likewise, unknown included.
    const species = penguins.map((penguin) => penguin.species);
    const scores = [
      columnScore(
        penguins.map(({ island }) => island),
        species,
      ),
      columnScore(
        penguins.map(({ sex }) => sex),
        species,
      ),
    ];
    expect(
      rounded(scores),
      `Island tells the species with the chance 0.6301, sex with 0.361. You gave ${shown(scores)}`,
    ).toEqual([0.630058, 0.360994]);
  });

  it('gives a column of ids no more than chance', () => {
    const score = columnScore(['1', '2', '3', '4', '5'], ['a', 'a', 'a', 'b', 'b']);
    // 3 · 2/4 + 2 · 1/4, divided by 5.
    expect(
      score,
      `No two ids are the same, so they say nothing: the chance is 0.4. You gave ${shown(score)}`,
    ).toBeCloseTo(0.4, 6);
  });

  it('gives a constant column the index of Simpson for the species of the penguins', () => {
    // E. H. Simpson, "Measurement of diversity" (Nature, 1949): Σ n(n − 1) / N(N − 1) is the chance that two
    // of N are of one kind. With 152, 68 and 124 of 344 it is 42760 / 117992.
    const score = columnScore(
      penguins.map(() => 'Antarctica'),
      penguins.map(({ species }) => species),
    );
    expect(
      score,
      `Two of the 344 penguins are of one species with the chance 0.3624. You gave ${shown(score)}`,
    ).toBeCloseTo(42760 / 117992, 6);
  });

  it('is 1 when every value has one label, and never above', () => {
    const someColumn = fc.array(fc.record({ value: someValue, label: fc.constantFrom('p', 'q') }), {
      minLength: 2,
      maxLength: 15,
    });
    fc.assert(
      fc.property(someColumn, (rows) => {
        const values = rows.map(({ value }) => value);
        const score = columnScore(
          values,
          rows.map(({ label }) => label),
        );
        expect(score, `A chance is from 0 to 1, and yours is ${score}`).toBeLessThanOrEqual(1);
        expect(score, `A chance is from 0 to 1, and yours is ${score}`).toBeGreaterThanOrEqual(0);
        const twice = [...values, ...values];
        const sure = columnScore(
          twice,
          twice.map((value) => `label of ${value}`),
        );
        expect(
          sure,
          `The values [${twice.map(String).join(', ')}] tell the label with certainty, and you gave ${sure}`,
        ).toBeCloseTo(1, 6);
      }),
    );
  });

  it('refuses labels that are not as many as the values, and a single row', () => {
    expectError(() => columnScore(['x', 'y'], ['a']), RangeError, 'labels');
    expectError(() => columnScore(['x'], ['a']), RangeError, 'values');
  });
});

/** To six significant digits, with the rounding noise of a zero as 0; what is no number stays. */
function rounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'number') return value;
  return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(6));
}

function shown(value: unknown): string {
  const short = rounded(value);
  return Array.isArray(short) ? `[${short.map(shown).join(', ')}]` : String(short);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A loop, because the neighbours of the penguins need it 233,244 times. */
function distance(a: Row, b: Row): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += ((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)) ** 2;
  return Math.sqrt(squares);
}

/** How many of the penguins have the species that is most common among their five nearest neighbours. */
function namedByNeighbours(rows: readonly Row[]): number {
  return rows.filter((row, i) => {
    const away = rows.map((other, j) =>
      j === i ? Number.POSITIVE_INFINITY : distance(row, other),
    );
    const votes = new Map<string | undefined, number>();
    for (let neighbour = 0; neighbour < 5; neighbour++) {
      const nearest = away.indexOf(Math.min(...away));
      away[nearest] = Number.POSITIVE_INFINITY;
      const species = measured[nearest]?.species;
      votes.set(species, (votes.get(species) ?? 0) + 1);
    }
    const [winner] = [...votes].reduce((best, one) => (one[1] > best[1] ? one : best));
    return winner === measured[i]?.species;
  }).length;
}
