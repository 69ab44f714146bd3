import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { expectError, expectRejection } from '#kit/expect-error';
import { createOpenAI, fault } from '#kit/openai/fetch';
import {
  buildIvf,
  type IvfIndex,
  indexTexts,
  type Metadata,
  type Metric,
  recallAtK,
  searchIvf,
  type TextRecord,
  tuneNprobe,
  type VectorRecord,
  VectorStore,
} from './vector-database.ts';

const metrics: readonly Metric[] = ['cosine', 'dotProduct', 'euclidean'];

/** For the query [1, 1, 0]: c has its direction, b is long, a and c are close. */
const query = [1, 1, 0];
const threeVectors = [record('a', [3, 1, 0]), record('b', [10, 0, 10]), record('c', [0.5, 0.5, 0])];

const someCoordinate = fc.integer({ min: -3, max: 3 });
const somePoint = fc.tuple(someCoordinate, someCoordinate);
const someId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const someLang = fc.constantFrom('de', 'en');
const someRecord: fc.Arbitrary<VectorRecord> = fc
  .tuple(someId, somePoint, someLang)
  .map(([id, vector, lang]) => ({ id, vector, metadata: { lang } }));
const someRecords = fc.uniqueArray(someRecord, { selector: ({ id }) => id, maxLength: 8 });

