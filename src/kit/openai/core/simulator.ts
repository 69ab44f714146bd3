import { operations } from '../endpoints/index.ts';
import type { Fault } from '../faults/fault.ts';
import type { Draft } from '../model/draft.ts';
import type { Prompt } from '../model/prompt.ts';
import { type Script, type ScriptedReply, scriptedDraft } from '../model/script.ts';
import { loadTokenizer } from '../tokens/tokenizer.ts';
import { type Answer, type BodyStep, jsonAnswer, textStep } from './answer.ts';
import { ApiError } from './api-error.ts';
import { bodyStream } from './body-stream.ts';
import { type Backend, type Call, findOperation, type OperationResult } from './call.ts';
import { type Clock, createClock } from './clock.ts';
import { ConnectionLost } from './connection-lost.ts';
import { hashOf } from './hash.ts';
import { type JournalEntry, journalEntry, type RecordedRequest } from './journal.ts';
import {
  defaultBaseURL,
  defaultRateLimit,
  defaultStart,
  type SimulatorOptions,
} from './options.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { readBody, recordable } from './request-body.ts';

/** The offline API: a function from requests to responses, and what surrounds it. */
export interface Simulator {
  /**
   * Answers one request.
   *
   * @throws ConnectionLost where a fault ends the connection before the headers
   */
  handle(request: Request): Promise<Response>;
  /** Every request since the last reset, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Queues what goes wrong with the next requests, one fault each; `fault.ok()` lets one pass. */
  next(...faults: readonly Fault[]): void;
  /** Queues answers in place of the model's, one for each choice that is asked for. */
  reply(...replies: readonly ScriptedReply[]): void;
  /** Adds a script that may answer any prompt in place of the model. */
  script(script: Script): void;
  readonly clock: Clock;
  /** Requests to paths that the API does not have, and bugs of the simulator: each is a failed spec. */
  readonly failures: readonly string[];
  /** Forgets requests, faults, replies, scripts and everything stored; the clock starts anew. */
  reset(): void;
}

