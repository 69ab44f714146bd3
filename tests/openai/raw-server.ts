import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import OpenAI from 'openai';

/** Sends an answer by hand, byte by byte, with nothing of the kit in it. */
export type SendByHand = (response: ServerResponse) => void | Promise<void>;

export interface RawServer {
  readonly client: OpenAI;
  stop(): Promise<void>;
}

/** A plain HTTP server of Node's: what the offline API's transport is compared with. */
export async function rawServer(send: SendByHand): Promise<RawServer> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => void send(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    client: new OpenAI({
      apiKey: 'offline',
      baseURL: `http://127.0.0.1:${port}/v1`,
      maxRetries: 0,
      logLevel: 'off',
      timeout: 10_000,
    }),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const pieces = ['The', ' capital', ' of', ' France', ' is', ' Paris', '.'];

/** The events of the answer that {@link streamOutcome} asks for, written by hand. */
export function handWrittenEvents(): readonly string[] {
  const event = (delta: object, finish: string | null = null): string => {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
    return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', choices })}\n\n`;
  };
  return [
    event({ role: 'assistant', content: '', refusal: null }),
    ...pieces.map((content) => event({ content })),
    event({}, 'stop'),
    'data: [DONE]\n\n',
  ];
}

export const eventStream = { 'content-type': 'text/event-stream; charset=utf-8' };

/** Writes one chunk and lets it leave before the next. */
export async function write(response: ServerResponse, chunk: string | Uint8Array): Promise<void> {
  response.write(chunk);
  await new Promise((resolve) => setTimeout(resolve, 2));
}
