/** One step of sending a body: bytes, a pause, or the end of the connection. */
export type BodyStep =
  | { readonly bytes: Uint8Array }
  | { readonly pause: number }
  | { readonly drop: true };

/** What an endpoint gives back. The steps of a stream are made while it is read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Iterable<BodyStep>;
  /** True for server-sent events: the body has no known length. */
  readonly stream: boolean;
}

const encoder = new TextEncoder();

/** The step that sends `text` as UTF-8. */
export function textStep(text: string): BodyStep {
  return { bytes: encoder.encode(text) };
}

export function jsonAnswer(body: unknown, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: [textStep(JSON.stringify(body, null, 2))],
    stream: false,
  };
}

export function bytesAnswer(bytes: Uint8Array, contentType: string, status = 200): Answer {
  return { status, headers: { 'content-type': contentType }, body: [{ bytes }], stream: false };
}

/** Server-sent events, one step for each. `frames` are complete events with their empty line. */
export function streamAnswer(frames: Iterable<string>): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    body: steps(frames),
    stream: true,
  };
}

function* steps(frames: Iterable<string>): Iterable<BodyStep> {
  for (const frame of frames) yield textStep(frame);
}