describe('VectorStore', () => {
  it('finds the record that points where the query points', () => {
    const store = storeOf('cosine', [record('north', [0, 1]), record('east', [1, 0])]);
    const hits = store.query([0.9, 0.1], { topK: 1 });
    expect(namesOf(hits), 'The query [0.9, 0.1] points east; one hit was asked for').toBe('east');
  });

  it('puts the largest cosine first', () => {
    const hits = storeOf('cosine', threeVectors).query(query, { topK: 3 });
    expect(namesOf(hits), 'The cosines are c 1, a 0.894, b 0.5: the larger, the nearer').toBe(
      'c a b',
    );
    expect(hits[1]?.score, 'The cosine of [1, 1, 0] and [3, 1, 0] is 4 / √20').toBeCloseTo(
      0.894427,
      5,
    );
  });

  it('puts the largest dot product first', () => {
    const hits = storeOf('dotProduct', threeVectors).query(query, { topK: 3 });
    expect(
      hits.map(({ id, score }) => ({ id, score })),
      'The dot products are b 10, a 4, c 1: the larger, the nearer',
    ).toEqual([
      { id: 'b', score: 10 },
      { id: 'a', score: 4 },
      { id: 'c', score: 1 },
    ]);
  });

  it('puts the smallest distance first', () => {
    const hits = storeOf('euclidean', threeVectors).query(query, { topK: 2 });
    expect(
      namesOf(hits),
      'The distances are c 0.707, a 2, b 13.49: the smaller, the nearer. Two hits were asked for',
    ).toBe('c a');
  });

  it('gives one order under all metrics when all vectors have length 1', () => {
    // Known from geometry: at 60 degrees the cosine is 1/2 and the chord is as long as the radius.
    const records = [90, 30, 150, 60].map((degrees) => record(`at ${degrees}°`, onCircle(degrees)));
    const found = metrics.map((metric) => storeOf(metric, records).query(onCircle(0), { topK: 4 }));
    const [cosine = [], , euclidean = []] = found;
    expect(
      found.map((hits) => namesOf(hits)),
      'On a circle, the smaller the angle the nearer, whatever the metric',
    ).toEqual(metrics.map(() => 'at 30° at 60° at 90° at 150°'));
    expect(cosine[1]?.score, 'The cosine of 60 degrees').toBeCloseTo(0.5, 9);
    expect(euclidean[1]?.score, 'The distance of two points 60 degrees apart').toBeCloseTo(1, 9);
  });

  it('gives all records when fewer than topK are stored', () => {
    const hits = storeOf('cosine', threeVectors).query(query, { topK: 10 });
    expect(namesOf(hits), 'Three records are stored, and ten hits were asked for').toBe('c a b');
  });

  it('fills topK with records that pass the filter', () => {
    const store = storeOf('euclidean', [
      record('p1', [1], { tenant: 'globex' }),
      record('p2', [2], { tenant: 'acme' }),
      record('p3', [3], { tenant: 'globex' }),
      record('p4', [4], { tenant: 'acme' }),
      record('p5', [5], { tenant: 'acme' }),
    ]);
    const hits = store.query([0], { topK: 2, filter: { tenant: 'acme' } });
    expect(
      namesOf(hits),
      `Acme has three pages (p2, p4, p5) and asked for two, but got ${hits.length}: ${namesOf(hits)}`,
    ).toBe('p2 p4');
  });

  it('lets in only records that have all fields of the filter', () => {
    const store = storeOf('euclidean', [
      record('p1', [1], { tenant: 'acme', lang: 'de' }),
      record('p2', [2], { tenant: 'globex', lang: 'en' }),
      record('p3', [3], { tenant: 'acme', lang: 'en' }),
      record('p4', [4], { tenant: 'globex', lang: 'de' }),
    ]);
    const hits = store.query([0], { topK: 4, filter: { tenant: 'acme', lang: 'en' } });
    expect(namesOf(hits), 'Only p3 is of acme and in English').toBe('p3');
  });

  it('takes false and 0 in a filter for values', () => {
    const store = storeOf('euclidean', [
      record('p1', [1], { archived: true, version: 0 }),
      record('p2', [2], { archived: false, version: 0 }),
      record('p3', [3], { archived: false, version: 2 }),
    ]);
    const current = store.query([0], { topK: 3, filter: { archived: false } });
    expect(namesOf(current), 'archived: false asks for p2 and p3; p1 is archived').toBe('p2 p3');
    const first = store.query([0], { topK: 3, filter: { version: 0 } });
    expect(namesOf(first), 'version: 0 asks for p1 and p2; p3 has version 2').toBe('p1 p2');
  });

  it('leaves out records without the field', () => {
    const store = storeOf('euclidean', [
      record('p1', [1], {}),
      record('p2', [2], { archived: false }),
      record('p3', [3], { archived: true }),
    ]);
    const hits = store.query([0], { topK: 3, filter: { archived: false } });
    expect(namesOf(hits), 'p1 does not say whether it is archived, so it is not let in').toBe('p2');
  });

  it('gives hits with their metadata', () => {
    const store = storeOf('dotProduct', [record('p1', [2, 0], { title: 'Refunds', page: 7 })]);
    expect(
      store.query([3, 5], { topK: 1 }),
      'A hit has the id, the score 3 · 2 + 5 · 0, and the metadata of its record',
    ).toEqual([{ id: 'p1', score: 6, metadata: { title: 'Refunds', page: 7 } }]);
  });

  it('orders equal scores by id', () => {
    const store = storeOf(
      'cosine',
      ['m', 'z', 'a', 'q'].map((id) => record(id, [1, 2])),
    );
    expect(
      namesOf(store.query([1, 1], { topK: 2 })),
      'All four have the same vector, stored in the order m z a q: by id, a and m come first',
    ).toBe('a m');
  });

  it('replaces the whole record when the id exists', () => {
    const store = storeOf('dotProduct', [record('p1', [1, 0], { lang: 'en', draft: true })]);
    store.upsert([record('p1', [0, 2], { lang: 'de' })]);
    expect(store.size, 'p1 was stored twice, and it is one record').toBe(1);
    expect(
      store.query([1, 1], { topK: 5 }),
      'p1 was stored again with another vector, in another language and without `draft`',
    ).toEqual([{ id: 'p1', score: 2, metadata: { lang: 'de' } }]);
  });

  it('takes the later one when an id comes twice in a call', () => {
    const store = storeOf('dotProduct', [record('p1', [1]), record('p1', [5])]);
    expect(
      store.query([1], { topK: 5 }).map(({ score }) => score),
      'p1 came with the vector [1] and then with [5]; the query is [1]',
    ).toEqual([5]);
  });

  it("keeps its own copy of a record's vector", () => {
    const vector = [1, 0];
    const store = storeOf('dotProduct', [record('p1', vector)]);
    vector[0] = 100;
    expect(
      store.query([1, 0], { topK: 1 })[0]?.score,
      'The caller wrote 100 into its own array after upsert, and the stored vector changed with it',
    ).toBe(1);
  });

  it("keeps its own copy of a record's metadata", () => {
    const metadata = { lang: 'en' };
    const store = storeOf('dotProduct', [record('p1', [1, 0], metadata)]);
    metadata.lang = 'fr';
    expect(
      store.query([1, 0], { topK: 1 })[0]?.metadata,
      "The caller changed its own object after upsert, and the record's language changed with it",
    ).toEqual({ lang: 'en' });
  });

  it('stores nothing of a call that has a wrong vector in it', () => {
    const store = storeOf('dotProduct', [record('old', [1, 1])]);
    const batch = [record('new', [2, 2]), record('old', [3, 3]), record('short', [4])];
    expectError(() => store.upsert(batch), RangeError, 'dimensions');
    expect(
      store.query([1, 1], { topK: 5 }).map(({ id, score }) => `${id} ${score}`),
      'The third of three vectors was too short, so the call failed; only `old`, as it was, may be there',
    ).toEqual(['old 2']);
  });

  it('removes records, and says how many', () => {
    const store = storeOf('euclidean', [record('a', [1]), record('b', [2]), record('c', [3])]);
    const removed = store.delete(['a', 'x', 'c', 'a']);
    expect(removed, 'delete was given a, x, c and a: x was never there, and a only once').toBe(2);
    expect(store.size, 'Of three records two were removed').toBe(1);
    expect(namesOf(store.query([0], { topK: 3 })), 'a and c were deleted').toBe('b');
  });

  it('refuses vectors that do not belong into the space', () => {
    const store = storeOf('cosine', []);
    expectError(
      () => store.upsert([record('a', [1, 2, 3]), record('b', [1, 2])]),
      RangeError,
      'dimensions',
    );
    expectError(() => store.upsert([record('a', [0, 0, 0])]), RangeError, 'zero');
    expectError(() => store.query([1, 2], { topK: 1 }), RangeError, 'dimensions');
    expectError(() => store.query([0, 0, 0], { topK: 1 }), RangeError, 'zero');
  });

  it('refuses a topK that is not a whole number from 1 on', () => {
    const store = storeOf('cosine', threeVectors);
    for (const topK of [0, -1, 1.5, Number.NaN]) {
      expectError(() => store.query(query, { topK }), RangeError, 'topK');
    }
  });

  it('answers as a search through all records does, whatever was stored and deleted', () => {
    const someSteps = fc.array(
      fc.oneof(
        fc.record({ upsert: fc.array(someRecord, { maxLength: 3 }) }),
        fc.record({ delete: fc.array(someId, { maxLength: 2 }) }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    const someMetric = fc.constantFrom<Metric>('dotProduct', 'euclidean');
    fc.assert(
      fc.property(someMetric, someSteps, somePoint, someLang, (metric, steps, point, lang) => {
        const store = new VectorStore({ dimensions: 2, metric });
        const kept = new Map<string, VectorRecord>();
        for (const step of steps) {
          if ('upsert' in step) {
            store.upsert(step.upsert);
            for (const one of step.upsert) kept.set(one.id, one);
          } else {
            store.delete(step.delete);
            for (const id of step.delete) kept.delete(id);
          }
        }
        const passing = [...kept.values()].filter(({ metadata }) => metadata.lang === lang);
        expect(
          namesOf(store.query(point, { topK: 3, filter: { lang } })),
          `The three nearest to [${point}] by ${metric}, of the records that are still there in "${lang}"`,
        ).toBe(namesOf(ranked(passing, point, metric).slice(0, 3)));
      }),
    );
  });
});

describe('recallAtK', () => {
  it('gives the share of the true neighbours that were found', () => {
    const recall = recallAtK(['a', 'x', 'c', 'b'], ['a', 'b', 'c', 'd']);
    expect(recall, 'a, b and c of the four true neighbours were found').toBeCloseTo(0.75, 9);
  });

  it('does not look at the order', () => {
    const recall = recallAtK(['c', 'a', 'b', 'x', 'e'], ['a', 'b', 'c', 'd', 'e']);
    expect(recall, 'a, b, c and e of the five were found, in another order').toBeCloseTo(0.8, 9);
  });

  it('counts what was not returned as missing', () => {
    const recall = recallAtK(['a', 'b', 'x'], ['a', 'b', 'c', 'd', 'e']);
    expect(
      recall,
      'Three ids were returned, and two of the five true neighbours are among them',
    ).toBeCloseTo(0.4, 9);
  });

  it('looks at the first k only', () => {
    const recall = recallAtK(['a', 'x', 'y', 'b', 'z'], ['a', 'b', 'c']);
    expect(
      recall,
      'Three are due, so the first three of the five returned count: a, x and y',
    ).toBeCloseTo(1 / 3, 9);
  });

  it('counts an id once that was returned twice', () => {
    const recall = recallAtK(['a', 'a', 'b', 'x'], ['a', 'b', 'c', 'd']);
    expect(recall, 'a was returned twice and b once: two of four were found').toBeCloseTo(0.5, 9);
  });

  it('counts the true ones among k, whatever their places', () => {
    const somePlaces = fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(somePlaces, (places) => {
        const exact = places.map((_, i) => `true ${i}`);
        const found = places
          .map(([isFound, key], i) => ({ id: isFound ? `true ${i}` : `other ${i}`, key }))
          .sort((a, b) => a.key - b.key)
          .map(({ id }) => id);
        const due = places.filter(([isFound]) => isFound).length;
        expect(
          recallAtK(found, exact),
          `${due} of the ${exact.length} true neighbours were found`,
        ).toBeCloseTo(due / exact.length, 9);
      }),
    );
  });

  it('refuses to measure against nothing', () => {
    expectError(() => recallAtK(['a'], []), RangeError, 'exact');
  });
});

describe('buildIvf', () => {
  it('puts each record into the list of the nearest centroid', () => {
    const records = [1, 8, 3, 5.5, 9].map((x) => record(`at ${x}`, [x]));
    expect(
      listsOf(buildIvf(records, [[2], [8]])),
      'The border between the centroids 2 and 8 is at 5',
    ).toEqual(['at 1, at 3', 'at 8, at 5.5, at 9']);
  });

  it('does not prefer a centroid for being long', () => {
    const records = [record('p1', [2, 1]), record('p2', [7, 6]), record('p3', [1, 2])];
    const lists = listsOf(
      buildIvf(records, [
        [1, 1],
        [8, 8],
      ]),
    );
    expect(
      lists,
      '[2, 1] is 1 away from the centroid [1, 1] and 9.2 from [8, 8], which is longer but not nearer',
    ).toEqual(['p1, p3', 'p2']);
  });

  it('keeps an empty list for a centroid that no record is near', () => {
    const lists = listsOf(buildIvf([record('p1', [1]), record('p2', [9])], [[0], [5], [10]]));
    expect(lists, 'Three centroids 0, 5 and 10; the records are at 1 and 9').toEqual([
      'p1',
      '',
      'p2',
    ]);
  });

  it('gives a record between two centroids to the first', () => {
    const lists = listsOf(buildIvf([record('p1', [5]), record('p2', [6])], [[2], [8]]));
    expect(lists, 'p1 at 5 is 3 away from both centroids, 2 and 8').toEqual(['p1', 'p2']);
  });

  it('keeps every record, once, where it is nearest', () => {
    const someCentroids = fc.array(somePoint, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(someRecords, someCentroids, (records, centroids) => {
        const { lists } = buildIvf(records, centroids);
        expect(
          namesOf(lists.flat().toSorted(byId)),
          'Every record must be in one of the lists, and in no second one',
        ).toBe(namesOf(records.toSorted(byId)));
        for (const [i, list] of lists.entries()) {
          for (const { id, vector } of list) {
            const distances = centroids.map((centroid) => squaredDistance(vector, centroid));
            expect(
              i,
              `${id} at [${vector}] is in list ${i}; the squared distances of the centroids are ${distances}`,
            ).toBe(distances.indexOf(Math.min(...distances)));
          }
        }
      }),
    );
  });

  it('refuses to build without centroids', () => {
    expectError(() => buildIvf([record('p1', [1])], []), RangeError, 'centroids');
  });
});

describe('searchIvf', () => {
  const index = indexOf([2, [1, 3]], [8, [5.5, 8, 9]], [20, [19, 22]]);

  it('searches the nearest list', () => {
    const hits = searchIvf(index, [8.4], { topK: 2, nprobe: 1 });
    expect(
      hits.map(({ id }) => id),
      'The query 8.4 is nearest to the centroid 8, whose list has 5.5, 8 and 9',
    ).toEqual(['at 8', 'at 9']);
    expect(hits[0]?.score, 'From 8.4 to 8').toBeCloseTo(0.4, 9);
  });

  it('chooses lists by their centroids, not by their places', () => {
    const hits = searchIvf(index, [18], { topK: 3, nprobe: 2 });
    expect(
      namesOf(hits),
      'The centroids nearest to the query 18 are 20 and 8, the third and the second',
    ).toBe('at 19 at 22 at 9');
  });

  it('misses what lies over the border of the only list it searches', () => {
    const hits = searchIvf(index, [4.5], { topK: 2, nprobe: 1 });
    expect(
      namesOf(hits),
      'The query 4.5 is nearest to the centroid 2, and 5.5 is in the list of 8: nprobe 1 cannot see it',
    ).toBe('at 3 at 1');
  });

  it('ranks the records of all searched lists together', () => {
    const hits = searchIvf(index, [4.5], { topK: 3, nprobe: 2 });
    expect(
      namesOf(hits),
      'From 4.5 it is 1 to 5.5, 1.5 to 3, and 3.5 to both 1 and 8 (equal, so by id)',
    ).toBe('at 5.5 at 3 at 1');
  });

  it('returns fewer than topK when the searched lists hold fewer', () => {
    const hits = searchIvf(index, [20], { topK: 3, nprobe: 1 });
    expect(namesOf(hits), 'One list was to be searched, and it has two records').toBe(
      'at 19 at 22',
    );
  });

  it('orders equal distances by id', () => {
    const twins = ['m', 'z', 'a', 'q'].map((id) => record(id, [1]));
    const hits = searchIvf({ centroids: [[1]], lists: [twins] }, [3], { topK: 2, nprobe: 1 });
    expect(namesOf(hits), 'All four are at the same place, listed as m z a q').toBe('a m');
  });

  it('finds as much or more with each list, and everything with all', () => {
    const someIndex = fc.tuple(someRecords, fc.array(somePoint, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(someIndex, somePoint, ([records, centroids], point) => {
        const built = indexNear(records, centroids);
        const exact = namesOf(ranked(records, point, 'euclidean').slice(0, 3)).split(' ');
        const found = centroids.map((_, i) =>
          searchIvf(built, point, { topK: 3, nprobe: i + 1 }).map(({ id }) => id),
        );
        const counts = found.map((ids) => ids.filter((id) => exact.includes(id)).length);
        expect(
          counts,
          `True neighbours found with nprobe 1 to ${centroids.length}: ${counts}. They must not become fewer`,
        ).toEqual(counts.toSorted((a, b) => a - b));
        expect(
          found.at(-1)?.join(' '),
          'With all lists searched, the answer is the exact one',
        ).toBe(exact.join(' '));
      }),
    );
  });

  it('refuses an nprobe that is not between 1 and the number of lists', () => {
    for (const nprobe of [0, 4, 1.5]) {
      expectError(() => searchIvf(index, [1], { topK: 1, nprobe }), RangeError, 'nprobe');
    }
  });

  it('refuses a topK that is not a whole number from 1 on', () => {
    for (const topK of [0, 1.5]) {
      expectError(() => searchIvf(index, [1], { topK, nprobe: 1 }), RangeError, 'topK');
    }
  });
});

describe('tuneNprobe', () => {
  const exact = [1, 2, 3, 4].map((q) => [1, 2, 3, 4].map((n) => `q${q} n${n}`));
  const queries = [[1], [2], [3], [4]];
  /** How many of each query's four neighbours are found with nprobe 1, 2, …: 50, 75, 87.5, 93.75, 100 %. */
  const foundBy = [
    [1, 1, 2, 3, 4],
    [2, 3, 4, 4, 4],
    [2, 4, 4, 4, 4],
    [3, 4, 4, 4, 4],
  ];
  const table = { queries, exact, search: searchLike(foundBy, exact), nlist: 5 };

  it('takes the smallest nprobe that is good enough', () => {
    const nprobe = tuneNprobe({ ...table, minRecall: 0.7 });
    expect(
      nprobe,
      'The mean recalls from nprobe 1 on are 0.5, 0.75, 0.875, 0.9375 and 1; at least 0.7 is due',
    ).toBe(2);
  });

  it('is content with exactly the recall that was asked for', () => {
    const nprobe = tuneNprobe({ ...table, minRecall: 0.875 });
    expect(
      nprobe,
      'The mean recalls from nprobe 1 on are 0.5, 0.75, 0.875, 0.9375 and 1; at least 0.875 is due',
    ).toBe(3);
  });

  it('goes up to all lists where it has to', () => {
    expect(
      tuneNprobe({ ...table, minRecall: 0.95 }),
      'Only all five lists give a mean of 0.95 or more',
    ).toBe(5);
  });

  it('finds the first mean that reaches the floor, whatever the recalls', () => {
    const someGains = fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(someGains, fc.integer({ min: 1, max: 16 }), (gains, due) => {
        const counts = [0, 1, 2, 3].map((q) =>
          gains.map((_, n) =>
            Math.min(
              4,
              gains.slice(0, n + 1).reduce((sum, gain) => sum + (gain[q] ?? 0), 0),
            ),
          ),
        );
        const all = [...gains.keys()].map((n) =>
          counts.reduce((sum, query) => sum + (query[n] ?? 0), 0),
        );
        // With one more list everything is found, so that there always is an answer.
        const search = searchLike(
          counts.map((query) => [...query, 4]),
          exact,
        );
        const first = all.findIndex((sum) => sum >= due);
        expect(
          tuneNprobe({ queries, exact, search, nlist: gains.length + 1, minRecall: due / 16 }),
          `Of 16 neighbours nprobe 1, 2 … finds ${[...all, 16]}; at least ${due} are due`,
        ).toBe(first === -1 ? gains.length + 1 : first + 1);
      }),
    );
  });

  it('says so when no nprobe is good enough', () => {
    const poor = { ...table, search: () => ['x'], minRecall: 0.5 };
    expectError(() => tuneNprobe(poor), RangeError, 'minRecall');
  });

  it('refuses to tune without queries', () => {
    const none = { ...table, queries: [], exact: [], minRecall: 0.5 };
    expectError(() => tuneNprobe(none), RangeError, 'queries');
  });
});

describe('indexTexts', () => {
  const texts: readonly TextRecord[] = [
    { id: 'p1', text: 'Where is my parcel?', metadata: { lang: 'en' } },
    { id: 'p2', text: 'The laptop does not start', metadata: { lang: 'en' } },
    { id: 'p3', text: 'A recipe for onion soup', metadata: { lang: 'en', draft: true } },
    { id: 'p4', text: 'Cancel the subscription', metadata: { lang: 'de' } },
    { id: 'p5', text: 'Our flight is late by three hours', metadata: {} },
  ];
  const model = 'text-embedding-3-small';

  it("stores each text's own vector under its id", async () => {
    const { store, stored, client } = await offline();
    await indexTexts(store, texts, { client, model, batchSize: 3 });
    expect(await ownersOf(stored), 'For each id, the text whose vector was stored with it').toEqual(
      texts.map(({ id, text }) => `${id}: ${text}`),
    );
  });

  it("asks for vectors of the store's length", async () => {
    const { store, stored, client } = await offline();
    await indexTexts(store, texts, { client, model, batchSize: 5 });
    expect(
      stored.map(({ vector }) => vector.length),
      'The space of the store has 16 dimensions',
    ).toEqual([16, 16, 16, 16, 16]);
  });

  it('fills each request up to batchSize', async () => {
    const { store, client, requests } = await offline();
    await indexTexts(store, texts, { client, model, batchSize: 2 });
    expect(
      requests.map(({ body }) => inputSizeOf(body)),
      'Five texts with a batchSize of 2: the number of texts in each request',
    ).toEqual([2, 2, 1]);
  });

  it('keeps the metadata, and the text with them', async () => {
    const { store, stored, client } = await offline();
    await indexTexts(store, texts.slice(2, 4), { client, model, batchSize: 2 });
    expect(
      stored.toSorted(byId).map(({ metadata }) => metadata),
      'What a hit needs to be shown: the metadata of p3 and p4, and their texts',
    ).toEqual([
      { lang: 'en', draft: true, text: 'A recipe for onion soup' },
      { lang: 'de', text: 'Cancel the subscription' },
    ]);
  });

  it('goes by the index of an embedding, not by its place', async () => {
    const { store, stored, client } = await offline({ reversed: true });
    await indexTexts(store, texts.slice(0, 3), { client, model, batchSize: 3 });
    expect(await ownersOf(stored), 'This server lists the embeddings with index 2, 1, 0').toEqual(
      texts.slice(0, 3).map(({ id, text }) => `${id}: ${text}`),
    );
  });

  it('adds up the tokens of all requests', async () => {
    const { store, client } = await offline();
    const whole = await offline();
    const input = texts.map(({ text }) => text);
    const { usage } = await whole.client.embeddings.create({ model, input });
    expect(
      await indexTexts(store, texts, { client, model, batchSize: 2 }),
      `In one request these texts take ${usage.total_tokens} tokens, so in three they do too`,
    ).toBe(usage.total_tokens);
  });

  it('stores what came before a request that failed, and lets the error through', async () => {
    const { store, stored, client, next } = await offline();
    next(fault.ok(), fault.serverError(), fault.ok());
    await expectRejection(
      () => indexTexts(store, texts, { client, model, batchSize: 2 }),
      OpenAI.InternalServerError,
      '500',
    );
    expect(
      namesOf(stored.toSorted(byId)) || 'nothing',
      'The second of three requests failed: the vectors of the first had been paid for',
    ).toBe('p1 p2');
  });

  it('sends nothing when there is nothing to embed', async () => {
    const { store, client, requests } = await offline();
    expect(await indexTexts(store, [], { client, model, batchSize: 2 }), 'No texts').toBe(0);
    expect(requests.length, 'There are no texts, and the API refuses an empty input').toBe(0);
  });

  it('refuses a batchSize that is not a whole number from 1 on', async () => {
    const { store, client } = await offline();
    for (const batchSize of [0, -2, 2.5]) {
      const index = () => indexTexts(store, texts, { client, model, batchSize });
      await expectRejection(index, RangeError, 'batchSize');
    }
  });

  /** A store that only notes what it is given, so that these specs need nothing of VectorStore. */
  async function offline({ reversed = false } = {}) {
    const api = createOpenAI();
    const stored: VectorRecord[] = [];
    const fetch: typeof api.fetch = async (input, init) => {
      const answer = await api.fetch(input, init);
      if (!reversed) return answer;
      const body = await answer.json();
      return Response.json({ ...body, data: body.data.toReversed() });
    };
    return {
      client: new OpenAI({ apiKey: 'offline', fetch, maxRetries: 0 }),
      next: api.next,
      requests: api.requests,
      stored,
      store: {
        space: { dimensions: 16, metric: 'cosine' as const },
        upsert: (records: readonly VectorRecord[]) => void stored.push(...records),
      },
    };
  }

  /** For each record its id and the text whose vector it has, by what the API itself answers. */
  async function ownersOf(records: readonly VectorRecord[]): Promise<string[]> {
    const { client } = await offline();
    const input = texts.map(({ text }) => text);
    const { data } = await client.embeddings.create({ model, input, dimensions: 16 });
    return records.toSorted(byId).map(({ id, vector }) => {
      const own = data.find(({ embedding }) => squaredDistance(vector, embedding) < 1e-6);
      return `${id}: ${texts[own?.index ?? -1]?.text ?? 'no text of these'}`;
    });
  }
});

function inputSizeOf(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('input' in body)) return 0;
  return Array.isArray(body.input) ? body.input.length : 1;
}

function record(id: string, vector: readonly number[], metadata: Metadata = {}): VectorRecord {
  return { id, vector, metadata };
}

function storeOf(metric: Metric, records: readonly VectorRecord[]): VectorStore {
  const dimensions = records[0]?.vector.length ?? 3;
  const store = new VectorStore({ dimensions, metric });
  store.upsert(records);
  return store;
}

function onCircle(degrees: number): number[] {
  const angle = (degrees / 180) * Math.PI;
  return [Math.cos(angle), Math.sin(angle)];
}

function namesOf(records: readonly { readonly id: string }[]): string {
  return records.map(({ id }) => id).join(' ');
}

function byId(a: VectorRecord, b: VectorRecord): number {
  return a.id < b.id ? -1 : 1;
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
}

/** All records, nearest first; coordinates are whole numbers, so that equal scores are exactly equal. */
function ranked(records: readonly VectorRecord[], point: readonly number[], metric: Metric) {
  const farness = ({ vector }: VectorRecord) =>
    metric === 'euclidean'
      ? squaredDistance(vector, point)
      : -vector.reduce((sum, value, i) => sum + value * (point[i] ?? 0), 0);
  return records.toSorted((a, b) => farness(a) - farness(b) || byId(a, b));
}

function listsOf({ lists }: IvfIndex): string[] {
  return lists.map((list) => list.map(({ id }) => id).join(', '));
}

/** An index on a line: for each list its centroid and its members. */
function indexOf(...lists: readonly (readonly [number, readonly number[]])[]): IvfIndex {
  return {
    centroids: lists.map(([centroid]) => [centroid]),
    lists: lists.map(([, members]) => members.map((x) => record(`at ${x}`, [x]))),
  };
}

function indexNear(
  records: readonly VectorRecord[],
  centroids: readonly (readonly number[])[],
): IvfIndex {
  const nearest = ({ vector }: VectorRecord) => {
    const distances = centroids.map((centroid) => squaredDistance(vector, centroid));
    return distances.indexOf(Math.min(...distances));
  };
  return {
    centroids,
    lists: centroids.map((_, i) => records.filter((one) => nearest(one) === i)),
  };
}

/** A search that finds so many of the neighbours of query 1, 2, … for nprobe 1, 2, … */
function searchLike(counts: readonly (readonly number[])[], exact: readonly (readonly string[])[]) {
  return ([number = 0]: readonly number[], nprobe: number): string[] =>
    exact[number - 1]?.slice(0, counts[number - 1]?.[nprobe - 1] ?? 0) ?? [];
}
