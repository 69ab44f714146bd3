import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface OtherService {
  readonly baseURL: string;
  /** The model and path of each request, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/**
 * A compatible service that is unlike the offline one in all that a real one is free to choose: long
 * answers of many lines, a model that never stops calling tools, other names, vectors of its own length
 * that nobody asked for, no usage in streams. Another key than `sk-right` is refused.
 */
export async function otherService(): Promise<OtherService> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request));
    asked.push(`${body.model} ${request.url}`);
    if (request.headers.authorization !== 'Bearer sk-right') return refuse(response);
    if (request.url?.endsWith('/embeddings')) return send(response, embeddings(body.input));
    if (body.stream) return stream(response);
    const call = body.tools?.at(-1)?.function.name;
    send(response, call === undefined ? completion({ content: essay }) : calling(call));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    asked,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const essay =
  '**Certainly!** Here is what I found:\n\n1. Bonjour, 世界 🎉\n2. a line\tthat goes on for longer than any terminal is wide, and then some, and then some more\n'.repeat(
    3,
  );

function completion(message: object, finish = 'stop'): object {
  return {
    id: 'cmpl-other',
    object: 'chat.completion',
    created: 1,
    model: 'other',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    usage: { prompt_tokens: 34, completion_tokens: 56, total_tokens: 90 },
  };
}

/** Two calls with arguments that nobody asked for. */
function calling(name: string): object {
  const calls = ['call_a', 'call_b'].map((id) => ({
    id,
    type: 'function',
    function: { name, arguments: JSON.stringify({ sku: 'A1', quantity: '8', why: essay }) },
  }));
  return completion({ content: '', tool_calls: calls }, 'tool_calls');
}

function embeddings(input: readonly string[]): object {
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from({ length: 12 }, (_, i) => 3 * Math.sin(text.length + i * index)),
  }));
  return { object: 'list', data, model: 'other', usage: { prompt_tokens: 1, total_tokens: 1 } };
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const content of essay.split(/(?<= )/)) event(response, { content }, null);
  event(response, {}, 'stop');
  response.end('data: [DONE]\n\n');
}

function event(response: ServerResponse, delta: object, finish: string | null): void {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices })}\n\n`);
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: 'That key opens nothing.', code: 'bad_key' } }));
}

function send(response: ServerResponse, answer: object): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}

async function textOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}
