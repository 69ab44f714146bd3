import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iris, irisFeatures } from '#kit/datasets/iris';
import { expectError } from '#kit/expect-error';
import { seededRandom } from '#kit/random';
import {
  adjustedRandIndex,
  type Clustering,
  chooseNClusters,
  kMeans,
  kMeansWithRestarts,
  knnClassify,
  type Labelled,
  leaveOneOutAccuracy,
  type RestartOptions,
  type Row,
} from './supervised-unsupervised.ts';

const flowers: Labelled = {
  rows: iris.map(irisFeatures),
  labels: iris.map(({ species }) => species),
};
const speciesNames = ['setosa', 'versicolor', 'virginica'];
/** Where the centroids of the best clusterings of the irises are, to four decimals. */
const bestTwo = [
  [5.0057, 3.3698, 1.5604, 0.2906],
  [6.301, 2.8866, 4.9588, 1.6959],
];
const bestThree = [
  [5.9016, 2.7484, 4.3935, 1.4339],
  [5.006, 3.428, 1.462, 0.246],
  [6.85, 3.0737, 5.7421, 2.0711],
];
const flowersAt = (...places: readonly number[]) => places.map((i) => flowers.rows[i] ?? []);

/** Tickets by the words about money and the lines in each: two kinds, short and long of both. */
const tickets = [
  [0, 1],
  [0, 3],
  [6, 1],
  [6, 3],
];

/** From the centroids 1 and 6, k-means takes 26 rounds here: most rounds move a single row. */
const chain = [
  1, 6, 20, 74, 87, 98, 104, 110, 112, 120, 122, 127, 131, 133, 139, 141, 146, 148, 152, 157, 163,
  167, 172, 180, 193, 204, 346, 365,
];

const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const anyNumber = fc.integer({ min: -50, max: 50 });
const anyRows = fc.array(fc.tuple(anyNumber, anyNumber), { minLength: 3, maxLength: 25 });

