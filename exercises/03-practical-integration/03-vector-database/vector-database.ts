import { NotImplemented } from '#kit/not-implemented';
import type OpenAI from 'openai';

/** What is known of a record besides its vector. */
export type Metadata = Readonly<Record<string, string | number | boolean>>;

/** What is stored: a vector under an id. */
export interface VectorRecord {
  readonly id: string;
  readonly vector: readonly number[];
  readonly metadata: Metadata;
}

/** One record that a search found. */
export interface Hit {
  readonly id: string;
  /** What {@link scoreOf} gives for the query and the record. */
  readonly score: number;
  readonly metadata: Metadata;
}

/** How two vectors are compared. */
export type Metric = 'cosine' | 'dotProduct' | 'euclidean';

/** What all vectors of a store have in common. */
export interface Space {
  /** How many numbers a vector has. */
  readonly dimensions: number;
  readonly metric: Metric;
}

export interface QueryOptions {
  /** How many hits are wanted, from 1 on. */
  readonly topK: number;
  /** Fields that the metadata of a hit must have, all of them, with exactly these values. */
  readonly filter?: Metadata;
}

/** Records in lists: `lists[i]` has those whose nearest centroid is `centroids[i]`. */
export interface IvfIndex {
  readonly centroids: readonly (readonly number[])[];
  readonly lists: readonly (readonly VectorRecord[])[];
}

export interface IvfOptions {
  /** How many hits are wanted, from 1 on. */
  readonly topK: number;
  /** How many lists are searched, from 1 to all. */
  readonly nprobe: number;
}

export interface Tuning {
  /** A sample of real queries. */
  readonly queries: readonly (readonly number[])[];
  /** For each query the ids of its true nearest neighbours. */
  readonly exact: readonly (readonly string[])[];
  /** The ids that the index finds when it searches `nprobe` lists. */
  readonly search: (query: readonly number[], nprobe: number) => readonly string[];
  /** How many lists the index has. */
  readonly nlist: number;
  /** The mean recall that is good enough, above 0 and at most 1. */
  readonly minRecall: number;
}

/** A text that is to be found by its meaning. */
export interface TextRecord {
  readonly id: string;
  readonly text: string;
  readonly metadata: Metadata;
}

export interface EmbeddingOptions {
  readonly client: OpenAI;
  /** The embedding model. Every vector of a store has to come from the same one. */
  readonly model: string;
  /** How many texts one request carries at most, from 1 on. */
  readonly batchSize: number;
}

/**
 * Compares two vectors of the same length. Ready-made: there is nothing to do here.
 *
 * @returns for `cosine` and `dotProduct` a number that is larger the nearer they are; for `euclidean`
 *   their distance, which is smaller the nearer they are
 *
 * @example
 * scoreOf([1, 1, 0], [3, 1, 0], 'dotProduct'); // 4
 * scoreOf([1, 1, 0], [3, 1, 0], 'cosine'); // 0.894…
 * scoreOf([1, 1, 0], [3, 1, 0], 'euclidean'); // 2
 */
export function scoreOf(a: readonly number[], b: readonly number[], metric: Metric): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  if (metric === 'dotProduct') return dot(a, b);
  if (metric === 'cosine') return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const differences = a.map((value, i) => value - (b[i] ?? 0));
  return Math.sqrt(dot(differences, differences));
}

/**
 * Checks that a vector belongs into a space. Ready-made: there is nothing to do here.
 *
 * @throws RangeError with `dimensions` when the vector has another length than the space's
 * @throws RangeError with `zero` when all its numbers are 0 and the metric is the cosine
 */
export function checkVector(vector: readonly number[], { dimensions, metric }: Space): void {
  if (vector.length !== dimensions) {
    throw new RangeError(
      `The vector has ${vector.length} dimensions, but this store takes ${dimensions}.`,
    );
  }
  if (metric === 'cosine' && vector.every((value) => value === 0)) {
    throw new RangeError('The vector is zero throughout: it has no direction, so no cosine.');
  }
}

