import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { expectRejection } from '#kit/expect-error';
import { NotImplemented } from '#kit/not-implemented';
import {
  chromaUrl,
  createChromaServer,
  createPineconeIndex,
  type PineconeIndex,
  pineconeHost,
  pineconeKey,
  type ServiceAnswer,
  startVectorServices,
} from '#kit/vector-services';
import {
  type ChromaAnswer,
  type ChromaQuery,
  type Condition,
  type Found,
  type Hit,
  type Metadata,
  normalizeHits,
  openChroma,
  openPinecone,
  type PineconeAnswer,
  type PineconeQuery,
  type Query,
  toChromaQuery,
  toPineconeQuery,
  type VectorRecord,
  type VectorStore,
} from './pinecone-chroma.ts';

const services = startVectorServices();
afterEach(() => services.reset());
afterAll(() => services.close());

/** From p1 to p6 each page is 10 degrees further from the query at 0 degrees. */
const pages: readonly VectorRecord[] = [
  page('p1', 0, { lang: 'en', year: 2023, internal: false }),
  page('p2', 10, { lang: 'de', year: 2024, internal: false }),
  page('p3', 20, { lang: 'en', year: 2025, internal: true }),
  page('p4', 30, { lang: 'en', year: 2024, internal: false }),
  page('p5', 40, { lang: 'de', year: 2026, internal: false }),
  page('p6', 50, { lang: 'fr', year: 2025, internal: false }),
];
const all = { tenant: 'acme', vector: at(0), topK: 10 };

const indexes = new Map<string, PineconeIndex>();
const collections = new Map<string, ChromaQueries>();

type ChromaQueries = (body: unknown) => ServiceAnswer;

const yearsFrom2024Until2026: readonly Condition[] = [
  { field: 'year', op: 'gte', value: 2024 },
  { field: 'year', op: 'lt', value: 2026 },
];

const inEnglish: readonly Condition[] = [{ field: 'lang', op: 'eq', value: 'en' }];
const inEnglishAndPublic: readonly Condition[] = [
  ...inEnglish,
  { field: 'internal', op: 'eq', value: false },
];
const inGermanOrFrench: readonly Condition[] = [{ field: 'lang', op: 'in', value: ['de', 'fr'] }];

const someCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constant('year'),
    op: fc.constantFrom('eq', 'gte', 'lt'),
    value: fc.integer({ min: 2022, max: 2027 }),
  }),
  fc.record({
    field: fc.constant('lang'),
    op: fc.constant('in' as const),
    value: fc.subarray(['en', 'de', 'fr'], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('internal'),
    op: fc.constant('eq' as const),
    value: fc.boolean(),
  }),
);
const someQuery: fc.Arbitrary<Query> = fc.record({
  tenant: fc.constant('acme'),
  vector: fc.integer({ min: -90, max: 90 }).map((degrees) => at(degrees + 0.25)),
  topK: fc.integer({ min: 1, max: 7 }),
  filter: fc.array(someCondition, { maxLength: 3 }),
});

