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
    //#region solution
    for (const { vector } of records) checkVector(vector, this.space);
    for (const record of records) this.#records.set(record.id, structuredClone(record));
    //#endregion
  }

  /**
   * Finds the nearest of the records that pass the filter.
   *
   * @returns at most `topK` hits, nearest first; those with equal scores in the order of their ids
   * @throws RangeError of {@link checkVector}, or with `topK` unless it is a whole number from 1 on
   */
  query(vector: readonly number[], { topK, filter = {} }: QueryOptions): Hit[] {
    //#region solution
    checkVector(vector, this.space);
    checkTopK(topK);
    const { metric } = this.space;
    const conditions = Object.entries(filter);
    return [...this.#records.values()]
      .filter(({ metadata }) => conditions.every(([field, value]) => metadata[field] === value))
      .map((record) => hitOf(record, vector, metric))
      .sort(nearestFirst(metric))
      .slice(0, topK);
    //#endregion
  }

  /**
   * Removes records.
   *
   * @returns how many were removed; ids that are not there count for nothing
   */
  delete(ids: readonly string[]): number {
    //#region solution
    return ids.filter((id) => this.#records.delete(id)).length;
    //#endregion
  }
}
//#region solution

function hitOf(
  { id, vector, metadata }: VectorRecord,
  query: readonly number[],
  metric: Metric,
): Hit {
  return { id, score: scoreOf(query, vector, metric), metadata };
}

function nearestFirst(metric: Metric): (a: Hit, b: Hit) => number {
  const direction = metric === 'euclidean' ? 1 : -1;
  return (a, b) => direction * (a.score - b.score) || (a.id < b.id ? -1 : 1);
}

function checkTopK(topK: number): void {
  if (Number.isInteger(topK) && topK >= 1) return;
  throw new RangeError(`topK is ${topK}, but must be a whole number from 1 on.`);
}
//#endregion

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
  //#region solution
  if (exact.length === 0) throw new RangeError('exact is empty: there is nothing to find.');
  const first = new Set(found.slice(0, exact.length));
  return exact.filter((id) => first.has(id)).length / exact.length;
  //#endregion
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
  //#region solution
  if (centroids.length === 0) throw new RangeError('centroids is empty: one at least is needed.');
  const lists: VectorRecord[][] = centroids.map(() => []);
  for (const record of records) {
    const [nearest = 0] = nearestCentroids(centroids, record.vector);
    lists[nearest]?.push(record);
  }
  return { centroids, lists };
  //#endregion
}
//#region solution

/** The numbers of the centroids, nearest first; the sort is stable, so equally near ones keep their order. */
function nearestCentroids(
  centroids: readonly (readonly number[])[],
  vector: readonly number[],
): number[] {
  const distances = centroids.map((centroid) => scoreOf(vector, centroid, 'euclidean'));
  return [...distances.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
}
//#endregion

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
  //#region solution
  checkTopK(topK);
  if (!Number.isInteger(nprobe) || nprobe < 1 || nprobe > lists.length) {
    throw new RangeError(
      `nprobe is ${nprobe}, but must be a whole number from 1 to ${lists.length}.`,
    );
  }
  return nearestCentroids(centroids, query)
    .slice(0, nprobe)
    .flatMap((list) => lists[list] ?? [])
    .map((record) => hitOf(record, query, 'euclidean'))
    .sort(nearestFirst('euclidean'))
    .slice(0, topK);
  //#endregion
}

/**
 * Finds the cheapest setting of an index that is good enough.
 *
 * @returns the smallest `nprobe` at which the mean of the queries' recalls is at least `minRecall`
 * @throws RangeError with `minRecall` when not even all lists reach it, or with `queries` when there
 *   are none
 */
export function tuneNprobe({ queries, exact, search, nlist, minRecall }: Tuning): number {
  //#region solution
  if (queries.length === 0) throw new RangeError('queries is empty: there is nothing to measure.');
  for (let nprobe = 1; nprobe <= nlist; nprobe += 1) {
    const recalls = queries.map((query, i) => recallAtK(search(query, nprobe), exact[i] ?? []));
    const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    if (mean >= minRecall) return nprobe;
  }
  throw new RangeError(`minRecall is ${minRecall}, and all ${nlist} lists do not reach it.`);
  //#endregion
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
  //#region solution
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`batchSize is ${batchSize}, but must be a whole number from 1 on.`);
  }
  let tokens = 0;
  for (let start = 0; start < texts.length; start += batchSize) {
    const batch = texts.slice(start, start + batchSize);
    const { data, usage } = await client.embeddings.create({
      model,
      input: batch.map(({ text }) => text),
      dimensions: store.space.dimensions,
    });
    const vectors = new Map(data.map(({ index, embedding }) => [index, embedding]));
    store.upsert(
      batch.map(({ id, text, metadata }, i) => ({
        id,
        vector: vectors.get(i) ?? [],
        metadata: { ...metadata, text },
      })),
    );
    tokens += usage.total_tokens;
  }
  return tokens;
  //#endregion
}
