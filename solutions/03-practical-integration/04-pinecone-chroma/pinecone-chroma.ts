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
  //#region solution
  return {
    namespace: tenant,
    vector,
    topK,
    includeMetadata: true,
    ...(filter.length > 0 && { filter: { $and: filter.map(clauseOf) } }),
  };
  //#endregion
}

/**
 * Writes a search as the body that Chroma takes. The tenant is not in it: it has a collection of its own.
 *
 * @example
 * toChromaQuery({ tenant: 'acme', vector: [0.6, 0.8], topK: 3 });
 * // { query_embeddings: [[0.6, 0.8]], n_results: 3, include: ['metadatas', 'distances'] }
 */
export function toChromaQuery({ vector, topK, filter = [] }: Query): ChromaQuery {
  //#region solution
  const clauses = filter.map(clauseOf);
  const [first] = clauses;
  return {
    query_embeddings: [vector],
    n_results: topK,
    include: ['metadatas', 'distances'],
    ...(first && { where: clauses.length === 1 ? first : { $and: clauses } }),
  };
  //#endregion
}
//#region solution

function clauseOf({ field, op, value }: Condition): Clause {
  return { [field]: { [`$${op}`]: value } };
}
//#endregion

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
  //#region solution
  if (found.service === 'pinecone') {
    return found.answer.matches.map(({ id, score, metadata }) => ({
      id,
      similarity: found.metric === 'euclidean' ? 1 - score / 2 : score,
      metadata: metadata ?? {},
    }));
  }
  const { ids, distances, metadatas } = found.answer;
  return (ids[0] ?? []).map((id, i) => {
    const distance = distances[0]?.[i] ?? Number.NaN;
    return {
      id,
      similarity: found.space === 'l2' ? 1 - distance / 2 : 1 - distance,
      metadata: metadatas[0]?.[i] ?? {},
    };
  });
  //#endregion
}

/**
 * A store in one index of Pinecone, a namespace for each tenant. A query waits until the index has seen
 * what this store has written for the tenant.
 *
 * @throws Error (the promise is rejected) with status and text of an answer that is not a success, or
 *   with `stale` when the index has not caught up after {@link maxReads} reads
 */
export function openPinecone({ host, apiKey, sleep }: PineconeConnection): VectorStore {
  //#region solution
  const written = new Map<string, number>();
  const headers = { 'Api-Key': apiKey, 'X-Pinecone-API-Version': '2025-04' };
  return {
    async upsert(tenant, records) {
      if (records.length === 0) return;
      const vectors = records.map(({ id, vector, metadata }) => ({ id, values: vector, metadata }));
      const body = { namespace: tenant, vectors };
      const response = await post(`${host}/vectors/upsert`, body, headers);
      written.set(tenant, Number(response.headers.get('x-pinecone-request-lsn')));
    },
    async query(query) {
      for (let read = 1; read <= maxReads; read += 1) {
        const response = await post(`${host}/query`, toPineconeQuery(query), headers);
        const indexed = Number(response.headers.get('x-pinecone-max-indexed-lsn'));
        if (indexed >= (written.get(query.tenant) ?? 0)) {
          const answer = await response.json();
          return normalizeHits({ service: 'pinecone', metric: 'cosine', answer });
        }
        if (read < maxReads) await sleep(pollMs);
      }
      throw new Error(`The index is still stale for ${query.tenant} after ${maxReads} reads.`);
    },
  };
  //#endregion
}

/**
 * A store in one server of Chroma, a collection for each tenant, in the cosine space.
 *
 * @throws Error (the promise is rejected) with status and text of an answer that is not a success
 */
export function openChroma({ url }: ChromaConnection): VectorStore {
  //#region solution
  const collections = `${url}/api/v2/tenants/default_tenant/databases/default_database/collections`;
  async function addressOf(tenant: string): Promise<string> {
    const configuration = { hnsw: { space: 'cosine' } };
    const response = await post(collections, { name: tenant, get_or_create: true, configuration });
    const { id } = await response.json();
    return `${collections}/${id}`;
  }
  return {
    async upsert(tenant, records) {
      if (records.length === 0) return;
      await post(`${await addressOf(tenant)}/upsert`, {
        ids: records.map(({ id }) => id),
        embeddings: records.map(({ vector }) => vector),
        metadatas: records.map(({ metadata }) => metadata),
      });
    },
    async query(query) {
      const response = await post(`${await addressOf(query.tenant)}/query`, toChromaQuery(query));
      return normalizeHits({ service: 'chroma', space: 'cosine', answer: await response.json() });
    },
  };
  //#endregion
}
//#region solution

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw new Error(`POST ${url} was answered with ${response.status}: ${await response.text()}`);
}
//#endregion
