import type { StoredResponse } from '../core/store.ts';
import type { SentResponse } from '../wire/response-object.ts';

const queued = 1_000;
const atLeast = 2_000;
const eachToken = 20;

/** A response as it stands at some moment: one that runs in the background takes its time. */
export function responseAt(stored: StoredResponse, now: number): SentResponse {
  const { response, madeAt, cancelledAt } = stored;
  if (!response.background) return response;
  const unfinished = {
    ...response,
    output: [],
    usage: null,
    completed_at: null,
    incomplete_details: null,
  };
  if (cancelledAt !== null) return { ...unfinished, status: 'cancelled' };
  const elapsed = now - madeAt;
  if (elapsed < queued) return { ...unfinished, status: 'queued' };
  if (now < finishedAt(stored)) return { ...unfinished, status: 'in_progress' };
  return { ...response, completed_at: Math.floor(finishedAt(stored) / 1000) };
}

function finishedAt({ response, madeAt }: StoredResponse): number {
  const tokens = response.usage?.output_tokens ?? 0;
  return madeAt + queued + Math.max(atLeast, tokens * eachToken);
}
