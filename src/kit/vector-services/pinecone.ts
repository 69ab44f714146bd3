import {
  isObject,
  type JsonObject,
  Refused,
  type ServiceAnswer,
  vectorOf,
  wholeNumberOf,
} from './answer.ts';
import { cosine, dot, squaredDistance } from './compare.ts';
import { pineconeTest } from './filters.ts';

export type PineconeMetric = 'cosine' | 'dotproduct' | 'euclidean';

export interface PineconeOptions {
  readonly metric?: PineconeMetric;
  readonly dimension?: number;
  /** How long a write takes until queries see it, in milliseconds. */
  readonly indexingMs?: number;
  /** The time now, in milliseconds. */
  readonly now?: () => number;
}

/** One index of Pinecone: each call takes the JSON body of a request. */
export interface PineconeIndex {
  upsert(body: unknown): ServiceAnswer;
  query(body: unknown): ServiceAnswer;
}

interface Stored {
  readonly id: string;
  readonly values: readonly number[];
  readonly metadata?: JsonObject;
}

interface Write {
  readonly lsn: number;
  readonly indexedAt: number;
  readonly records: readonly Stored[];
}

// An index of some age; from 9 on, log sequence numbers are not in the order of their texts any more.
const lsnBefore = 8;

/**
 * A serverless index that is eventually consistent: a write has a log sequence number (LSN), and a
 * query tells the last one that it has seen.
 *
 * @see https://docs.pinecone.io/guides/index-data/check-data-freshness
 */
export function createPineconeIndex(options: PineconeOptions = {}): PineconeIndex {
  const { metric = 'cosine', dimension = 2, indexingMs = 0, now = () => 0 } = options;
  const writesByNamespace = new Map<string, Write[]>();

  function upsert(given: JsonObject): ServiceAnswer {
    const { vectors } = given;
    if (!Array.isArray(vectors) || vectors.length === 0) {
      throw new Refused('vectors must be a list with at least 1 record');
    }
    if (vectors.length > 1000) throw new Refused('an upsert takes at most 1000 vectors');
    const records = vectors.map((vector) => recordOf(vector, dimension));
    const namespace = namespaceOf(given);
    const writes = writesByNamespace.get(namespace) ?? [];
    const lsn = (writes.at(-1)?.lsn ?? lsnBefore) + 1;
    writesByNamespace.set(namespace, [...writes, { lsn, indexedAt: now() + indexingMs, records }]);
    return {
      status: 200,
      body: { upsertedCount: records.length },
      headers: { 'x-pinecone-request-lsn': String(lsn) },
    };
  }

  function query(given: JsonObject): ServiceAnswer {
    const topK = wholeNumberOf(given.topK, 'topK');
    const vector = vectorOf(given.vector, 'vector');
    checkDimension(vector, dimension);
    const test = given.filter === undefined ? () => true : pineconeTest(given.filter);
    const namespace = namespaceOf(given);
    const writes = writesByNamespace.get(namespace) ?? [];
    const indexed = writes.filter(({ indexedAt }) => indexedAt <= now());
    const records = new Map(indexed.flatMap((write) => write.records.map((one) => [one.id, one])));
    const direction = metric === 'euclidean' ? 1 : -1;
    const matches = [...records.values()]
      .filter(({ metadata = {} }) => test(metadata))
      .map((record) => ({ record, score: scoreOf(vector, record.values, metric) }))
      .sort((a, b) => direction * (a.score - b.score) || (a.record.id < b.record.id ? -1 : 1))
      .slice(0, topK)
      .map(({ record: { id, values, metadata }, score }) => ({
        id,
        score: Math.fround(score),
        values: given.includeValues === true ? values : [],
        ...(given.includeMetadata === true && metadata && { metadata }),
      }));
    return {
      status: 200,
      body: { results: [], matches, namespace, usage: { readUnits: 1 } },
      headers: { 'x-pinecone-max-indexed-lsn': String(indexed.at(-1)?.lsn ?? 0) },
    };
  }

  return {
    upsert: (body) => answered(body, upsert),
    query: (body) => answered(body, query),
  };
}

function answered(body: unknown, act: (body: JsonObject) => ServiceAnswer): ServiceAnswer {
  try {
    if (!isObject(body)) throw new Refused('the body must be a JSON object');
    return act(body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: { code: 3, message: error.message, details: [] } };
  }
}

function namespaceOf({ namespace = '' }: JsonObject): string {
  if (typeof namespace !== 'string') throw new Refused('namespace must be a string');
  return namespace === '__default__' ? '' : namespace;
}

function recordOf(given: unknown, dimension: number): Stored {
  if (!isObject(given) || typeof given.id !== 'string' || given.id === '') {
    throw new Refused('each vector must have an id');
  }
  const values = vectorOf(given.values, 'values');
  checkDimension(values, dimension);
  if (values.every((value) => value === 0)) {
    throw new Refused('Dense vectors must contain at least one non-zero value');
  }
  const { id, metadata } = given;
  if (metadata === undefined || metadata === null) return { id, values };
  return { id, values, metadata: metadataOf(metadata) };
}

function metadataOf(given: unknown): JsonObject {
  if (!isObject(given)) throw new Refused('metadata must be an object');
  for (const [field, value] of Object.entries(given)) {
    const texts = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    if (texts || ['string', 'number', 'boolean'].includes(typeof value)) continue;
    throw new Refused(
      `Metadata value must be a string, number, boolean or list of strings, got '${JSON.stringify(value)}' for field '${field}'`,
    );
  }
  return given;
}

function checkDimension(vector: readonly number[], dimension: number): void {
  if (vector.length === dimension) return;
  throw new Refused(
    `Vector dimension ${vector.length} does not match the dimension of the index ${dimension}`,
  );
}

function scoreOf(a: readonly number[], b: readonly number[], metric: PineconeMetric): number {
  if (metric === 'euclidean') return squaredDistance(a, b);
  return metric === 'cosine' ? cosine(a, b) : dot(a, b);
}