/** Makes an offline API with its own clock, journal and queues. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const clock = createClock(options.startAt?.getTime() ?? defaultStart);
  const limiter = createRateLimiter({ ...defaultRateLimit, ...options.rateLimit }, clock);
  const bases = (options.baseURLs ?? [defaultBaseURL]).map((url) => url.replace(/\/$/, ''));
  const requests: JournalEntry[] = [];
  const failures: string[] = [];
  const faults: Fault[] = [];
  const replies: ScriptedReply[] = [];
  const scripts: Script[] = [];
  let count = 0;

  const backend: Backend = {
    clock,
    limiter,
    tokenizer: loadTokenizer,
    counter: () => ++count,
    async draft(prompt, call) {
      const draft = scripted(prompt);
      return call.fault?.draft ? call.fault.draft(draft) : draft;
    },
  };

  function scripted(prompt: Prompt): Draft {
    const queued = replies.shift();
    if (queued !== undefined) return scriptedDraft(queued);
    for (const script of scripts) {
      const reply = script(prompt);
      if (reply !== undefined) return scriptedDraft(reply);
    }
    throw new Error('No reply is scripted for this prompt.');
  }

  async function handle(request: Request): Promise<Response> {
    const { body, text } = await readBody(request);
    const path = pathOf(request.url, bases);
    const entry = journalEntry({
      request,
      path,
      body: recordable(body),
      requestId: `req_${hashOf(requests.length, path, text).slice(0, 32)}`,
      at: clock.now(),
    });
    requests.push(entry);
    const fault = faults.shift() ?? null;
    entry.fault = fault?.name ?? null;
    if (fault?.headersAfter !== undefined) await clock.wait(fault.headersAfter, request.signal);
    if (fault?.instead === 'drop') {
      entry.ended = 'dropped';
      throw new ConnectionLost();
    }
    const { answer, layer, usage } = await answerTo(request, body, entry, fault);
    entry.layer = layer ?? null;
    entry.usage = usage ?? null;
    entry.status = answer.status;
    return respond({ answer, entry, request, fault, layer });
  }

  async function answerTo(
    request: Request,
    body: unknown,
    entry: JournalEntry,
    fault: Fault | null,
  ): Promise<OperationResult> {
    const found = findOperation(operations, request.method, entry.path);
    if (found === undefined) return { answer: noSuchPath(entry) };
    entry.operation = found.operation.name;
    if (fault?.instead !== undefined && fault.instead !== 'drop') {
      const { status, headers, body: sent } = fault.instead;
      const step = textStep(typeof sent === 'string' ? sent : JSON.stringify(sent, null, 2));
      return { answer: { status, headers, body: [step], stream: false } };
    }
    const call: Call = {
      params: found.params,
      query: new URL(request.url).searchParams,
      body,
      fault,
    };
    try {
      refuseKey(request.headers.get('authorization'), options.apiKeys);
      limiter.bookRequest(modelOf(body));
      return await found.operation.handle(call, backend);
    } catch (error) {
      if (error instanceof ApiError) {
        const refusal = jsonAnswer(error.body, error.status);
        return { answer: { ...refusal, headers: { ...refusal.headers, ...error.headers } } };
      }
      return { answer: ownBug(entry, error) };
    }
  }

  function noSuchPath(entry: JournalEntry): Answer {
    const message = `${entry.method} ${entry.url} was called, and the offline OpenAI API has no such path.`;
    failures.push(message);
    return loud(404, message);
  }

  function ownBug(entry: JournalEntry, error: unknown): Answer {
    const cause = error instanceof Error ? error.message : String(error);
    const message = `${entry.method} ${entry.url} could not be answered by the offline OpenAI API: ${cause}`;
    failures.push(message);
    return loud(500, message);
  }

  function respond(parts: {
    readonly answer: Answer;
    readonly entry: JournalEntry;
    readonly request: Request;
    readonly fault: Fault | null;
    readonly layer: string | undefined;
  }): Response {
    const { answer, entry, request, fault, layer } = parts;
    const { stream } = answer;
    const bent = fault?.body
      ? fault.body({ steps: answer.body, stream, operation: entry.operation ?? '' })
      : answer.body;
    const pace = options.tokensPerSecond ? 1000 / options.tokensPerSecond : 0;
    const body = bodyStream({
      steps: stream && pace > 0 ? paced(bent, pace) : bent,
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
      ...answer.headers,
      ...limiter.headers(),
      'x-request-id': entry.requestId,
      'openai-version': '2020-10-01',
      'openai-organization': 'org-offline',
      'openai-processing-ms': String(20 + (usageOf(entry) % 1000)),
      'access-control-expose-headers': 'X-Request-ID',
      ...(layer !== undefined && { 'x-sim-layer': layer }),
    });
    return new Response(body, { status: answer.status, headers });
  }

  return {
    handle,
    requests,
    failures,
    clock,
    next: (...queued) => void faults.push(...queued),
    reply: (...queued) => void replies.push(...queued),
    script: (script) => void scripts.push(script),
    reset() {
      for (const list of [requests, failures, faults, replies, scripts]) list.length = 0;
      count = 0;
      limiter.reset();
      clock.reset();
    },
  };
}

// An error that only the simulator makes: trying again would not help.
function loud(status: number, message: string): Answer {
  const answer = jsonAnswer(
    { error: { message, type: 'invalid_request_error', param: null, code: 'offline_api' } },
    status,
  );
  return { ...answer, headers: { ...answer.headers, 'x-should-retry': 'false' } };
}

function* paced(steps: Iterable<BodyStep>, milliseconds: number): Iterable<BodyStep> {
  for (const step of steps) {
    yield { pause: milliseconds };
    yield step;
  }
}

function usageOf(entry: JournalEntry): number {
  return (entry.usage?.prompt ?? 0) + 12 * (entry.usage?.completion ?? 0);
}

function pathOf(url: string, bases: readonly string[]): string {
  const base = bases.find((candidate) => url.startsWith(`${candidate}/`));
  return base === undefined
    ? new URL(url).pathname
    : new URL(url).pathname.slice(new URL(base).pathname.length);
}

function modelOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'model' in body ? String(body.model) : 'api';
}

function refuseKey(header: string | null, accepted: readonly string[] | undefined): void {
  const key = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (key === undefined) {
    throw new ApiError({
      status: 401,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    });
  }
  if (accepted === undefined || accepted.includes(key)) return;
  throw new ApiError({
    status: 401,
    message: `Incorrect API key provided: ${key.slice(0, 5)}***${key.slice(-2)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    code: 'invalid_api_key',
  });
}
