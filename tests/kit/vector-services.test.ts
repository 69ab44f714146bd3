import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  chromaUrl,
  createChromaServer,
  createPineconeIndex,
  pineconeHost,
  pineconeKey,
  startVectorServices,
} from '../../src/kit/vector-services/index.ts';

const services = startVectorServices({ indexingMs: 100 });
afterEach(() => services.reset());
afterAll(() => services.close());

const a = { id: 'a', values: [0.6, 0.8], metadata: { year: 2024, lang: 'en' } };
const b = { id: 'b', values: [1, 0], metadata: { year: 2026, lang: 'de' } };

describe('Pinecone', () => {
  it.each([
    ['cosine', ['b 1', 'a 0.6']],
    ['dotproduct', ['b 1', 'a 0.6']],
    ['euclidean', ['b 0', 'a 0.8']],
  ] as const)('gives the score of an index with the metric %s', (metric, expected) => {
    const index = createPineconeIndex({ metric });
    index.upsert({ vectors: [a, b] });
    const { body } = index.query({ vector: [1, 0], topK: 2 });
    const matches: readonly { id: string; score: number; values: unknown }[] = Object(body).matches;
    expect(matches.map(({ id, score }) => `${id} ${Number(score.toFixed(6))}`)).toEqual(expected);
    expect(matches[0]).not.toHaveProperty('metadata');
    expect(matches[0]?.values).toEqual([]);
  });

  it('shows a write after a while, and says up to which it has seen', async () => {
    const upsert = await toPinecone('/vectors/upsert', { vectors: [a], namespace: 'acme' });
    expect(upsert.headers.get('x-pinecone-request-lsn')).toBe('9');
    expect(await upsert.json()).toEqual({ upsertedCount: 1 });
    const query = { vector: [1, 0], topK: 1, namespace: 'acme' };
    services.advance(99);
    const stale = await toPinecone('/query', query);
    expect(stale.headers.get('x-pinecone-max-indexed-lsn')).toBe('0');
    expect(await stale.json()).toMatchObject({ matches: [], namespace: 'acme' });
    services.advance(1);
    const fresh = await toPinecone('/query', query);
    expect(fresh.headers.get('x-pinecone-max-indexed-lsn')).toBe('9');
    expect(await fresh.json()).toMatchObject({ matches: [{ id: 'a' }] });
  });

  it.each([
    [{ lang: 'en', year: { $gte: 2024, $lt: 2026 } }, ['a']],
    [{ $or: [{ lang: { $eq: 'de' } }, { year: 2024 }] }, ['b', 'a']],
    [{ year: { $nin: [2024] } }, ['b']],
    [{ lang: { $ne: 'de' } }, ['a']],
    [{}, ['b', 'a']],
  ])('reads the filter %j', (filter, expected) => {
    const index = createPineconeIndex();
    index.upsert({ vectors: [a, b] });
    const { body } = index.query({ vector: [1, 0], topK: 2, filter });
    expect(Object(body).matches.map(({ id }: { id: string }) => id)).toEqual(expected);
  });

  it('refuses what the service refuses', async () => {
    const noKey = await fetch(`${pineconeHost}/query`, { method: 'POST', body: '{}' });
    expect(noKey.status).toBe(401);
    const index = createPineconeIndex();
    for (const vectors of [
      [],
      [{ id: 'x', values: [1] }],
      [{ id: 'x', values: [0, 0] }],
      [{ id: 'x', values: [1, 0], metadata: { owner: null } }],
      [{ id: 'x', values: [1, 0], metadata: { owner: { name: 'Ann' } } }],
    ]) {
      expect(index.upsert({ vectors }), JSON.stringify(vectors)).toMatchObject({
        status: 400,
        body: { code: 3 },
      });
    }
    for (const query of [{ topK: 0 }, { vector: [1] }, { filter: { year: { $like: 'x' } } }]) {
      const { status } = index.query({ vector: [1, 0], topK: 1, ...query });
      expect(status, JSON.stringify(query)).toBe(400);
    }
  });
});

describe('Chroma', () => {
  it.each([
    ['cosine', [0, 0.4]],
    ['ip', [0, 0.4]],
    ['l2', [0, 0.8]],
    [undefined, [0, 0.8]],
  ])('gives the distances of the space %s', (space, expected) => {
    const { query } = collection(space);
    const { body } = query({ query_embeddings: [[1, 0]], n_results: 2 });
    expect(Object(body).ids).toEqual([['b', 'a']]);
    const [row]: number[][] = Object(body).distances;
    expect(row?.map((distance) => Number(distance.toFixed(6)))).toEqual(expected);
  });

  it.each([
    [{ lang: 'en' }, ['a']],
    [{ year: { $gte: 2024 } }, ['b', 'a']],
    [{ $and: [{ lang: { $in: ['en', 'fr'] } }, { year: { $lt: 2026 } }] }, ['a']],
    [{ $or: [{ lang: 'de' }, { lang: 'en' }] }, ['b', 'a']],
    [{ $and: [{ lang: 'en' }] }, ['a']],
    [null, ['b', 'a']],
  ])('reads the where clause %j', (where, expected) => {
    const { query } = collection('cosine');
    const { body } = query({ query_embeddings: [[1, 0]], n_results: 2, where });
    expect(Object(body).ids).toEqual([expected]);
  });

  it.each([
    {},
    { lang: 'en', year: 2024 },
    { year: { $gte: 2024, $lt: 2026 } },
    { year: { $in: [] } },
    { year: { $gte: '2024' } },
    { $and: { lang: 'en' } },
  ])('refuses the where clause %j', (where) => {
    const { query } = collection('cosine');
    expect(query({ query_embeddings: [[1, 0]], n_results: 2, where })).toEqual({
      status: 400,
      body: { error: 'InvalidArgumentError', message: 'Invalid where clause' },
    });
  });

  it('keeps the space of a collection that exists', async () => {
    const collections = `${chromaUrl}/api/v2/tenants/default_tenant/databases/default_database/collections`;
    const create = (body: object) =>
      fetch(collections, { method: 'POST', body: JSON.stringify({ name: 'acme', ...body }) });
    const first = await (await create({})).json();
    expect((await create({})).status).toBe(409);
    const configuration = { hnsw: { space: 'cosine' } };
    const again = await (await create({ get_or_create: true, configuration })).json();
    expect(again).toEqual(first);
    expect(again.configuration_json.hnsw.space).toBe('l2');
  });
});

function toPinecone(path: string, body: object): Promise<Response> {
  return fetch(`${pineconeHost}${path}`, {
    method: 'POST',
    headers: { 'Api-Key': pineconeKey },
    body: JSON.stringify(body),
  });
}

function collection(space: string | undefined) {
  const server = createChromaServer();
  const configuration = space === undefined ? undefined : { hnsw: { space } };
  const { id } = Object(server.createCollection({ name: 'acme', configuration }).body);
  server.upsert(id, {
    ids: ['a', 'b'],
    embeddings: [a.values, b.values],
    metadatas: [a.metadata, b.metadata],
  });
  return { query: (body: object) => server.query(id, body) };
}
