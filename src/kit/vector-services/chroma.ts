import {
  isObject,
  type JsonObject,
  Refused,
  type ServiceAnswer,
  vectorOf,
  wholeNumberOf,
} from './answer.ts';
import { cosine, dot, squaredDistance } from './compare.ts';
import { chromaTest } from './filters.ts';

export type ChromaSpace = 'cosine' | 'l2' | 'ip';

/** A Chroma server with one tenant and one database: each call takes the JSON body of a request. */
export interface ChromaServer {
  createCollection(body: unknown): ServiceAnswer;
  getCollection(name: string): ServiceAnswer;
  upsert(collectionId: string, body: unknown): ServiceAnswer;
  query(collectionId: string, body: unknown): ServiceAnswer;
}

interface Stored {
  readonly id: string;
  readonly embedding: readonly number[];
  readonly metadata: JsonObject | null;
}

interface Collection {
  readonly id: string;
  readonly name: string;
  readonly space: ChromaSpace;
  readonly records: Map<string, Stored>;
  dimension: number | null;
}

const errorNames = new Map([
  [404, 'NotFoundError'],
  [409, 'UniqueConstraintError'],
]);

/** @see https://docs.trychroma.com/docs/collections/configure */
export function createChromaServer(): ChromaServer {
  const byName = new Map<string, Collection>();

  function createCollection(body: JsonObject): ServiceAnswer {
    const { name } = body;
    if (typeof name !== 'string' || !/^[a-zA-Z0-9][\w.-]{1,510}[a-zA-Z0-9]$/.test(name)) {
      throw new Refused(
        `Expected a name containing 3-512 characters from [a-zA-Z0-9._-], starting and ending with a character in [a-zA-Z0-9]. Got: ${name}`,
      );
    }
    const existing = byName.get(name);
    if (existing && body.get_or_create !== true) {
      throw new Refused(`Collection [${name}] already exists`, 409);
    }
    // An existing collection keeps the space that it was made with.
    const collection = existing ?? {
      id: `c0110000-0000-4000-8000-${String(byName.size + 1).padStart(12, '0')}`,
      name,
      space: spaceOf(body),
      records: new Map<string, Stored>(),
      dimension: null,
    };
    byName.set(name, collection);
    return { status: 200, body: described(collection) };
  }

  function find(collectionId: string): Collection {
    const found = [...byName.values()].find(({ id }) => id === collectionId);
    if (!found) throw new Refused(`Collection [${collectionId}] does not exist`, 404);
    return found;
  }

  return {
    createCollection: (body) => answered(() => createCollection(objectOf(body))),
    getCollection: (name) =>
      answered(() => {
        const collection = byName.get(name);
        if (!collection) throw new Refused(`Collection [${name}] does not exist`, 404);
        return { status: 200, body: described(collection) };
      }),
    upsert: (id, body) => answered(() => upsertInto(find(id), objectOf(body))),
    query: (id, body) => answered(() => queryOf(find(id), objectOf(body))),
  };
}

function upsertInto(collection: Collection, { ids, embeddings, metadatas }: JsonObject) {
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === 'string')) {
    throw new Refused('ids must be a list of strings', 422);
  }
  if (!Array.isArray(embeddings)) throw new Refused('embeddings must be a list of vectors', 422);
  const columns = [embeddings, metadatas].filter((column) => Array.isArray(column));
  if (columns.some((column) => column.length !== ids.length)) {
    throw new Refused('ids, embeddings and metadatas must have the same length');
  }
  const records = ids.map((id, i) => {
    const metadata = Array.isArray(metadatas) ? metadatas[i] : null;
    const embedding = vectorOf(embeddings[i], 'embeddings');
    collection.dimension ??= embedding.length;
    checkDimension(collection, embedding);
    return { id, embedding, metadata: isObject(metadata) ? metadata : null };
  });
  for (const record of records) collection.records.set(record.id, record);
  return { status: 200, body: {} };
}

function queryOf(collection: Collection, body: JsonObject): ServiceAnswer {
  const { query_embeddings: vectors, where, n_results: wanted = 10 } = body;
  if (!Array.isArray(vectors) || vectors.length === 0) {
    throw new Refused('query_embeddings must be a list of vectors', 422);
  }
  const include = Array.isArray(body.include) ? body.include : ['metadatas', 'distances'];
  const count = wholeNumberOf(wanted, 'n_results');
  const test = where === undefined || where === null ? () => true : chromaTest(where);
  const rows = vectors.map((given) => {
    const vector = vectorOf(given, 'query_embeddings');
    checkDimension(collection, vector);
    return [...collection.records.values()]
      .filter(({ metadata }) => test(metadata ?? {}))
      .map((record) => ({ record, distance: distanceOf(vector, record, collection.space) }))
      .sort((a, b) => a.distance - b.distance || (a.record.id < b.record.id ? -1 : 1))
      .slice(0, count);
  });
  const column = <T>(name: string, read: (hit: (typeof rows)[number][number]) => T) =>
    include.includes(name) ? rows.map((row) => row.map(read)) : null;
  return {
    status: 200,
    body: {
      ids: rows.map((row) => row.map(({ record }) => record.id)),
      embeddings: column('embeddings', ({ record }) => record.embedding),
      documents: column('documents', () => null),
      uris: column('uris', () => null),
      metadatas: column('metadatas', ({ record }) => record.metadata),
      distances: column('distances', ({ distance }) => Math.fround(distance)),
      include,
    },
  };
}

function answered(act: () => ServiceAnswer): ServiceAnswer {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const name = errorNames.get(error.status) ?? 'InvalidArgumentError';
    return { status: error.status, body: { error: name, message: error.message } };
  }
}

function objectOf(body: unknown): JsonObject {
  if (isObject(body)) return body;
  throw new Refused('the body must be a JSON object', 422);
}

function spaceOf({ configuration, metadata }: JsonObject): ChromaSpace {
  const hnsw = isObject(configuration) ? configuration.hnsw : undefined;
  const given =
    (isObject(hnsw) ? hnsw.space : undefined) ??
    (isObject(metadata) ? metadata['hnsw:space'] : undefined) ??
    'l2';
  if (given === 'l2' || given === 'cosine' || given === 'ip') return given;
  throw new Refused(`unknown space ${JSON.stringify(given)}`, 422);
}

function described({ id, name, space, dimension }: Collection): JsonObject {
  return {
    id,
    name,
    configuration_json: { hnsw: { space }, spann: null, embedding_function: null },
    metadata: null,
    dimension,
    tenant: 'default_tenant',
    database: 'default_database',
    log_position: 0,
    version: 0,
  };
}

function checkDimension({ dimension }: Collection, vector: readonly number[]): void {
  if (dimension === null || vector.length === dimension) return;
  throw new Refused(
    `Collection expecting embedding with dimension of ${dimension}, got ${vector.length}`,
  );
}

function distanceOf(vector: readonly number[], { embedding }: Stored, space: ChromaSpace): number {
  if (space === 'l2') return squaredDistance(vector, embedding);
  return 1 - (space === 'cosine' ? cosine(vector, embedding) : dot(vector, embedding));
}
