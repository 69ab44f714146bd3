import type { Fault } from '../faults/fault.ts';
import { createAnswering } from '../model/answering.ts';
import { findModel } from '../models/model-facts.ts';
import { loadTokenizer } from '../tokens/tokenizer.ts';
import { jsonAnswer, textStep } from './answer.ts';
import { ApiError, badRequest } from './api-error.ts';
import { refuseKey } from './auth.ts';
import type { Backend, Call, OperationResult } from './call.ts';
import { createClock, realTime } from './clock.ts';
import { ConnectionLost } from './connection-lost.ts';
import { findOperation } from './find-operation.ts';
import { hashOf } from './hash.ts';
import { type JournalEntry, journalEntry } from './journal.ts';
import { loudAnswer } from './loud-answer.ts';
import {
  defaultBaseURL,
  defaultRateLimit,
  defaultStart,
  type SimulatorOptions,
} from './options.ts';
import { createPromptCache } from './prompt-cache.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { type ReadBody, readBody, recordable } from './request-body.ts';
import { respond } from './respond.ts';
import { sentBodies } from './sent-bodies.ts';
import type { Simulator } from './simulator-interface.ts';
import { clearStore, createStore } from './store.ts';

// The journal of a server that runs for days must not grow for days.
const mostRemembered = 1_000;
const brokenBody =
  'We could not parse the JSON body of your request. The API expects a JSON payload, but what was sent was not valid JSON.';

/** Makes an offline API with its own clock, journal and queues. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const clock = createClock(
    options.realTime ? realTime : (options.startAt?.getTime() ?? defaultStart),
  );
  const limiter = createRateLimiter({ ...defaultRateLimit, ...options.rateLimit }, clock);
  const cache = createPromptCache();
  const store = createStore();
  const requests: JournalEntry[] = [];
  const failures: string[] = [];
  const faults: Fault[] = [];
  const answering = createAnswering(options, store);
  let count = 0;
  let received = 0;

  const backend: Backend = {
    clock,
    limiter,
    cache,
    store,
    tokenizer: loadTokenizer,
    counter: () => ++count,
    model: (name) => findModel(name) ?? store.tuned.get(name)?.facts,
    async draft(prompt, { fault }) {
      if (fault?.draftInstead !== undefined) {
        answering.skip(prompt);
        return fault.draftInstead;
      }
      const draft = await answering.draft(prompt);
      return fault?.draft ? fault.draft(draft) : draft;
    },
    async run(method, path, body) {
      const call = { query: new URLSearchParams(), body, requestId: '', fault: null };
      const { answer } = await perform(method, path, call);
      const text = [...answer.body].map((step) =>
        'bytes' in step ? step.bytes : new Uint8Array(),
      );
      return { status: answer.status, body: JSON.parse(Buffer.concat(text).toString()) };
    },
  };

  async function perform(
    method: string,
    path: string,
    call: Omit<Call, 'params'>,
  ): Promise<OperationResult> {
    const found = await findOperation(method, path);
    if (found === undefined) {
      const message = `The offline OpenAI API has no ${method} ${path}.`;
      return { answer: loudAnswer(404, message) };
    }
    try {
      return await found.operation.handle({ ...call, params: found.params }, backend);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const refusal = jsonAnswer(error.body, error.status);
      return { answer: { ...refusal, headers: { ...refusal.headers, ...error.headers } } };
    }
  }

  async function handle(request: Request): Promise<Response> {
    const { body, text, isBroken } = await readBody(request);
    const path = pathOf(request.url, options.baseURLs ?? [defaultBaseURL]);
    const entry = journalEntry({
      request,
      path,
      body: recordable(body),
      requestId: `req_${hashOf(received, path, text).slice(0, 32)}`,
      at: clock.now(),
    });
    requests.push(entry);
    if (requests.length > mostRemembered) requests.shift();
    received += 1;
    const fault = faults.shift() ?? null;
    entry.fault = fault?.name ?? null;
    if (fault?.headersAfter !== undefined) await clock.wait(fault.headersAfter, request.signal);
    if (fault?.instead === 'drop') {
      entry.ended = 'dropped';
      throw new ConnectionLost();
    }
    const result = await answerTo(request, { body, isBroken }, entry, fault);
    const { tokensPerSecond } = options;
    return respond(result, { entry, request, fault, clock, limiter, tokensPerSecond });
  }

  async function answerTo(
    request: Request,
    { body, isBroken }: Pick<ReadBody, 'body' | 'isBroken'>,
    entry: JournalEntry,
    fault: Fault | null,
  ): Promise<OperationResult> {
    const found = await findOperation(request.method, entry.path);
    entry.operation = found?.operation.name ?? null;
    if (entry.operation === null) {
      return failure(
        404,
        `${entry.method} ${entry.url} was called, and the offline OpenAI API has no such path.`,
      );
    }
    if (fault?.instead !== undefined && fault.instead !== 'drop') {
      const { status, headers, body: sent } = fault.instead;
      const step = textStep(typeof sent === 'string' ? sent : JSON.stringify(sent, null, 2));
      return { answer: { status, headers, body: [step], stream: false } };
    }
    const query = new URL(request.url).searchParams;
    const call = { query, body, requestId: entry.requestId, fault };
    try {
      refuseKey(request.headers.get('authorization'), options.apiKeys);
      if (isBroken) throw badRequest(brokenBody, null, null);
      limiter.bookRequest(modelOf(body));
      return await perform(request.method, entry.path, call);
    } catch (error) {
      if (error instanceof ApiError) {
        const refusal = jsonAnswer(error.body, error.status);
        return { answer: { ...refusal, headers: { ...refusal.headers, ...error.headers } } };
      }
      const cause = error instanceof Error ? error.message : String(error);
      return failure(
        500,
        `${entry.method} ${entry.url} could not be answered by the offline OpenAI API: ${cause}`,
      );
    }
  }

  function failure(status: number, message: string): OperationResult {
    failures.push(message);
    return { answer: loudAnswer(status, message) };
  }

  return {
    handle,
    requests,
    sent: (operation) => sentBodies(requests, operation),
    failures,
    clock,
    next: (...queued) => void faults.push(...queued),
    reply: answering.reply,
    script: answering.script,
    reset() {
      for (const list of [requests, failures, faults]) list.length = 0;
      count = 0;
      received = 0;
      answering.reset();
      clearStore(store);
      cache.reset();
      limiter.reset();
      clock.reset();
    },
  };
}

function pathOf(url: string, bases: readonly string[]): string {
  const { pathname } = new URL(url);
  const base = bases.find((candidate) => url.startsWith(`${candidate.replace(/\/$/, '')}/`));
  return base === undefined
    ? pathname
    : pathname.slice(new URL(base).pathname.replace(/\/$/, '').length);
}

function modelOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'model' in body ? String(body.model) : 'api';
}
