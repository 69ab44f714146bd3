import { NotImplemented } from '#kit/not-implemented';

/** A value in the metadata of a record; neither service takes null or nested objects. */
export type MetadataValue = string | number | boolean;
export type Metadata = Readonly<Record<string, MetadataValue>>;

export interface VectorRecord {
  readonly id: string;
  /** Has length 1, as the vectors of most embedding models. */
  readonly vector: readonly number[];
  readonly metadata: Metadata;
}

/** What the metadata of a hit must fulfil; for `in`, `value` is a list. */
export interface Condition {
  readonly field: string;
  readonly op: 'eq' | 'gte' | 'lt' | 'in';
  readonly value: MetadataValue | readonly MetadataValue[];
}

/** A search, as the application asks for it. */
export interface Query {
  /** Whose records are searched. */
  readonly tenant: string;
  /** Has length 1. */
  readonly vector: readonly number[];
  readonly topK: number;
  /** All of these conditions must hold; none, or an empty list, lets every record in. */
  readonly filter?: readonly Condition[];
}

/** A record that a search found, as the application sees it. */
export interface Hit {
  readonly id: string;
  /** Cosine of query and record: 1 for the same direction, 0 for a right angle. */
  readonly similarity: number;
  readonly metadata: Metadata;
}

/** A condition in a service's own grammar. */
export type Clause = Readonly<Record<string, unknown>>;

/** The body of Pinecone's `POST /query`. */
export interface PineconeQuery {
  readonly namespace?: string;
  readonly vector: readonly number[];
  readonly topK: number;
  readonly includeMetadata?: boolean;
  readonly filter?: Clause;
}

/** The body of Chroma's `POST …/collections/{id}/query`. */
export interface ChromaQuery {
  readonly query_embeddings: readonly (readonly number[])[];
  readonly n_results: number;
  readonly include?: readonly string[];
  readonly where?: Clause;
}

/** What Pinecone answers to a query, less what is not needed here. */
export interface PineconeAnswer {
  readonly matches: readonly {
    readonly id: string;
    readonly score: number;
    readonly metadata?: Metadata;
  }[];
}

/** What Chroma answers to a query: columns, each with one row for each query vector. */
export interface ChromaAnswer {
  readonly ids: readonly (readonly string[])[];
  readonly distances: readonly (readonly number[])[];
  readonly metadatas: readonly (readonly (Metadata | null)[])[];
}

/** An answer, and how the index that gave it compares vectors. */
export type Found =
  | {
      readonly service: 'pinecone';
      readonly metric: 'cosine' | 'dotproduct' | 'euclidean';
      readonly answer: PineconeAnswer;
    }
  | {
      readonly service: 'chroma';
      readonly space: 'cosine' | 'ip' | 'l2';
      readonly answer: ChromaAnswer;
    };

/** What the application knows of its vector database. */
export interface VectorStore {
  /** Stores records of a tenant; one with an id that the tenant has already replaces the old one. */
  upsert(tenant: string, records: readonly VectorRecord[]): Promise<void>;
  /** Finds a tenant's nearest records, nearest first, and sees all that was stored before. */
  query(query: Query): Promise<Hit[]>;
}

export interface PineconeConnection {
  /** The address of the index, without a slash at the end. Its metric is the cosine. */
  readonly host: string;
  readonly apiKey: string;
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface ChromaConnection {
  /** The address of the server, without a slash at the end. */
  readonly url: string;
}

/** How long to wait between two reads of an index that has not caught up, in milliseconds. */
export const pollMs = 100;
/** How many reads a query makes at most, the first one included. */
export const maxReads = 20;

/**
 * Writes a search as the body that Pinecone takes: the tenant is the namespace, and metadata come only
 * when they are asked for.
 *
 * @example
 * toPineconeQuery({ tenant: 'acme', vector: [0.6, 0.8], topK: 3 });
 * // { namespace: 'acme', vector: [0.6, 0.8], topK: 3, includeMetadata: true }
 */
export function toPineconeQuery({ tenant, vector, topK, filter = [] }: Query): PineconeQuery {
  throw new NotImplemented('toPineconeQuery');
}

/**
 * Writes a search as the body that Chroma takes. The tenant is not in it: it has a collection of its own.
 *
 * @example
 * toChromaQuery({ tenant: 'acme', vector: [0.6, 0.8], topK: 3 });
 * // { query_embeddings: [[0.6, 0.8]], n_results: 3, include: ['metadatas', 'distances'] }
 */
export function toChromaQuery({ vector, topK, filter = [] }: Query): ChromaQuery {
  throw new NotImplemented('toChromaQuery');
}

/**
 * Reads the answer of either service as hits with the cosine as similarity. All vectors, of the query
 * and of the records, have length 1.
 *
 * @returns the hits in the order of the answer; a record without metadata gets an empty object
 *
 * @example
 * const answer = { ids: [['a']], distances: [[0.4]], metadatas: [[null]] };
 * normalizeHits({ service: 'chroma', space: 'cosine', answer });
 * // [{ id: 'a', similarity: 0.6, metadata: {} }]
 */
export function normalizeHits(found: Found): Hit[] {
  throw new NotImplemented('normalizeHits');
}

/**
 * A store in one index of Pinecone, a namespace for each tenant. A query waits until the index has seen
 * what this store has written for the tenant.
 *
 * @throws Error (the promise is rejected) with status and text of an answer that is not a success, or
 *   with `stale` when the index has not caught up after {@link maxReads} reads
 */
export function openPinecone({ host, apiKey, sleep }: PineconeConnection): VectorStore {
  throw new NotImplemented('openPinecone');
}

/**
 * A store in one server of Chroma, a collection for each tenant, in the cosine space.
 *
 * @throws Error (the promise is rejected) with status and text of an answer that is not a success
 */
export function openChroma({ url }: ChromaConnection): VectorStore {
  throw new NotImplemented('openChroma');
}
