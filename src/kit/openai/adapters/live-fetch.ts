import type { RecordedRequest } from '../core/journal.ts';
import type { SentBodies } from '../core/sent-bodies.ts';

/** A request to a real service, and what it was charged for; null where the answer does not say. */
export type LiveRequest = Pick<RecordedRequest, 'usage'>;
export type ChatBody = SentBodies['chat.completions.create'];

export interface LiveFetch {
  /** The global `fetch`, watched. */
  readonly fetch: typeof globalThis.fetch;
  /** All requests, retries too, in order. */
  readonly requests: readonly LiveRequest[];
  /** The bodies of the chat requests that were answered with success, in order. */
  readonly chats: readonly ChatBody[];
}

/**
 * A `fetch` to a real service that notes what a demo draws.
 *
 * @param models model as the code names it → model to ask in its place; others are asked as they are named
 */
export function createLiveFetch(models: ReadonlyMap<string, string>): LiveFetch {
  const requests: { usage: LiveRequest['usage'] }[] = [];
  const chats: ChatBody[] = [];
  return {
    requests,
    chats,
    async fetch(input, init) {
      const request: { usage: LiveRequest['usage'] } = { usage: null };
      requests.push(request);
      if (typeof init?.body !== 'string') return await fetch(input, init);
      const body = JSON.parse(init.body);
      body.model = models.get(body.model) ?? body.model;
      const response = await fetch(input, { ...init, body: JSON.stringify(body) });
      if (response.ok && 'messages' in body) chats.push(body);
      request.usage = await usageIn(response);
      return response;
    },
  };
}

/** Reads a copy of an answer that comes whole; a stream is left to whoever reads it. */
async function usageIn(response: Response): Promise<LiveRequest['usage']> {
  if (!response.headers.get('content-type')?.includes('application/json')) return null;
  const answer = await response
    .clone()
    .json()
    .catch(() => null);
  const { prompt_tokens: prompt, completion_tokens: completion } = answer?.usage ?? {};
  return typeof prompt === 'number' ? { prompt, completion: completion ?? 0 } : null;
}
