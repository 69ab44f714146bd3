import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { refuseUnhandled } from '../refuse-unhandled.ts';
import type { ServiceAnswer } from './answer.ts';
import { type ChromaServer, createChromaServer } from './chroma.ts';
import { createPineconeIndex, type PineconeIndex, type PineconeMetric } from './pinecone.ts';

export const pineconeHost = 'https://pages-offline.svc.aped-0000.pinecone.io';
export const chromaUrl = 'http://chroma.offline:8000';
export const pineconeKey = 'pcsk_offline';

const database = `${chromaUrl}/api/v2/tenants/default_tenant/databases/default_database`;

export interface VectorServicesOptions {
  readonly metric?: PineconeMetric;
  readonly dimension?: number;
  /** How long Pinecone takes until queries see a write, in milliseconds. */
  readonly indexingMs?: number;
}

/** A request as the services received it. */
export interface ServiceRequest {
  readonly service: 'pinecone' | 'chroma';
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

export interface VectorServices {
  /** All requests since the start or the last reset, oldest first. */
  readonly requests: readonly ServiceRequest[];
  /** Lets time pass for the services. */
  advance(milliseconds: number): void;
  /** Empties both services, and gives Pinecone's index other properties. */
  reset(options?: VectorServicesOptions): void;
  close(): void;
}

/**
 * Answers this process's requests to Pinecone (one index, at {@link pineconeHost}) and to Chroma (at
 * {@link chromaUrl}) as these services do, by MSW. A request to any other address fails.
 *
 * @example
 * const services = startVectorServices({ indexingMs: 1000 });
 * await fetch(`${pineconeHost}/query`, { method: 'POST', … });
 * services.close();
 */
export function startVectorServices(given: VectorServicesOptions = {}): VectorServices {
  let time = 0;
  let pinecone: PineconeIndex;
  let chroma: ChromaServer;
  const requests: ServiceRequest[] = [];

  function reset(options: VectorServicesOptions = given): void {
    time = 0;
    requests.length = 0;
    pinecone = createPineconeIndex({ ...options, now: () => time });
    chroma = createChromaServer();
  }
  reset();

  function handle(
    method: 'get' | 'post',
    url: string,
    act: (body: unknown, params: Readonly<Record<string, unknown>>) => ServiceAnswer,
  ) {
    return http[method](url, async ({ request, params }) => {
      const body: unknown =
        method === 'post' ? await request.json().catch(() => undefined) : undefined;
      const service = url.startsWith(pineconeHost) ? 'pinecone' : 'chroma';
      const hasKey = request.headers.get('api-key') === pineconeKey;
      const answer =
        service === 'pinecone' && !hasKey
          ? { status: 401, body: 'Unauthorized' }
          : act(body, params);
      const path = new URL(request.url).pathname;
      requests.push({ service, method: request.method, path, body, status: answer.status });
      return responseOf(answer);
    });
  }

  const server = setupServer(
    handle('post', `${pineconeHost}/vectors/upsert`, (body) => pinecone.upsert(body)),
    handle('post', `${pineconeHost}/query`, (body) => pinecone.query(body)),
    handle('get', `${chromaUrl}/api/v2/pre-flight-checks`, () => ({
      status: 200,
      body: { max_batch_size: 1000, supports_base64_encoding: false },
    })),
    handle('post', `${database}/collections`, (body) => chroma.createCollection(body)),
    handle('get', `${database}/collections/:name`, (_, { name }) =>
      chroma.getCollection(String(name)),
    ),
    handle('post', `${database}/collections/:id/upsert`, (body, { id }) =>
      chroma.upsert(String(id), body),
    ),
    handle('post', `${database}/collections/:id/query`, (body, { id }) =>
      chroma.query(String(id), body),
    ),
  );
  server.listen(refuseUnhandled);

  return {
    requests,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    reset,
    close: () => server.close(),
  };
}

function responseOf({ status, body, headers = {} }: ServiceAnswer): Response {
  if (typeof body === 'string') return HttpResponse.text(body, { status, headers });
  return Response.json(body, { status, headers });
}
