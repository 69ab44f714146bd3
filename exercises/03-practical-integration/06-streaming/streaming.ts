import { NotImplemented } from '#kit/not-implemented';

/** One event of an event stream. */
export interface SseEvent {
  /** The name from the event's `event:` line; `message` where it has none. */
  readonly event: string;
  /** The event's data lines, joined by line feeds. */
  readonly data: string;
}

/** Why a model stopped: at its own end, at `max_tokens`, to call tools, or because a filter cut in. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** What the API sends as the data of one event, as far as this exercise reads it. */
export interface ChatChunk {
  /** One entry, as one answer was asked for; none in the chunk that carries the usage. */
  readonly choices: readonly {
    readonly delta: Delta;
    /** Null until the answer is complete. */
    readonly finish_reason: FinishReason | null;
  }[];
  /** Null or absent in all chunks but one, and absent from all unless the request asked for it. */
  readonly usage?: { readonly total_tokens: number } | null;
}

/** What one chunk adds to the answer. */
export interface Delta {
  /** Null or absent where the chunk adds no text. */
  readonly content?: string | null;
  /** Absent where the chunk adds nothing to a tool call. */
  readonly tool_calls?: readonly ToolCallDelta[];
}

/** A fragment of one tool call. Only `index` is in every fragment. */
export interface ToolCallDelta {
  /** Which call the fragment belongs to, from 0. */
  readonly index: number;
  /** In the first fragment of a call only. */
  readonly id?: string;
  readonly function?: {
    /** In the first fragment of a call only. */
    readonly name?: string;
    /** The next characters of the call's arguments. */
    readonly arguments?: string;
  };
}

/** A whole answer, put together from its chunks. */
export interface Completion {
  readonly content: string;
  readonly finishReason: FinishReason;
  /** Tokens of prompt and answer together; null when the stream did not report them. */
  readonly totalTokens: number | null;
}

/** A whole tool call, put together from its fragments. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text, exactly as the model wrote it. */
  readonly arguments: string;
}

/**
 * Reads a stream of bytes as server-sent events, and gives each event as soon as the blank line that
 * ends it has arrived.
 *
 * @param chunks the bytes of the stream (UTF-8), cut anywhere: the body of a `fetch` response, for one
 * @returns the events in order; an event that the stream leaves unfinished is dropped
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 *
 * @example
 * // The bytes of: data: {"a":1}⏎⏎data: [DONE]⏎⏎
 * for await (const event of parseSse(response.body)) console.log(event.data); // {"a":1}, then [DONE]
 */
export async function* parseSse(chunks: AsyncIterable<Uint8Array>): AsyncIterable<SseEvent> {
  throw new NotImplemented('parseSse');
}

/**
 * Puts a streamed chat completion together.
 *
 * @param events the events of the stream: each one's data is the JSON text of a {@link ChatChunk}, and
 *   the last one's may be `[DONE]`
 * @returns the whole answer, with the finish reason and the token count that the chunks reported
 * @throws Error with `truncated` in its message when the stream ends and no chunk gave a finish reason
 *
 * @example
 * const answer = await accumulate(parseSse(response.body));
 * answer.content; // 'Hello world'
 */
export async function accumulate(events: AsyncIterable<SseEvent>): Promise<Completion> {
  throw new NotImplemented('accumulate');
}

/**
 * Puts the tool calls of a streamed chat completion together.
 *
 * @param events the events of the stream, as for {@link accumulate}
 * @returns the calls in the order of their index; none when the model answered in text
 * @throws Error with `truncated` in its message when the stream ends and no chunk gave a finish reason
 */
export async function accumulateToolCalls(events: AsyncIterable<SseEvent>): Promise<ToolCall[]> {
  throw new NotImplemented('accumulateToolCalls');
}

/**
 * Answers a request with a stream of events of its own, one for each piece of text, as a server does
 * that passes a model's answer on to a browser.
 *
 * Each piece becomes an event whose data is the piece as a JSON string; after the last piece comes an
 * event with the data `[DONE]`. When `pieces` throws, reading the body fails and `[DONE]` is not sent.
 * When `signal` is aborted, or the body is cancelled, no more than one further piece is taken, the iterator
 * of `pieces` is closed (its `return` is called), and `[DONE]` is not sent.
 *
 * @param pieces the text, piece by piece
 * @param signal aborted when the client has gone
 * @returns a response of type `text/event-stream` that must not be cached
 *
 * @example
 * // data: "Hel"⏎⏎data: "lo"⏎⏎data: [DONE]⏎⏎
 */
export function toSseResponse(pieces: AsyncIterable<string>, signal: AbortSignal): Response {
  throw new NotImplemented('toSseResponse');
}