describe('toPineconeQuery', () => {
  it('asks for the topK nearest records', () => {
    expect(
      idsFromPinecone(toPineconeQuery({ ...all, topK: 2 })),
      'Six pages are stored, and the two nearest to [1, 0] were asked for',
    ).toBe('p1 p2');
  });

  it('searches the namespace of the tenant', () => {
    expect(
      idsFromPinecone(toPineconeQuery({ ...all, tenant: 'globex' })),
      'globex has one page, g1; p1 to p6 are of acme, and d1 is in the default namespace',
    ).toBe('g1');
  });

  it('asks for the metadata', () => {
    const { body } = pineconeOfPages().query(toPineconeQuery({ ...all, topK: 1 }));
    const [match] = isPineconeAnswer(body) ? body.matches : [];
    expect(match?.metadata ?? 'no metadata', 'The metadata of the nearest page, p1').toEqual({
      lang: 'en',
      year: 2023,
      internal: false,
    });
  });

  const find = (query: Query) => idsFromPinecone(toPineconeQuery(query));

  it('lets in what one condition allows', () => {
    expect(find({ ...all, filter: inEnglish }), 'In English are p1, p3 and p4').toBe('p1 p3 p4');
  });

  it('lets in what all conditions allow', () => {
    expect(
      find({ ...all, filter: inEnglishAndPublic }),
      'In English and not internal are p1 and p4',
    ).toBe('p1 p4');
  });

  it('keeps both ends of a range of one field', () => {
    expect(
      find({ ...all, filter: yearsFrom2024Until2026 }),
      'Of the years 2024 and 2025 are p2, p3, p4 and p6; p1 is older, and p5 is newer',
    ).toBe('p2 p3 p4 p6');
  });

  it('lets in the values of a list', () => {
    expect(
      find({ ...all, filter: inGermanOrFrench }),
      'In German or French are p2, p5 and p6',
    ).toBe('p2 p5 p6');
  });

  it('lets every record in without conditions', () => {
    const found = [find(all), find({ ...all, filter: [] })];
    expect(found, 'No filter at all, then an empty list of conditions').toEqual([
      'p1 p2 p3 p4 p5 p6',
      'p1 p2 p3 p4 p5 p6',
    ]);
  });

  it('finds what a loop over the records finds', () => {
    fc.assert(
      fc.property(someQuery, (query) => {
        expect(
          find(query),
          `The ${query.topK} nearest that pass ${JSON.stringify(query.filter)}`,
        ).toBe(foundByLoop(query));
      }),
    );
  });
});

describe('toChromaQuery', () => {
  it('asks for the topK nearest records', () => {
    expect(
      idsFromChroma(toChromaQuery({ ...all, topK: 2 })),
      'Six pages are stored, and the two nearest to [1, 0] were asked for',
    ).toBe('p1 p2');
  });

  it('asks for metadata and distances', () => {
    const { body } = askChroma(toChromaQuery({ ...all, topK: 1 }));
    expect(body, 'Both columns have one row with one entry, for the nearest page').toMatchObject({
      ids: [['p1']],
      distances: [[0]],
      metadatas: [[{ lang: 'en', year: 2023, internal: false }]],
    });
  });

  const find = (query: Query) => idsFromChroma(toChromaQuery(query));

  it('lets in what one condition allows', () => {
    expect(find({ ...all, filter: inEnglish }), 'In English are p1, p3 and p4').toBe('p1 p3 p4');
  });

  it('lets in what all conditions allow', () => {
    expect(
      find({ ...all, filter: inEnglishAndPublic }),
      'In English and not internal are p1 and p4',
    ).toBe('p1 p4');
  });

  it('keeps both ends of a range of one field', () => {
    expect(
      find({ ...all, filter: yearsFrom2024Until2026 }),
      'Of the years 2024 and 2025 are p2, p3, p4 and p6; p1 is older, and p5 is newer',
    ).toBe('p2 p3 p4 p6');
  });

  it('lets in the values of a list', () => {
    expect(
      find({ ...all, filter: inGermanOrFrench }),
      'In German or French are p2, p5 and p6',
    ).toBe('p2 p5 p6');
  });

  it('lets every record in without conditions', () => {
    const found = [find(all), find({ ...all, filter: [] })];
    expect(found, 'No filter at all, then an empty list of conditions').toEqual([
      'p1 p2 p3 p4 p5 p6',
      'p1 p2 p3 p4 p5 p6',
    ]);
  });

  it('finds what a loop over the records finds', () => {
    fc.assert(
      fc.property(someQuery, (query) => {
        expect(
          find(query),
          `The ${query.topK} nearest that pass ${JSON.stringify(query.filter)}`,
        ).toBe(foundByLoop(query));
      }),
    );
  });
});

