import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { ConnectionLost } from '../core/connection-lost.ts';
import type { SimulatorOptions } from '../core/options.ts';
import { createSimulator } from '../core/simulator.ts';
import type { Simulator } from '../core/simulator-interface.ts';

export interface LoopbackOptions extends SimulatorOptions {
  /** 0 lets the system choose one. */
  readonly port?: number;
  /** Called when a response has been sent, or has ended otherwise. */
  readonly onAnswered?: (request: Simulator['requests'][number]) => void;
}

export interface LoopbackServer extends Omit<Simulator, 'handle'> {
  /** What clients take for their base URL: `http://127.0.0.1:4010/v1`. */
  readonly baseURL: string;
  close(): Promise<void>;
}

/**
 * The offline API as a server on this machine's loopback interface, for any program and language.
 *
 * @throws Error of `listen`, with the code `EADDRINUSE` when the port is taken
 */
export async function serveOpenAI(options: LoopbackOptions = {}): Promise<LoopbackServer> {
  const server = createServer();
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const baseURL = `${origin}/v1`;
  const { handle, ...rest } = createSimulator({ ...options, baseURLs: [baseURL] });

  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const answered = (requestId: string | null): void => {
      const entry = rest.requests.find((request) => request.requestId === requestId);
      if (entry !== undefined) options.onAnswered?.(entry);
    };
    serve({ incoming, outgoing, origin, handle }).then(answered, () => outgoing.destroy());
  });
  return {
    ...rest,
    baseURL,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly origin: string;
  readonly handle: Simulator['handle'];
}

/** @returns the id of the request; null where the connection ended before the headers */
async function serve({ incoming, outgoing, origin, handle }: Exchange): Promise<string | null> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort(new Error('The client has closed the connection.')));
  const request = new Request(new URL(incoming.url ?? '/', origin), {
    method: incoming.method ?? 'GET',
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(hasBody(incoming) && { body: await buffer(incoming) }),
  });
  let response: Response;
  try {
    response = await handle(request);
  } catch (error) {
    if (!(error instanceof ConnectionLost) && !gone.signal.aborted) throw error;
    outgoing.destroy();
    return null;
  }
  // Node writes the frame of the transfer itself.
  const headers = [...response.headers].filter(([name]) => name !== 'transfer-encoding');
  outgoing.writeHead(response.status, Object.fromEntries(headers));
  outgoing.flushHeaders();
  try {
    for await (const chunk of response.body ?? []) {
      if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal: gone.signal });
    }
    outgoing.end();
  } catch {
    // The body broke off, and so does the connection; but first the client reads what was sent: an
    // end that comes with the last bytes would overtake them in its buffers.
    await setTimeout(10);
    outgoing.destroy();
  }
  return response.headers.get('x-request-id');
}

function headersOf({ headers }: IncomingMessage): Headers {
  const own = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) own.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return own;
}

function hasBody({ method }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD';
}