/**
 * Vectors with ids and metadata, searched exactly: every query is compared with every record.
 *
 * @example
 * const store = new VectorStore({ dimensions: 2, metric: 'cosine' });
 * store.upsert([{ id: 'a', vector: [3, 4], metadata: { lang: 'en' } }]);
 * store.query([1, 0], { topK: 1 }); // [{ id: 'a', score: 0.6, metadata: { lang: 'en' } }]
 */
export class VectorStore {
  readonly space: Space;
  readonly #records = new Map<string, VectorRecord>();

  constructor(space: Space) {
    this.space = space;
  }

  /** How many records there are. */
  get size(): number {
    return this.#records.size;
  }

  /**
   * Stores copies of records; one with an id that exists replaces the old one whole. If one of them is
   * refused, none is stored.
   *
   * @throws RangeError of {@link checkVector}
   */
  upsert(records: readonly VectorRecord[]): void {
    throw new NotImplemented('VectorStore.upsert');
  }

  /**
   * Finds the nearest of the records that pass the filter.
   *
   * @returns at most `topK` hits, nearest first; those with equal scores in the order of their ids
   * @throws RangeError of {@link checkVector}, or with `topK` unless it is a whole number from 1 on
   */
  query(vector: readonly number[], { topK, filter = {} }: QueryOptions): Hit[] {
    throw new NotImplemented('VectorStore.query');
  }

  /**
   * Removes records.
   *
   * @returns how many were removed; ids that are not there count for nothing
   */
  delete(ids: readonly string[]): number {
    throw new NotImplemented('VectorStore.delete');
  }
}

/**
 * Recall@k: the share of the true nearest neighbours that a search found.
 *
 * @param found what the search gave, best first; only its first k ids count, and each once
 * @param exact the k true nearest neighbours
 * @returns 0 to 1
 * @throws RangeError with `exact` when it is empty
 *
 * @example
 * recallAtK(['b', 'a', 'x'], ['a', 'b', 'c', 'd']); // 0.5
 */
export function recallAtK(found: readonly string[], exact: readonly string[]): number {
  throw new NotImplemented('recallAtK');
}

/**
 * Sorts records into lists, each to its nearest centroid by Euclidean distance; of equally near ones
 * to the first.
 *
 * @returns one list for each centroid, some perhaps empty; in a list the records keep their order
 * @throws RangeError with `centroids` when there are none
 */
export function buildIvf(
  records: readonly VectorRecord[],
  centroids: readonly (readonly number[])[],
): IvfIndex {
  throw new NotImplemented('buildIvf');
}

/**
 * Finds near records by looking into some of the lists only.
 *
 * @returns at most `topK` hits with their Euclidean distances, smallest first, equal ones by id; fewer
 *   when the `nprobe` nearest lists hold fewer
 * @throws RangeError with `nprobe` unless it is a whole number from 1 to the number of lists, or with
 *   `topK` unless it is a whole number from 1 on
 */
export function searchIvf(
  { centroids, lists }: IvfIndex,
  query: readonly number[],
  { topK, nprobe }: IvfOptions,
): Hit[] {
  throw new NotImplemented('searchIvf');
}

/**
 * Finds the cheapest setting of an index that is good enough.
 *
 * @returns the smallest `nprobe` at which the mean of the queries' recalls is at least `minRecall`
 * @throws RangeError with `minRecall` when not even all lists reach it, or with `queries` when there
 *   are none
 */
export function tuneNprobe({ queries, exact, search, nlist, minRecall }: Tuning): number {
  throw new NotImplemented('tuneNprobe');
}

/**
 * Embeds texts, one request after another, and stores each batch as soon as its vectors are there. The
 * text itself is kept in the metadata, as `text`.
 *
 * @param store where the records go; its `space.dimensions` is how long the vectors have to be
 * @returns how many tokens all requests together took
 * @throws RangeError with `batchSize` unless it is a whole number from 1 on, and what the client throws;
 *   batches before the one that failed stay stored
 */
export async function indexTexts(
  store: Pick<VectorStore, 'space' | 'upsert'>,
  texts: readonly TextRecord[],
  { client, model, batchSize }: EmbeddingOptions,
): Promise<number> {
  throw new NotImplemented('indexTexts');
}