describe('knnClassify', () => {
  it('gives the class of the nearest row', () => {
    const train = { rows: [[1], [5], [9]], labels: ['ant', 'bee', 'cow'] };
    const found = knnClassify(train, [4], { nNeighbors: 1 });
    expect(
      found,
      `The rows are 1 (ant), 5 (bee) and 9 (cow). 4 is nearest to 5, not ${found}`,
    ).toBe('bee');
  });

  it('lets the nearest rows vote', () => {
    const train = {
      rows: [[30], [1], [31], [3], [32], [2], [33]],
      labels: ['owl', 'cat', 'owl', 'dog', 'owl', 'dog', 'owl'],
    };
    const found = knnClassify(train, [0], { nNeighbors: 3 });
    expect(
      found,
      `The three rows nearest to 0 are 1 (cat), 2 (dog) and 3 (dog): two votes to one, but you say ${found}`,
    ).toBe('dog');
  });

  it('finds a class that lives in two places', () => {
    // Power used at so many degrees: much for heating and much for cooling.
    const train = {
      rows: [[18], [0], [30], [19], [1], [31], [20]],
      labels: ['little', 'much', 'much', 'little', 'much', 'much', 'little'],
    };
    const found = knnClassify(train, [26], { nNeighbors: 3 });
    expect(
      found,
      `At 30, 31 and 20 degrees, nearest to 26, the power used was much, much and little, but you say ${found}`,
    ).toBe('much');
  });

  it('measures distance as the crow flies, over all columns', () => {
    const train = {
      rows: [
        [0, 5],
        [3, 3],
        [0, 12],
      ],
      labels: ['straight', 'diagonal', 'far'],
    };
    const found = knnClassify(train, [0, 0], { nNeighbors: 1 });
    expect(
      found,
      `From [0, 0] it is 5 to [0, 5], but only 4.24 to [3, 3], the root of 9 + 9. You say ${found}`,
    ).toBe('diagonal');
  });

  it('decides a tie for the class whose neighbour is nearest', () => {
    const train = { rows: [[9], [4], [2], [7]], labels: ['ant', 'cow', 'dog', 'ant'] };
    const found = [2, 4].map((nNeighbors) => knnClassify(train, [0], { nNeighbors }));
    expect(
      found.join(', '),
      'Nearest to 0 are 2 (dog), 4 (cow), 7 (ant) and 9 (ant). With two votes it is a tie, and dog is nearer; with four, ant has two of them',
    ).toBe('dog, ant');
  });

  // 144 of 150: scikit-learn 1.9.1 and ml-knn agree. No flower is as near to another species as to its own.
  it('names 144 of the 150 irises by their nearest neighbour', () => {
    const right = flowers.labels.filter((label, held) => {
      const others = {
        rows: flowers.rows.filter((_, i) => i !== held),
        labels: flowers.labels.filter((_, i) => i !== held),
      };
      return knnClassify(others, flowers.rows[held] ?? [], { nNeighbors: 1 }) === label;
    });
    expect(
      right.length,
      `With each flower left out of its own training rows, you name ${right.length} of 150 rightly`,
    ).toBe(144);
  });

  it('agrees with a count of votes, whatever the rows and their order', () => {
    const anyDistances = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), {
      minLength: 5,
      maxLength: 15,
    });
    fc.assert(
      fc.property(anyDistances, fc.constantFrom(1, 2, 3, 4, 5), (distances, nNeighbors) => {
        const labels = distances.map((distance) => (distance % 2 === 0 ? 'even' : 'odd'));
        const rows = distances.map((distance) => [distance]);
        const nearest = distances.toSorted(ascending).slice(0, nNeighbors);
        const evens = nearest.filter((distance) => distance % 2 === 0).length;
        const isTie = 2 * evens === nNeighbors;
        const isEven = isTie ? (nearest[0] ?? 0) % 2 === 0 : 2 * evens > nNeighbors;
        const found = knnClassify({ rows, labels }, [0], { nNeighbors });
        expect(
          found,
          `The ${nNeighbors} nearest to 0 are ${nearest.join(', ')}: ${evens} of them even, but you say ${found}`,
        ).toBe(isEven ? 'even' : 'odd');
      }),
    );
  });

  it('leaves the training rows in their order', () => {
    const train = { rows: [[9], [1], [5]], labels: ['ant', 'bee', 'cow'] };
    knnClassify(train, [0], { nNeighbors: 2 });
    expect(
      `${list(train.rows.flat())}: ${train.labels.join(', ')}`,
      "You reordered the caller's own rows: they no longer fit their labels",
    ).toBe('9, 1, 5: ant, bee, cow');
  });

  it('refuses a number of neighbours that is not a whole number from 1 to the number of rows', () => {
    const train = { rows: [[1], [2], [3]], labels: ['ant', 'bee', 'cow'] };
    for (const nNeighbors of [0, 1.5, 4, Number.NaN]) {
      expectError(() => knnClassify(train, [0], { nNeighbors }), RangeError, 'nNeighbors');
    }
  });

  it('refuses rows without a label', () => {
    const train = { rows: [[1], [2], [3]], labels: ['ant', 'bee'] };
    expectError(() => knnClassify(train, [0], { nNeighbors: 1 }), RangeError, 'labels');
  });
});