describe('normalizeHits', () => {
  it("takes Pinecone's cosine for the similarity", () => {
    expect(
      shown(normalizeHits(pinecone('cosine', [0.9, 0.6]))),
      'In a cosine index the score is the cosine',
    ).toBe('r1 0.9000, r2 0.6000');
  });

  it("takes Pinecone's dot product for the similarity", () => {
    expect(
      shown(normalizeHits(pinecone('dotproduct', [0.8, 0.4]))),
      'For vectors of length 1 the dot product is the cosine',
    ).toBe('r1 0.8000, r2 0.4000');
  });

  it("turns Pinecone's squared distance into the cosine", () => {
    expect(
      shown(normalizeHits(pinecone('euclidean', [0.2, 0.8]))),
      'In a euclidean index the score is the squared distance: 0.2 and 0.8',
    ).toBe('r1 0.9000, r2 0.6000');
  });

  it("turns Chroma's cosine distance into the cosine", () => {
    expect(
      shown(normalizeHits(chroma('cosine', [0.1, 0.4]))),
      'In the cosine space the distance is 1 - cosine: 0.1 and 0.4',
    ).toBe('r1 0.9000, r2 0.6000');
  });

  it("turns Chroma's inner-product distance into the cosine", () => {
    expect(
      shown(normalizeHits(chroma('ip', [0.3, 1.2]))),
      'In the ip space the distance is 1 - dot product: 0.3 and 1.2',
    ).toBe('r1 0.7000, r2 -0.2000');
  });

  it("turns Chroma's squared distance into the cosine", () => {
    expect(
      shown(normalizeHits(chroma('l2', [0.2, 0.8]))),
      'In the l2 space the distance is squared: 0.2 and 0.8',
    ).toBe('r1 0.9000, r2 0.6000');
  });

  it('gives a half for 60 degrees, whatever the index computes', () => {
    // Known from geometry: cos 60° is 1/2, and the chord of 60 degrees is as long as the radius.
    const similarities = [
      pinecone('cosine', [0.5]),
      pinecone('dotproduct', [0.5]),
      pinecone('euclidean', [1]),
      chroma('cosine', [0.5]),
      chroma('ip', [0.5]),
      chroma('l2', [1]),
    ].map((found) => normalizeHits(found)[0]?.similarity);
    expect(similarities, 'Six indexes, one pair of vectors 60 degrees apart').toEqual(
      Array.from({ length: 6 }, () => 0.5),
    );
  });

  it("gives every hit of Chroma's columns its own metadata", () => {
    const answer = {
      ids: [['a', 'b', 'c']],
      distances: [[0.25, 0.5, 0.75]],
      metadatas: [[{ page: 1 }, { page: 2 }, { page: 3 }]],
    };
    expect(
      normalizeHits({ service: 'chroma', space: 'cosine', answer }),
      'The first row of each column has an entry for each of three hits',
    ).toEqual([
      { id: 'a', similarity: 0.75, metadata: { page: 1 } },
      { id: 'b', similarity: 0.5, metadata: { page: 2 } },
      { id: 'c', similarity: 0.25, metadata: { page: 3 } },
    ]);
  });

  it('gives an empty object for a record without metadata', () => {
    const match = { id: 'a', score: 0.5 };
    const fromPinecone = normalizeHits({
      service: 'pinecone',
      metric: 'cosine',
      answer: { matches: [match, { ...match, id: 'b', metadata: { page: 2 } }] },
    });
    const answer = { ids: [['a']], distances: [[0.5]], metadatas: [[null]] };
    const fromChroma = normalizeHits({ service: 'chroma', space: 'cosine', answer });
    expect(
      [...fromPinecone, ...fromChroma].map(({ metadata }) => metadata),
      'Pinecone leaves metadata out, and Chroma gives null',
    ).toEqual([{}, { page: 2 }, {}]);
  });

  it('gives no hits for an answer without any', () => {
    expect(normalizeHits(pinecone('euclidean', [])), 'Pinecone found nothing').toEqual([]);
    expect(normalizeHits(chroma('l2', [])), 'Chroma found nothing').toEqual([]);
  });

  it('gives the cosine for what each service answers, under all metrics', () => {
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), (degrees) => {
        const { cos, PI } = Math;
        for (const found of answersOfAll(at(degrees))) {
          for (const { id, similarity } of normalizeHits(found)) {
            const own = pages.findIndex((one) => one.id === id) * 10;
            expect(
              similarity,
              `${found.service} found ${id}, which is ${own} degrees from [1, 0], for a query at ${degrees} degrees`,
            ).toBeCloseTo(cos(((own - degrees) / 180) * PI), 5);
          }
        }
      }),
      // Each run compares 36 hits.
      { numRuns: 10 },
    );
  });
});

