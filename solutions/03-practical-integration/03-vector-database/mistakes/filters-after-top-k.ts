/**
 * The filter put on after the cut to topK
 *
 * You take the nearest records first and throw out afterwards what the filter forbids. A caller
 * who asks for ten then gets two or none, although hundreds would pass, and small tenants suffer
 * most. It shows as empty result pages that nobody can reproduce with an administrator's account.
 * Look at which comes first in `query`: `filter` or `slice`.
 */

import type OpenAI from 'openai';

export type Metadata = Readonly<Record<string, string | number | boolean>>;

export interface VectorRecord {
  readonly id: string;
  readonly vector: readonly number[];
  readonly metadata: Metadata;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
  readonly metadata: Metadata;
}

export type Metric = 'cosine' | 'dotProduct' | 'euclidean';

export interface Space {
  readonly dimensions: number;
  readonly metric: Metric;
}

export interface QueryOptions {
  readonly topK: number;
  readonly filter?: Metadata;
}

export interface IvfIndex {
  readonly centroids: readonly (readonly number[])[];
  readonly lists: readonly (readonly VectorRecord[])[];
}

export interface IvfOptions {
  readonly topK: number;
  readonly nprobe: number;
}

export interface Tuning {
  readonly queries: readonly (readonly number[])[];
  readonly exact: readonly (readonly string[])[];
  readonly search: (query: readonly number[], nprobe: number) => readonly string[];
  readonly nlist: number;
  readonly minRecall: number;
}

export interface TextRecord {
  readonly id: string;
  readonly text: string;
  readonly metadata: Metadata;
}

export interface EmbeddingOptions {
  readonly client: OpenAI;
  readonly model: string;
  readonly batchSize: number;
}

export function scoreOf(a: readonly number[], b: readonly number[], metric: Metric): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  if (metric === 'dotProduct') return dot(a, b);
  if (metric === 'cosine') return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const differences = a.map((value, i) => value - (b[i] ?? 0));
  return Math.sqrt(dot(differences, differences));
}

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

export class VectorStore {
  readonly space: Space;
  readonly #records = new Map<string, VectorRecord>();

  constructor(space: Space) {
    this.space = space;
  }

  get size(): number {
    return this.#records.size;
  }

  upsert(records: readonly VectorRecord[]): void {
    for (const { vector } of records) checkVector(vector, this.space);
    for (const record of records) this.#records.set(record.id, structuredClone(record));
  }

  query(vector: readonly number[], { topK, filter = {} }: QueryOptions): Hit[] {
    checkVector(vector, this.space);
    checkTopK(topK);
    const { metric } = this.space;
    const conditions = Object.entries(filter);
    return [...this.#records.values()]
      .map((record) => hitOf(record, vector, metric))
      .sort(nearestFirst(metric))
      .slice(0, topK)
      .filter(({ metadata }) => conditions.every(([field, value]) => metadata[field] === value));
  }

  delete(ids: readonly string[]): number {
    return ids.filter((id) => this.#records.delete(id)).length;
  }
}

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

export function recallAtK(found: readonly string[], exact: readonly string[]): number {
  if (exact.length === 0) throw new RangeError('exact is empty: there is nothing to find.');
  const first = new Set(found.slice(0, exact.length));
  return exact.filter((id) => first.has(id)).length / exact.length;
}

export function buildIvf(
  records: readonly VectorRecord[],
  centroids: readonly (readonly number[])[],
): IvfIndex {
  if (centroids.length === 0) throw new RangeError('centroids is empty: one at least is needed.');
  const lists: VectorRecord[][] = centroids.map(() => []);
  for (const record of records) {
    const [nearest = 0] = nearestCentroids(centroids, record.vector);
    lists[nearest]?.push(record);
  }
  return { centroids, lists };
}

function nearestCentroids(
  centroids: readonly (readonly number[])[],
  vector: readonly number[],
): number[] {
  const distances = centroids.map((centroid) => scoreOf(vector, centroid, 'euclidean'));
  return [...distances.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
}

export function searchIvf(
  { centroids, lists }: IvfIndex,
  query: readonly number[],
  { topK, nprobe }: IvfOptions,
): Hit[] {
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
}

export function tuneNprobe({ queries, exact, search, nlist, minRecall }: Tuning): number {
  if (queries.length === 0) throw new RangeError('queries is empty: there is nothing to measure.');
  for (let nprobe = 1; nprobe <= nlist; nprobe += 1) {
    const recalls = queries.map((query, i) => recallAtK(search(query, nprobe), exact[i] ?? []));
    const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    if (mean >= minRecall) return nprobe;
  }
  throw new RangeError(`minRecall is ${minRecall}, and all ${nlist} lists do not reach it.`);
}

export async function indexTexts(
  store: Pick<VectorStore, 'space' | 'upsert'>,
  texts: readonly TextRecord[],
  { client, model, batchSize }: EmbeddingOptions,
): Promise<number> {
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
}