describe('leaveOneOutAccuracy', () => {
  it('gives the share of rows whose label was predicted', () => {
    const data = { rows: [[1], [2], [4], [8]], labels: ['cat', 'cat', 'dog', 'dog'] };
    const share = leaveOneOutAccuracy(data, nearestLabel);
    expect(
      share,
      `The nearest other row gives 1 and 2 the label cat, which is right, 4 the label cat, which is wrong, and 8 the label dog. 3 of 4 are 0.75; your share is ${show(share)}`,
    ).toBeCloseTo(0.75, 6);
  });

  it('keeps the row that is judged out of the training data', () => {
    const data = { rows: [[1], [2], [4], [8]], labels: ['cat', 'cat', 'dog', 'dog'] };
    let seen = 0;
    leaveOneOutAccuracy(data, (train, row) => {
      if (train.rows.includes(row)) seen++;
      return 'cat';
    });
    expect(
      seen === 0 ? 'no row' : 'rows among their own training data',
      `${seen} of 4 rows were predicted by a model that had been shown their answer`,
    ).toBe('no row');
  });

  it('hands over every other row, each with its own label', () => {
    // Each row is labelled with its own number, and two flowers may measure the same.
    const rows = [[30], [10], [20], [10]];
    const data = { rows, labels: rows.map((row, i) => `flower ${i} of ${row[0]} mm`) };
    const handed: string[] = [];
    leaveOneOutAccuracy(data, (train) => {
      handed.push(pairing(train, data));
      return '';
    });
    const wrong = handed.find((found) => found !== 'all others, with their labels');
    expect(
      wrong ?? `${handed.length} times all others, with their labels`,
      `There are 4 rows, so 4 times the other 3 rows and their 3 labels are due. What came: ${handed.join('; ') || 'nothing'}`,
    ).toBe('4 times all others, with their labels');
  });

  // Known analytically: hold one of n + n rows back, and its class is the smaller one among the rest.
  it('gives 0 to the majority vote on two classes of equal size', () => {
    const labels = ['cat', 'dog', 'dog', 'cat', 'cat', 'dog', 'dog', 'cat'];
    const share = leaveOneOutAccuracy({ rows: labels.map((_, i) => [i]), labels }, commonest);
    expect(
      share,
      `4 cats and 4 dogs. Without the cat that is judged, 3 cats and 4 dogs vote, so the answer is always wrong; you count ${show(share)} as right`,
    ).toBe(0);
  });

  // 144 / 150; see knnClassify.
  it('gives 0.96 to the nearest neighbour on the irises, in any order', () => {
    const rng = seededRandom(4);
    const mixed = flowers.rows
      .map((row, i) => ({ row, label: flowers.labels[i] ?? '', place: rng() }))
      .sort((a, b) => a.place - b.place);
    const share = leaveOneOutAccuracy(
      { rows: mixed.map(({ row }) => row), labels: mixed.map(({ label }) => label) },
      nearestLabel,
    );
    expect(
      share,
      `144 of the 150 shuffled irises are predicted rightly, which is 0.96; your share is ${show(share)}`,
    ).toBeCloseTo(0.96, 6);
  });

  it('gives the share for a classifier that always says the same, whatever the labels', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 30 }), (isCat) => {
        const data = {
          rows: isCat.map((_, i) => [i]),
          labels: isCat.map((cat) => (cat ? 'cat' : 'dog')),
        };
        const cats = isCat.filter(Boolean).length;
        const share = leaveOneOutAccuracy(data, () => 'cat');
        expect(
          share,
          `${cats} of ${isCat.length} rows are cats, and the classifier always says cat`,
        ).toBeCloseTo(cats / isCat.length, 9);
      }),
    );
  });

  it('refuses rows without a label', () => {
    const data = { rows: [[1], [2], [3]], labels: ['cat', 'dog'] };
    expectError(() => leaveOneOutAccuracy(data, () => 'cat'), RangeError, 'labels');
  });

  it('refuses fewer than two rows', () => {
    expectError(
      () => leaveOneOutAccuracy({ rows: [[1]], labels: ['cat'] }, () => 'cat'),
      RangeError,
      'rows',
    );
    expectError(
      () => leaveOneOutAccuracy({ rows: [], labels: [] }, () => 'cat'),
      RangeError,
      'rows',
    );
  });
});

