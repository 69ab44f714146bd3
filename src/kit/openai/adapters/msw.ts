import { HttpResponse, http, passthrough, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { refuseUnhandled } from '../../refuse-unhandled.ts';
import { ConnectionLost } from '../core/connection-lost.ts';
import type { Simulator } from '../core/simulator-interface.ts';

export interface Interception {
  /** Starts answering this process's requests. Does nothing when it already does. */
  listen(): void;
  close(): void;
}

export interface InterceptionOptions {
  /** Who answers; asked at each request. */
  readonly simulator: () => Simulator;
  /** Base URLs that the simulator stands for. */
  readonly baseURLs: () => readonly string[];
  /** Handlers of other services, tried first. */
  readonly handlers: () => readonly RequestHandler[];
  /** Called with method and URL when nothing answers a request. */
  readonly onMiss: (request: string) => void;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Answers requests of this process by MSW: the default for specs. */
export function createInterception(options: InterceptionOptions): Interception {
  const server = setupServer(
    http.all('*', async ({ request }) => {
      const isOurs = options.baseURLs().some((base) => request.url.startsWith(`${base}/`));
      if (isOurs) return answer(options.simulator(), request);
      const { hostname, protocol } = new URL(request.url);
      if (loopback.has(hostname) || !protocol.startsWith('http')) return passthrough();
      const miss = `${request.method} ${request.url}`;
      options.onMiss(miss);
      return HttpResponse.json(
        { error: { message: `Specs run without a network, and nothing here answers ${miss}.` } },
        { status: 404, headers: { 'x-should-retry': 'false' } },
      );
    }),
  );
  // MSW 2 copies each response for this event and never reads the copy, and then a client that
  // cancels a body (the SDK does so before each retry) waits for ever: mswjs/interceptors#712.
  server.events.on('response:mocked', ({ response }) => {
    response.body?.cancel().catch(() => {});
  });

  let listening = false;
  return {
    listen() {
      server.resetHandlers();
      server.use(...options.handlers());
      if (listening) return;
      listening = true;
      server.listen(refuseUnhandled);
    },
    close() {
      if (!listening) return;
      listening = false;
      server.close();
    },
  };
}

async function answer(simulator: Simulator, request: Request): Promise<Response> {
  try {
    return chunked(await simulator.handle(request));
  } catch (error) {
    // After an abort nobody waits for the answer, and MSW would print the error.
    if (error instanceof ConnectionLost || request.signal.aborted) return HttpResponse.error();
    throw error;
  }
}

// MSW 3 writes the response to a socket of its own; without this header it takes a body that breaks
// off for one that has come to its end. The real API sends the header too.
function chunked(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('transfer-encoding', 'chunked');
  const body = response.body === null ? null : oneByOne(response.body);
  return new Response(body, { status: response.status, headers });
}

/** Taken now: specs may put timers of their own in its place. */
const turn = setImmediate;

// What is written to the socket of MSW 3 in one turn arrives as one piece, and so would a stream of many events.
// The end comes with the last piece.
function oneByOne(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let begun = false;
  let isOver = false;
  reader.closed.then(
    () => {
      isOver = true;
    },
    () => {},
  );
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (begun) await new Promise((done) => turn(done));
        begun = true;
        const { done, value } = await reader.read();
        if (!done) controller.enqueue(value);
        // A body that was closed with this piece says so a moment later.
        await Promise.resolve();
        if (done || isOver) controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
