/** A request as the offline API received it, and how it was answered. */
export interface RecordedRequest {
  /** `chat.completions.create`, as the SDK names it; null for a path that the API does not have. */
  readonly operation: string | null;
  readonly method: string;
  /** Without the base URL: `/chat/completions`. */
  readonly path: string;
  readonly url: string;
  /** By lower-case name. The transport adds its own; never compare all of them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; for a form, its fields (files by their name); null without a body. */
  readonly body: unknown;
  /** The `x-request-id` of the answer. */
  readonly requestId: string;
  /** When it came in, by the simulator's clock, in milliseconds. */
  readonly at: number;
  /** Which attempt of the SDK this is: 0, then 1 and 2 for its retries. */
  readonly retryCount: number;
  /** Which of the SDK's helpers made it, as it says itself (`stream`, `runTools`); null for a plain call. */
  readonly helper: string | null;
  /** The name of the fault that it met; null for none. */
  readonly fault: string | null;
  /** Null while it is being answered, and for a connection that ended before the headers. */
  readonly status: number | null;
  /** The layer of the model that answered; null where no model did. */
  readonly layer: string | null;
  readonly usage: { readonly prompt: number; readonly completion: number } | null;
  /** Body chunks that the client has read so far. */
  readonly chunksRead: number;
  /** How the body ended; null while it is open. */
  readonly ended: 'complete' | 'cancelled' | 'dropped' | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An entry that the simulator still writes to. */
export type JournalEntry = Mutable<RecordedRequest>;

export interface IncomingRequest {
  readonly request: Request;
  readonly path: string;
  readonly body: unknown;
  readonly requestId: string;
  readonly at: number;
}

/** The entry of a request that has come in. */
export function journalEntry(incoming: IncomingRequest): JournalEntry {
  const { request, path, body, requestId, at } = incoming;
  const headers = Object.fromEntries(request.headers);
  return {
    operation: null,
    method: request.method,
    path,
    url: request.url,
    headers,
    body,
    requestId,
    at,
    retryCount: Number(headers['x-stainless-retry-count'] ?? 0),
    helper: headers['x-stainless-helper-method'] ?? null,
    fault: null,
    status: null,
    layer: null,
    usage: null,
    chunksRead: 0,
    ended: null,
  };
}