describe('kMeans', () => {
  it('puts rows that lie together into one cluster', () => {
    const { clusters } = kMeans([[1], [14], [10], [3]], { start: [[1], [14]] });
    expect(
      list(clusters),
      `1 and 3 are near the first centroid, 14 and 10 near the second; your clusters of 1, 14, 10, 3 are ${list(clusters)}`,
    ).toBe('0, 1, 1, 0');
  });

  it('moves each centroid to the mean of its rows', () => {
    const { centroids } = kMeans([[1], [14], [10], [3]], { start: [[1], [14]] });
    expect(
      table(centroids),
      `The mean of 1 and 3 is 2, that of 14 and 10 is 12; your centroids are ${table(centroids)}`,
    ).toBe('[2] [12]');
  });

  it('gives as inertia the sum of the squared distances to the centroids', () => {
    const { inertia } = kMeans([[1], [14], [10], [3]], { start: [[1], [14]] });
    expect(
      inertia,
      `1 and 3 are 1 away from 2, 14 and 10 are 2 away from 12: 1 + 1 + 4 + 4 = 10, not ${show(inertia)}`,
    ).toBeCloseTo(10, 6);
  });

  it('numbers the clusters in the order of the start', () => {
    const { clusters } = kMeans([[1], [14], [10], [3]], { start: [[14], [1]] });
    expect(
      list(clusters),
      `The first centroid starts at 14 now, so the rows around it are cluster 0; your clusters of 1, 14, 10, 3 are ${list(clusters)}`,
    ).toBe('1, 0, 0, 1');
  });

  it('groups the tickets by topic from one start, and by length from another', () => {
    const byTopic = kMeans(tickets, { start: [tickets[0] ?? [], tickets[2] ?? []] });
    const byLength = kMeans(tickets, {
      start: [
        [3, 1],
        [3, 3],
      ],
    });
    expect(
      `${list(byTopic.clusters)} (${show(byTopic.inertia)}) and ${list(byLength.clusters)} (${show(byLength.inertia)})`,
      'From the two short tickets the ids are 0, 0, 1, 1 with an inertia of 4; from [3, 1] and [3, 3] they are 0, 1, 0, 1 with 36, and no row wants to move',
    ).toBe('0, 0, 1, 1 (4) and 0, 1, 0, 1 (36)');
  });

  it('puts a row that is equally near to two centroids into the first', () => {
    const { clusters } = kMeans([[0], [2], [4]], { start: [[4], [0]] });
    expect(
      list(clusters),
      `2 is as far from 4 as from 0, so it belongs to the centroid that comes first; your clusters of 0, 2, 4 are ${list(clusters)}`,
    ).toBe('1, 0, 0');
  });

  it('leaves a centroid without rows where it is', () => {
    const { centroids } = kMeans([[1], [3], [10]], { start: [[2], [50], [10]] });
    expect(
      table(centroids.slice(1, 2)),
      `No row is near 50, so that centroid has no mean and stays; 1 and 3 belong to the first, 10 to the last. Your centroids are ${table(centroids)}`,
    ).toBe('[50]');
  });

  it('keeps the ids in the order of the start when a centroid has no rows', () => {
    const { clusters } = kMeans([[1], [3], [10]], { start: [[2], [50], [10]] });
    expect(
      list(clusters),
      `Only the centroids 0 and 2 have rows, and 1 stays empty; your clusters of 1, 3, 10 are ${list(clusters)}`,
    ).toBe('0, 0, 2');
  });

  it('goes on until no row changes its cluster', () => {
    const rows = chain.map((place) => [place]);
    const found = kMeans(rows, { start: [[1], [6]] });
    expect(
      isSettled(rows, found) ? 'settled' : 'not settled',
      `Here it takes 26 rounds until every row is in the cluster of its nearest centroid and every centroid is the mean of its rows. You stopped before: your centroids are ${table(found.centroids)}`,
    ).toBe('settled');
  });

  // The centroids and the inertia of the best three clusters: scikit-learn 1.9.1 gives 78.851441 for
  // KMeans(3) on its iris, which has the same 150 rows.
  it('finds the best three clusters of the irises from the flowers 0, 50 and 100', () => {
    const { inertia } = kMeans(flowers.rows, { start: flowersAt(0, 50, 100) });
    expect(inertia, `The inertia there is 78.8514, yours is ${show(inertia)}`).toBeCloseTo(
      78.8514,
      3,
    );
  });

  it('gets stuck at 142.75 from three flowers of one species', () => {
    const { inertia } = kMeans(flowers.rows, { start: flowersAt(0, 24, 49) });
    expect(
      inertia,
      `From the setosa flowers 0, 24 and 49 it ends with an inertia of 142.7541; you end with ${show(inertia)}`,
    ).toBeCloseTo(142.7541, 3);
  });

  it('comes to rest with every row near its own centroid, whatever the rows', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 2 }), fc.boolean(), (rows, near, withFar) => {
        const start = [...(withFar ? [[900, 900]] : []), ...rows.slice(0, near)];
        const found = kMeans(rows, { start });
        expect(
          `${found.centroids.length} centroids, ${found.clusters.length} ids`,
          `There are ${start.length} centroids in the start and ${rows.length} rows`,
        ).toBe(`${start.length} centroids, ${rows.length} ids`);
        expect(
          isSettled(rows, found) ? 'settled' : 'not settled',
          `A row is nearer to another centroid than to its own, or a centroid is not the mean of its rows: ${table(found.centroids)}`,
        ).toBe('settled');
        const spread = inertiaOf(rows, found);
        expect(
          found.inertia,
          `The squared distances to your centroids add up to ${show(spread)}, but your inertia is ${show(found.inertia)}`,
        ).toBeCloseTo(spread, 6);
      }),
    );
  });

  it('leaves the rows and the start as they were', () => {
    const rows = [[1], [14], [10], [3]];
    const start = [[0], [20]];
    kMeans(rows, { start });
    expect(
      `rows ${table(rows)}, start ${table(start)}`,
      'You wrote into the arrays of the caller: a second run from "the same" start would begin elsewhere',
    ).toBe('rows [1] [14] [10] [3], start [0] [20]');
  });

  it('refuses a start that is empty or has more centroids than there are rows', () => {
    expectError(() => kMeans([[1], [2]], { start: [] }), RangeError, 'start');
    expectError(() => kMeans([[1], [2]], { start: [[1], [2], [3]] }), RangeError, 'start');
    expectError(() => kMeans([], { start: [[1]] }), RangeError, 'start');
  });
});

