/**
 * [DONE] sent after a failure
 *
 * When the source throws, you close the stream in good order, [DONE] included. The status 200 left
 * long ago, so the end of the body is the only place where a failure can still be seen, and there
 * you say that all went well. The client shows half an answer as a whole one. Look at which lines
 * run after an error: `finally` runs always, and a caught error is gone.
 */

export interface SseEvent {
  readonly event: string;
  readonly data: string;
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

export interface ChatChunk {
  readonly choices: readonly {
    readonly delta: Delta;
    readonly finish_reason: FinishReason | null;
  }[];
  readonly usage?: { readonly total_tokens: number } | null;
}

export interface Delta {
  readonly content?: string | null;
  readonly tool_calls?: readonly ToolCallDelta[];
}

export interface ToolCallDelta {
  readonly index: number;
  readonly id?: string;
  readonly function?: {
    readonly name?: string;
    readonly arguments?: string;
  };
}

export interface Completion {
  readonly content: string;
  readonly finishReason: FinishReason;
  readonly totalTokens: number | null;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

export async function* parseSse(chunks: AsyncIterable<Uint8Array>): AsyncIterable<SseEvent> {
  const decoder = new TextDecoder();
  let unread = '';
  let event = 'message';
  let data: string[] = [];

  for await (const chunk of chunks) {
    unread += decoder.decode(chunk, { stream: true });
    const lines = unread.split(/\r?\n/);
    unread = lines.pop() ?? '';

    for (const line of lines) {
      if (line.startsWith('data:')) data.push(fieldValue(line));
      else if (line.startsWith('event:')) event = fieldValue(line);
      else if (line === '') {
        if (data.length > 0) yield { event, data: data.join('\n') };
        event = 'message';
        data = [];
      }
    }
  }
}
function fieldValue(line: string): string {
  return line.slice(line.indexOf(':') + 1).replace(/^ /, '');
}

export async function accumulate(events: AsyncIterable<SseEvent>): Promise<Completion> {
  let content = '';
  let finishReason: FinishReason | null = null;
  let totalTokens: number | null = null;

  for await (const chunk of chunksOf(events)) {
    const choice = chunk.choices[0];
    content += choice?.delta.content ?? '';
    finishReason = choice?.finish_reason ?? finishReason;
    totalTokens = chunk.usage?.total_tokens ?? totalTokens;
  }

  if (finishReason === null) throw truncated(`${content.length} characters of text`);
  return { content, finishReason, totalTokens };
}

export async function accumulateToolCalls(events: AsyncIterable<SseEvent>): Promise<ToolCall[]> {
  const calls: ToolCall[] = [];
  let finished = false;

  for await (const chunk of chunksOf(events)) {
    const choice = chunk.choices[0];
    for (const fragment of choice?.delta.tool_calls ?? []) {
      const begun = calls[fragment.index] ?? { id: '', name: '', arguments: '' };
      calls[fragment.index] = {
        id: fragment.id ?? begun.id,
        name: fragment.function?.name ?? begun.name,
        arguments: begun.arguments + (fragment.function?.arguments ?? ''),
      };
    }
    if (choice?.finish_reason) finished = true;
  }

  if (!finished) throw truncated(`${calls.length} begun tool calls`);
  return calls;
}
async function* chunksOf(events: AsyncIterable<SseEvent>): AsyncIterable<ChatChunk> {
  for await (const { data } of events) {
    if (data === '[DONE]') return;
    yield JSON.parse(data);
  }
}

function truncated(what: string): Error {
  return new Error(`The stream was truncated: it ended after ${what}, without a finish_reason.`);
}

export function toSseResponse(pieces: AsyncIterable<string>, signal: AbortSignal): Response {
  const events = encodedEvents(pieces, signal);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
async function* encodedEvents(
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  try {
    for await (const piece of pieces) {
      if (signal.aborted) return;
      yield encoder.encode(`data: ${JSON.stringify(piece)}\n\n`);
      if (signal.aborted) return;
    }
  } catch {
    yield encoder.encode(`data: ${JSON.stringify('Sorry, something went wrong.')}\n\n`);
  }
  yield encoder.encode('data: [DONE]\n\n');
}
