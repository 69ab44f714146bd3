/**
 * A query without a namespace
 *
 * An index of Pinecone has a namespace for each tenant, and without one a query searches the
 * default namespace. There it finds nothing, or, worse, whatever somebody has stored without a
 * namespace. With a single tenant in your tests it goes unseen. Look at where the tenant is in
 * what you send.
 */

export type MetadataValue = string | number | boolean;
export type Metadata = Readonly<Record<string, MetadataValue>>;

export interface VectorRecord {
  readonly id: string;
  readonly vector: readonly number[];
  readonly metadata: Metadata;
}

export interface Condition {
  readonly field: string;
  readonly op: 'eq' | 'gte' | 'lt' | 'in';
  readonly value: MetadataValue | readonly MetadataValue[];
}

export interface Query {
  readonly tenant: string;
  readonly vector: readonly number[];
  readonly topK: number;
  readonly filter?: readonly Condition[];
}

export interface Hit {
  readonly id: string;
  readonly similarity: number;
  readonly metadata: Metadata;
}

export type Clause = Readonly<Record<string, unknown>>;

export interface PineconeQuery {
  readonly namespace?: string;
  readonly vector: readonly number[];
  readonly topK: number;
  readonly includeMetadata?: boolean;
  readonly filter?: Clause;
}

export interface ChromaQuery {
  readonly query_embeddings: readonly (readonly number[])[];
  readonly n_results: number;
  readonly include?: readonly string[];
  readonly where?: Clause;
}

export interface PineconeAnswer {
  readonly matches: readonly {
    readonly id: string;
    readonly score: number;
    readonly metadata?: Metadata;
  }[];
}

export interface ChromaAnswer {
  readonly ids: readonly (readonly string[])[];
  readonly distances: readonly (readonly number[])[];
  readonly metadatas: readonly (readonly (Metadata | null)[])[];
}

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

export interface VectorStore {
  upsert(tenant: string, records: readonly VectorRecord[]): Promise<void>;
  query(query: Query): Promise<Hit[]>;
}

export interface PineconeConnection {
  readonly host: string;
  readonly apiKey: string;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface ChromaConnection {
  readonly url: string;
}

export const pollMs = 100;
export const maxReads = 20;

export function toPineconeQuery({ vector, topK, filter = [] }: Query): PineconeQuery {
  return {
    vector,
    topK,
    includeMetadata: true,
    ...(filter.length > 0 && { filter: { $and: filter.map(clauseOf) } }),
  };
}

export function toChromaQuery({ vector, topK, filter = [] }: Query): ChromaQuery {
  const clauses = filter.map(clauseOf);
  const [first] = clauses;
  return {
    query_embeddings: [vector],
    n_results: topK,
    include: ['metadatas', 'distances'],
    ...(first && { where: clauses.length === 1 ? first : { $and: clauses } }),
  };
}

function clauseOf({ field, op, value }: Condition): Clause {
  return { [field]: { [`$${op}`]: value } };
}

export function normalizeHits(found: Found): Hit[] {
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
}

export function openPinecone({ host, apiKey, sleep }: PineconeConnection): VectorStore {
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
}

export function openChroma({ url }: ChromaConnection): VectorStore {
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
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw new Error(`POST ${url} was answered with ${response.status}: ${await response.text()}`);
}