describe('kMeansWithRestarts', () => {
  const threePairs = [[0], [1], [10], [11], [20], [21]];

  // Two starts in an outer pair and the third in the middle one are stuck at 101: 4 of the 20 that are
  // possible.
  it('finds three pairs, whatever the seed', () => {
    const worst = Math.max(
      ...seeds.map((seed) =>
        inertiaFound(threePairs, { nClusters: 3, nInit: 25, rng: seededRandom(seed) }),
      ),
    );
    expect(
      worst < 1.5001 ? 'always the best' : 'sometimes stuck',
      `Three clusters of two rows each have an inertia of 3 times 0.5, but the worst of your 20 answers has ${show(worst)}`,
    ).toBe('always the best');
  });

  // On these, 42 % of the starts lead to 17.18109. That one of 5 answers has none among its 43 runs has a
  // chance of 2.5e-10.
  it('finds the best three clusters of the irises, whatever the seed', () => {
    const sepals = flowers.rows.filter((_, i) => i % 50 < 20).map((row) => row.slice(0, 2));
    const worst = Math.max(
      ...seeds
        .slice(0, 5)
        .map((seed) => inertiaFound(sepals, { nClusters: 3, nInit: 43, rng: seededRandom(seed) })),
    );
    expect(
      worst < 17.1812 ? 'always the best' : 'sometimes stuck',
      `On the sepals of 20 irises of each species, the best of 43 runs has an inertia of 17.1811, but the worst of your 5 answers has ${show(worst)}`,
    ).toBe('always the best');
  });

  it('gives back one of its runs', () => {
    const rng = seededRandom(3);
    const found = kMeansWithRestarts(flowers.rows, { nClusters: 3, nInit: 8, rng });
    expect(
      isSettled(flowers.rows, found) ? 'a run of k-means' : 'not a run of k-means',
      'In every run each flower ends in the cluster of its nearest centroid, and each centroid is the mean of its flowers. In what you return, that does not hold',
    ).toBe('a run of k-means');
  });

  it('starts every run from different rows', () => {
    const stuck = seeds.filter((seed) => {
      const options = { nClusters: 6, nInit: 1, rng: seededRandom(seed) };
      return inertiaFound(threePairs, options) > 1e-9;
    });
    expect(
      stuck.length === 0 ? 'every row once' : 'a row twice',
      `With as many clusters as rows, six different rows start one cluster each and the inertia is 0. In ${stuck.length} of 20 answers it was not`,
    ).toBe('every row once');
  });

  it('gives the same clusters for the same seed', () => {
    const runs = () =>
      seeds.map((seed) =>
        list(
          kMeansWithRestarts(threePairs, { nClusters: 3, nInit: 1, rng: seededRandom(seed) })
            .clusters,
        ),
      );
    const [first, second] = [runs(), runs()];
    expect(
      first.every((clusters, seed) => clusters === second[seed]) ? 'the same' : 'others',
      'Called again with the same seeds it gave other clusters: nobody can repeat your segments',
    ).toBe('the same');
  });

  it('refuses numbers of clusters and of runs that are out of range', () => {
    const rng = seededRandom(1);
    for (const nClusters of [0, 2.5, 7]) {
      const options = { nClusters, nInit: 2, rng };
      expectError(() => kMeansWithRestarts(threePairs, options), RangeError, 'nClusters');
    }
    for (const nInit of [0, 1.5]) {
      const options = { nClusters: 2, nInit, rng };
      expectError(() => kMeansWithRestarts(threePairs, options), RangeError, 'nInit');
    }
  });
});