/** What the application relies on, whichever service stands behind it. */
const contract = {
  async findsWhatItStored(store: VectorStore) {
    await store.upsert('acme', [
      { id: 'far', vector: [0.6, 0.8], metadata: { title: 'Returns' } },
      { id: 'near', vector: [0.8, 0.6], metadata: { title: 'Refunds' } },
    ]);
    const hits = await store.query({ ...all, vector: [1, 0] });
    expect(shown(hits), 'The cosines with [1, 0] are 0.8 and 0.6').toBe('near 0.8000, far 0.6000');
    expect(hits[0]?.metadata, 'The metadata of the nearest').toEqual({ title: 'Refunds' });
  },

  async keepsTenantsApart(store: VectorStore) {
    await store.upsert('acme', [page('p1', 60, { owner: 'acme' })]);
    await store.upsert('globex', [page('p1', 0, { owner: 'globex' }), page('p2', 0, {})]);
    const hits = [
      ...(await store.query(all)),
      ...(await store.query({ ...all, tenant: 'globex', topK: 1 })),
    ];
    expect(
      hits.map(({ id, metadata }) => `${id} of ${metadata.owner}`),
      'All hits for acme, which has one page, then the nearest for globex',
    ).toEqual(['p1 of acme', 'p1 of globex']);
  },

  async findsNothingForTheNew(store: VectorStore) {
    await store.upsert('acme', pages);
    expect(await store.query({ ...all, tenant: 'initech' }), 'initech is new').toEqual([]);
  },

  async replacesRecords(store: VectorStore) {
    await store.upsert('acme', [page('p1', 60, { year: 2023 })]);
    await store.upsert('acme', [page('p1', 0, { year: 2026 })]);
    expect(await store.query(all), 'p1 was stored twice; the second is at 0 degrees').toEqual([
      { id: 'p1', similarity: 1, metadata: { year: 2026 } },
    ]);
  },

  async searchesWithFilter(store: VectorStore) {
    await store.upsert('acme', pages);
    const hits = await store.query({ ...all, topK: 3, filter: yearsFrom2024Until2026 });
    expect(shown(hits), 'Three of the pages of 2024 and 2025 were asked for').toBe(
      'p2 0.9848, p3 0.9397, p4 0.8660',
    );
  },

  async sendsNothing(store: VectorStore) {
    await store.upsert('acme', []);
    expect(
      services.requests.map(({ path }) => path),
      'There is nothing to store',
    ).toEqual([]);
  },
};

describe('openPinecone', () => {
  it('finds what it has stored, nearest first, with cosine and metadata', () =>
    contract.findsWhatItStored(pineconeStore().store));

  it('keeps tenants apart, also when they use the same ids', () =>
    contract.keepsTenantsApart(pineconeStore().store));

  it('finds nothing for a tenant that has stored nothing', () =>
    contract.findsNothingForTheNew(pineconeStore().store));

  it('replaces a record with an id that is there', () =>
    contract.replacesRecords(pineconeStore().store));

  it('searches with topK and filter', () => contract.searchesWithFilter(pineconeStore().store));

  it('sends nothing when there are no records', () => contract.sendsNothing(pineconeStore().store));

  it('refuses with the status and the text of an answer that is not a success', async () => {
    const { store } = pineconeStore('pcsk_wrong');
    const write = await refusalOf(() => store.upsert('acme', pages));
    const read = await refusalOf(() => store.query(all));
    expect(
      [write, read].map((said) => said.includes('401') && said.includes('Unauthorized')),
      `The key is wrong, and Pinecone answers 401 Unauthorized. Your upsert: ${write}. Your query: ${read}`,
    ).toEqual([true, true]);
  });

  it('waits until the index has seen its last write', async () => {
    services.reset({ indexingMs: 250 });
    const { store, waits } = pineconeStore();
    await store.upsert('acme', pages.slice(0, 1));
    expect(
      shown(await store.query(all)),
      'p1 was written, and the index needs 250 ms to show it',
    ).toBe('p1 1.0000');
    expect(waits(), 'After 100 and 200 ms the index had not seen it, after 300 ms it had').toBe(3);
  });

  it('compares log sequence numbers as numbers', async () => {
    services.reset({ indexingMs: 250 });
    const { store } = pineconeStore();
    await store.upsert('acme', pages.slice(0, 1));
    services.advance(1000);
    await store.upsert('acme', pages.slice(1, 2));
    expect(
      shown(await store.query(all)),
      'p1 has LSN 9 and is indexed, p2 has LSN 10 and was written just now',
    ).toBe('p1 1.0000, p2 0.9848');
  });

  it('remembers the last write of each tenant', async () => {
    services.reset({ indexingMs: 250 });
    const { store } = pineconeStore();
    await store.upsert('acme', pages.slice(0, 1));
    services.advance(1000);
    await store.upsert('acme', pages.slice(1, 2));
    await store.upsert('globex', pages.slice(2, 3));
    const hits = [await store.query(all), await store.query({ ...all, tenant: 'globex' })];
    expect(
      hits.map(shown),
      'acme has written LSN 9 and 10, globex LSN 9: each namespace counts its own writes',
    ).toEqual(['p1 1.0000, p2 0.9848', 'p3 0.9397']);
  });

  it('does not wait when the first answer is fresh', async () => {
    services.reset({ indexingMs: 250 });
    const { store, waits } = pineconeStore();
    await store.upsert('acme', pages.slice(0, 1));
    services.advance(250);
    await store.query(all);
    const queries = services.requests.filter(({ path }) => path === '/query').length;
    expect(
      `${queries} queries, ${waits()} waits`,
      'The write was indexed before the query was made',
    ).toBe('1 queries, 0 waits');
  });

  it('gives up on an index that does not catch up', async () => {
    services.reset({ indexingMs: 1_000_000 });
    const { store } = pineconeStore();
    await store.upsert('acme', pages.slice(0, 1));
    await expectRejection(() => store.query(all), Error, 'stale');
  });
});

