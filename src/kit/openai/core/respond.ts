import type { Fault } from '../faults/fault.ts';
import type { BodyStep } from './answer.ts';
import { bodyStream } from './body-stream.ts';
import type { OperationResult } from './call.ts';
import type { Clock } from './clock.ts';
import type { JournalEntry } from './journal.ts';
import type { RateLimiter } from './rate-limiter.ts';

export interface RespondOptions {
  readonly entry: JournalEntry;
  readonly request: Request;
  readonly fault: Fault | null;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly tokensPerSecond: number | undefined;
}

/** Makes the response of an answer, bent by the fault, and keeps the journal up to date while it is read. */
export function respond(result: OperationResult, options: RespondOptions): Response {
  const { answer, layer, usage } = result;
  const { entry, request, fault, clock, limiter, tokensPerSecond } = options;
  entry.layer = layer ?? null;
  entry.usage = usage ?? null;
  entry.status = answer.status;
  const bent = fault?.body
    ? fault.body({ steps: answer.body, stream: answer.stream, operation: entry.operation ?? '' })
    : answer.body;
  const isPaced = answer.stream && tokensPerSecond !== undefined;
  const body = bodyStream({
    steps: isPaced ? paced(bent, 1000 / tokensPerSecond) : bent,
    clock,
    signal: request.signal,
    onSent: () => {
      entry.chunksRead += 1;
    },
    onEnd: (how) => {
      entry.ended = how;
    },
  });
  const headers = new Headers({
    ...limiter.headers(),
    ...answer.headers,
    'x-request-id': entry.requestId,
    'openai-version': '2020-10-01',
    'openai-organization': 'org-offline',
    'openai-processing-ms': String(processingTime(entry)),
    'access-control-expose-headers': 'X-Request-ID',
    ...(layer !== undefined && { 'x-sim-layer': layer }),
  });
  return new Response(body, { status: answer.status, headers });
}

function* paced(steps: Iterable<BodyStep>, milliseconds: number): Iterable<BodyStep> {
  for (const step of steps) {
    yield { pause: milliseconds };
    yield step;
  }
}

// Longer for a longer prompt and much longer for a longer answer, as in reality.
function processingTime({ usage }: JournalEntry): number {
  return 20 + Math.round((usage?.prompt ?? 0) / 10) + 12 * (usage?.completion ?? 0);
}