describe('adjustedRandIndex', () => {
  it('gives 1 to the same groups under other names', () => {
    const index = adjustedRandIndex([0, 0, 1, 1, 2, 2, 2], [2, 2, 1, 1, 0, 0, 0]);
    expect(
      index,
      `The groups are the same; only 0 is called 2 and 2 is called 0. Your index says ${show(index)}`,
    ).toBeCloseTo(1, 6);
  });

  it('counts pairs, less what chance would bring together', () => {
    const index = adjustedRandIndex([0, 0, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0]);
    expect(
      index,
      `Of 15 pairs, 6 are together in the first grouping, 7 in the second and 4 in both; chance would give 2.8. (4 - 2.8) / (6.5 - 2.8) is 0.3243, not ${show(index)}`,
    ).toBeCloseTo(0.3243, 4);
  });

  // https://scikit-learn.org/stable/modules/generated/sklearn.metrics.adjusted_rand_score.html
  it('falls below 0 for groupings that cross each other', () => {
    const index = adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1]);
    expect(
      index,
      `No two rows share a group in both, so they agree less than by chance: -0.5 in the documentation of scikit-learn, ${show(index)} in yours`,
    ).toBeCloseTo(-0.5, 6);
  });

  // 0.7302: scikit-learn 1.9.1 for its iris and KMeans(3).
  it('compares the best three clusters of the irises with their species', () => {
    const species = flowers.labels.map((label) => speciesNames.indexOf(label));
    const clusters = flowers.rows.map((row) => nearestOf(row, bestThree));
    const index = adjustedRandIndex(species, clusters);
    expect(
      index,
      `50 setosa, 48 versicolor with 14 virginica, and 36 virginica with 2 versicolor make 0.7302, not ${show(index)}`,
    ).toBeCloseTo(0.7302, 4);
  });

  // Hubert and Arabie's correction is made for this: the expected index of random groups is 0.
  it('is near 0 for groups drawn by chance', () => {
    const rng = seededRandom(5);
    const draw = () => Array.from({ length: 60 }, () => Math.floor(rng() * 3));
    const indices = Array.from({ length: 60 }, () => adjustedRandIndex(draw(), draw()));
    const mean = indices.reduce((sum, index) => sum + index, 0) / indices.length;
    expect(
      Math.abs(mean) < 0.03 ? 'near 0' : mean.toFixed(1),
      `60 times, two groupings of 60 rows were drawn by dice. They have nothing to do with each other, but your index is ${show(mean)} on average`,
    ).toBe('near 0');
  });

  it('gives 1 to equal groupings that leave nothing to compare', () => {
    const found = [
      adjustedRandIndex([7, 7, 7], [1, 1, 1]),
      adjustedRandIndex([1, 2, 3], [3, 1, 2]),
      adjustedRandIndex([1], [2]),
    ];
    expect(
      list(found),
      'All rows in one group in both, each row on its own in both, and a single row: the formula gives 0 / 0, but the groupings are the same',
    ).toBe('1, 1, 1');
  });

  it('gives 0 when one grouping has a single group, and the other has not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), (size) => {
        const one = Array.from({ length: size }, () => 'all');
        const index = adjustedRandIndex(
          one,
          one.map((_, i) => i),
        );
        expect(
          index,
          `All ${size} rows in one group say nothing about ${size} groups of one row, but your index is ${show(index)}`,
        ).toBeCloseTo(0, 9);
      }),
    );
  });

  it('does not change when groups are renamed or the two are swapped', () => {
    const anyGroups = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ max: 2, min: 0 })),
      {
        minLength: 2,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(anyGroups, (pairs) => {
        const a = pairs.map(([group]) => group);
        const b = pairs.map(([, group]) => group);
        const index = adjustedRandIndex(a, b);
        const renamed = adjustedRandIndex(
          a,
          b.map((group) => ['red', 'green', 'blue'][group] ?? ''),
        );
        expect(renamed, 'The groups of one grouping got names in place of numbers').toBeCloseTo(
          index,
          9,
        );
        expect(adjustedRandIndex(b, a), 'The two groupings were swapped').toBeCloseTo(index, 9);
        expect(adjustedRandIndex(a, a), 'A grouping was compared with itself').toBeCloseTo(1, 9);
      }),
    );
  });

  it('refuses groupings of different lengths', () => {
    expectError(() => adjustedRandIndex([0, 0, 1], [0, 1]), RangeError, 'groupsB');
  });
});