describe('openChroma', () => {
  it('finds what it has stored, nearest first, with cosine and metadata', () =>
    contract.findsWhatItStored(openChroma({ url: chromaUrl })));

  it('keeps tenants apart, also when they use the same ids', () =>
    contract.keepsTenantsApart(openChroma({ url: chromaUrl })));

  it('finds nothing for a tenant that has stored nothing', () =>
    contract.findsNothingForTheNew(openChroma({ url: chromaUrl })));

  it('replaces a record with an id that is there', () =>
    contract.replacesRecords(openChroma({ url: chromaUrl })));

  it('searches with topK and filter', () =>
    contract.searchesWithFilter(openChroma({ url: chromaUrl })));

  it('sends nothing when there are no records', () =>
    contract.sendsNothing(openChroma({ url: chromaUrl })));

  it('refuses with the status and the text of an answer that is not a success', async () => {
    const store = openChroma({ url: chromaUrl });
    await store.upsert('acme', pages);
    const tooLong = { ...all, vector: [1, 0, 0] };
    const said = await refusalOf(() => store.query(tooLong));
    expect(
      said.includes('400') && said.includes('dimension of 2, got 3'),
      `Chroma answers 400, because the vector has three numbers and not two. Your query: ${said}`,
    ).toBe(true);
  });
});

function foundByLoop({ vector, topK, filter = [] }: Query): string {
  const passing = pages.filter(({ metadata }) => filter.every((one) => holds(one, metadata)));
  return passing
    .toSorted((a, b) => cosine(b.vector, vector) - cosine(a.vector, vector))
    .slice(0, topK)
    .map(({ id }) => id)
    .join(' ');
}

function pineconeStore(apiKey = pineconeKey) {
  let waited = 0;
  const store = openPinecone({
    host: pineconeHost,
    apiKey,
    sleep: async (milliseconds) => {
      waited += 1;
      services.advance(milliseconds);
    },
  });
  return { store, waits: () => waited };
}

/** What the error says that `act` ends with. */
async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof NotImplemented) throw error;
    return error instanceof Error ? error.message : `${error} was thrown, which is no Error`;
  }
  return 'no error came';
}

function page(id: string, degrees: number, metadata: Metadata): VectorRecord {
  return { id, vector: at(degrees), metadata };
}

function at(degrees: number): number[] {
  const angle = (degrees / 180) * Math.PI;
  return [Math.cos(angle), Math.sin(angle)];
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function holds({ field, op, value }: Condition, metadata: Metadata): boolean {
  const own = metadata[field];
  if (own === undefined) return false;
  if (Array.isArray(value)) return value.includes(own);
  if (op === 'eq') return own === value;
  return op === 'gte' ? Number(own) >= Number(value) : Number(own) < Number(value);
}

function pineconeOfPages(metric: 'cosine' | 'dotproduct' | 'euclidean' = 'cosine') {
  const made = indexes.get(metric);
  if (made) return made;
  const index = createPineconeIndex({ metric });
  indexes.set(metric, index);
  const stored = (records: readonly VectorRecord[]) =>
    records.map(({ id, vector, metadata }) => ({ id, values: vector, metadata }));
  index.upsert({ namespace: 'acme', vectors: stored(pages) });
  index.upsert({ namespace: 'globex', vectors: stored([page('g1', 5, { lang: 'en' })]) });
  index.upsert({ vectors: stored([page('d1', 5, { lang: 'en' })]) });
  return index;
}

function chromaOfPages(space: 'cosine' | 'ip' | 'l2'): ChromaQueries {
  const server = createChromaServer();
  const { body } = server.createCollection({ name: 'acme', configuration: { hnsw: { space } } });
  const id = typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
  server.upsert(id, {
    ids: pages.map((one) => one.id),
    embeddings: pages.map(({ vector }) => vector),
    metadatas: pages.map(({ metadata }) => metadata),
  });
  return (query) => server.query(id, query);
}

function askChroma(query: ChromaQuery, space: 'cosine' | 'ip' | 'l2' = 'cosine'): ServiceAnswer {
  const ask = collections.get(space) ?? chromaOfPages(space);
  collections.set(space, ask);
  return ask(query);
}

/** The ids that Pinecone finds, or what it says when it refuses. */
function idsFromPinecone(query: PineconeQuery): string {
  const { status, body } = pineconeOfPages().query(asSent(query));
  if (isPineconeAnswer(body)) return body.matches.map(({ id }) => id).join(' ');
  return `${status} ${JSON.stringify(body)}`;
}

function idsFromChroma(query: ChromaQuery): string {
  const { status, body } = askChroma(asSent(query));
  return isChromaAnswer(body) ? (body.ids[0] ?? []).join(' ') : `${status} ${JSON.stringify(body)}`;
}

/** What arrives of a body that is sent as JSON: a field that is undefined is left out. */
function asSent<T>(body: T): T {
  return JSON.parse(JSON.stringify(body));
}

function isPineconeAnswer(body: unknown): body is PineconeAnswer {
  return typeof body === 'object' && body !== null && 'matches' in body;
}

function isChromaAnswer(body: unknown): body is ChromaAnswer {
  return typeof body === 'object' && body !== null && 'ids' in body;
}

function pinecone(metric: 'cosine' | 'dotproduct' | 'euclidean', scores: readonly number[]): Found {
  const matches = scores.map((score, i) => ({ id: `r${i + 1}`, score, metadata: {} }));
  return { service: 'pinecone', metric, answer: { matches } };
}

function chroma(space: 'cosine' | 'ip' | 'l2', distances: readonly number[]): Found {
  const answer = {
    ids: [distances.map((_, i) => `r${i + 1}`)],
    distances: [distances],
    metadatas: [distances.map(() => ({}))],
  };
  return { service: 'chroma', space, answer };
}

function* answersOfAll(vector: readonly number[]): Generator<Found> {
  for (const metric of ['cosine', 'dotproduct', 'euclidean'] as const) {
    const query = { namespace: 'acme', vector, topK: 10, includeMetadata: true };
    const { body } = pineconeOfPages(metric).query(query);
    if (isPineconeAnswer(body)) yield { service: 'pinecone', metric, answer: body };
  }
  for (const space of ['cosine', 'ip', 'l2'] as const) {
    const { body } = askChroma({ query_embeddings: [vector], n_results: 10 }, space);
    if (isChromaAnswer(body)) yield { service: 'chroma', space, answer: body };
  }
}

function shown(hits: readonly Hit[]): string {
  return hits.map(({ id, similarity }) => `${id} ${similarity.toFixed(4)}`).join(', ');
}