describe('chooseNClusters', () => {
  it('scores a clustering by how much nearer rows are to their own than to the next cluster', () => {
    const rows = [[0], [2], [10]];
    const { silhouette } = chooseNClusters(rows, [clusteringOf(rows, [0, 0, 1])]);
    expect(
      silhouette,
      `Row 0: (10 - 2) / 10 = 0.8. Row 2: (8 - 2) / 8 = 0.75. Row 10 is alone: 0. The mean is 0.5167, not ${show(silhouette)}`,
    ).toBeCloseTo(0.5167, 4);
  });

  it('compares with the nearest other cluster', () => {
    const rows = [[0], [2], [6], [8], [40], [42]];
    const { silhouette } = chooseNClusters(rows, [clusteringOf(rows, [0, 0, 1, 1, 2, 2])]);
    expect(
      silhouette,
      `Row 0 is 2 from its own cluster and 7 from the next, so it has (7 - 2) / 7, whatever lies at 40; your mean is ${show(silhouette)}`,
    ).toBeCloseTo(0.7518, 4);
  });

  it('gives 0 to rows that are no nearer to their own cluster than to another', () => {
    const rows = [[5], [5], [5], [5]];
    const { silhouette } = chooseNClusters(rows, [clusteringOf(rows, [0, 0, 1, 1])]);
    expect(
      silhouette,
      `All four rows are the same, so nothing parts the clusters: 0 is due, and yours is ${silhouette}`,
    ).toBe(0);
  });

  it('does not take more clusters for better ones', () => {
    const rows = [[0], [1], [10], [11]];
    const { nClusters } = chooseNClusters(rows, [
      clusteringOf(rows, [0, 1, 2, 3]),
      clusteringOf(rows, [0, 0, 1, 2]),
      clusteringOf(rows, [0, 0, 1, 1]),
    ]);
    expect(
      nClusters,
      `Two pairs lie far apart, so 2 clusters have the highest silhouette; you chose ${nClusters}`,
    ).toBe(2);
  });

  // 0.6810 and 0.5528: silhouette_score of scikit-learn's KMeans(2) and KMeans(3) on its iris, as printed in
  // https://stats.stackexchange.com/questions/552367.
  it('finds two groups among the irises, where botanists see three species', () => {
    const candidates = [bestThree, bestTwo].map((centroids) =>
      clusteringOf(
        flowers.rows,
        flowers.rows.map((row) => nearestOf(row, centroids)),
      ),
    );
    const { nClusters, silhouette } = chooseNClusters(flowers.rows, candidates);
    expect(
      `${nClusters} clusters, silhouette ${silhouette.toFixed(4)}`,
      'The best two clusters have a silhouette of 0.6810, the best three have 0.5528: versicolor and virginica touch',
    ).toBe('2 clusters, silhouette 0.6810');
  });

  it('does not depend on the unit of measurement', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0.001, 10, 25.4), (rows, unit) => {
        const ids = rows.map((_, i) => i % 2);
        const inUnit = rows.map((row) => row.map((value) => value * unit));
        const same = [...rows, [60, 60]];
        const [plain, scaled] = [same, [...inUnit, [60 * unit, 60 * unit]]].map(
          (table) => chooseNClusters(table, [clusteringOf(table, [...ids, 0])]).silhouette,
        );
        expect(
          scaled,
          `The same rows, measured in units of ${1 / unit}, have another silhouette`,
        ).toBeCloseTo(plain ?? 0, 6);
        expect(Math.abs(plain ?? 2), 'A silhouette lies from -1 to 1').toBeLessThanOrEqual(1);
      }),
    );
  });

  it('refuses a list without candidates, and a candidate with a single cluster', () => {
    const rows = [[0], [1], [10]];
    expectError(() => chooseNClusters(rows, []), RangeError, 'clusterings');
    expectError(
      () => chooseNClusters(rows, [clusteringOf(rows, [0, 0, 0])]),
      RangeError,
      'clusterings',
    );
  });
});

/** A clustering as k-means would describe it, with the clusters given. */
function clusteringOf(rows: readonly Row[], clusters: readonly number[]): Clustering {
  const centroids = Array.from({ length: Math.max(...clusters) + 1 }, (_, cluster) =>
    meanOf(rows.filter((_, i) => clusters[i] === cluster)),
  );
  return { clusters, centroids, inertia: inertiaOf(rows, { clusters, centroids }) };
}

/** Whether each row is in the cluster of its nearest centroid, and each centroid the mean of its rows. */
function isSettled(
  rows: readonly Row[],
  { clusters, centroids }: Pick<Clustering, 'clusters' | 'centroids'>,
): boolean {
  const areNear = rows.every((row, i) => {
    const own = distanceBetween(row, centroids[clusters[i] ?? -1] ?? []);
    return centroids.every((centroid) => own <= distanceBetween(row, centroid) + 1e-9);
  });
  const areMeans = centroids.every((centroid, cluster) => {
    const members = rows.filter((_, i) => clusters[i] === cluster);
    return members.length === 0 || distanceBetween(centroid, meanOf(members)) < 1e-6;
  });
  return areNear && areMeans;
}

function inertiaOf(
  rows: readonly Row[],
  { clusters, centroids }: Pick<Clustering, 'clusters' | 'centroids'>,
): number {
  return rows.reduce(
    (sum, row, i) => sum + distanceBetween(row, centroids[clusters[i] ?? -1] ?? []) ** 2,
    0,
  );
}

/** The inertia of what the restarts gave, by its clusters: `kMeans` has specs of its own for the number. */
function inertiaFound(rows: readonly Row[], options: RestartOptions): number {
  return inertiaOf(rows, kMeansWithRestarts(rows, options));
}

/** The label of the training row that is nearest: k-NN with k = 1, so that no other function is needed. */
function nearestLabel({ rows, labels }: Labelled, row: Row): string {
  return labels[nearestOf(row, rows)] ?? '';
}

/** The label that is most common among the training rows, whatever the row. */
function commonest({ labels }: Labelled): string {
  const count = (label: string) => labels.filter((other) => other === label).length;
  return labels.toSorted((a, b) => count(b) - count(a))[0] ?? '';
}

/** Whether what a classifier was handed are all rows of `data` but one, each with its own label. */
function pairing(train: Labelled, data: Labelled): string {
  if (train.rows.length !== train.labels.length) {
    return `${train.rows.length} rows with ${train.labels.length} labels`;
  }
  if (train.rows.length !== data.rows.length - 1) return `${train.rows.length} rows`;
  const isOwn = train.rows.every((row, i) => train.labels[i]?.endsWith(` of ${row[0]} mm`));
  const isEachOnce = new Set(train.labels).size === train.labels.length;
  return isOwn && isEachOnce ? 'all others, with their labels' : 'rows with labels of other rows';
}

function nearestOf(row: Row, candidates: readonly Row[]): number {
  const distances = candidates.map((candidate) => distanceBetween(row, candidate));
  return distances.indexOf(Math.min(...distances));
}

function distanceBetween(a: Row, b: Row): number {
  return Math.hypot(...a.map((value, column) => value - (b[column] ?? Number.NaN)));
}

function meanOf(rows: readonly Row[]): number[] {
  const [first = []] = rows;
  return first.map(
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  );
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Up to four decimals, and no minus before a zero. */
function show(value: number): string {
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

function list(values: readonly number[]): string {
  return values.map(show).join(', ');
}

function table(rows: readonly Row[]): string {
  return rows.map((row) => `[${list(row)}]`).join(' ');
}
