/**
 * The promise of finally dropped
 *
 * You clear the flight in `finally`, and let go of the promise that `finally` returns. That one
 * fails whenever the call does, and nobody handles it, though your callers handle theirs. Node
 * ends a process for an unhandled rejection, so the first outage of the API takes your server down
 * with it. Store and return what `finally` gives you.
 */

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type OpenAI from 'openai';

export type ChatRequest = OpenAI.ChatCompletionCreateParamsNonStreaming;

export interface Clock {
  now(): number;
}

export interface CacheOptions {
  readonly client: OpenAI;
  readonly keyOf: (request: ChatRequest) => string;
  readonly maxEntries: number;
  readonly ttlMs: number;
  readonly clock: Clock;
}

export interface Answer {
  readonly content: string | null;
  readonly finishReason: OpenAI.ChatCompletion.Choice['finish_reason'];
  readonly cached: boolean;
}

export type Vec = readonly number[];

export interface SemanticEntry {
  readonly scope: string;
  readonly question: string;
  readonly vector: Vec;
  readonly answer: string;
}

export interface LabelledPair {
  readonly similarity: number;
  readonly same: boolean;
}

export function cacheKey(request: ChatRequest, tenant: string): string {
  if (tenant.trim() === '') {
    throw new RangeError('tenant is empty, but every answer belongs to somebody.');
  }
  const { user, safety_identifier, metadata, ...asked } = request;
  const text = JSON.stringify([tenant, asked], (_, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(byName)) : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

export function singleFlight<Q, T>(
  load: (request: Q) => Promise<T>,
  keyOf: (request: Q) => string,
): (request: Q) => Promise<T> {
  const flights = new Map<string, Promise<T>>();
  return (request) => {
    const key = keyOf(request);
    const underWay = flights.get(key);
    if (underWay) return underWay;
    const flight = load(request);
    flights.set(key, flight);
    flight.finally(() => flights.delete(key));
    return flight;
  };
}

export function cachedComplete(options: CacheOptions): (request: ChatRequest) => Promise<Answer> {
  const { client, keyOf, maxEntries, ttlMs, clock } = options;
  if (!(ttlMs > 0)) throw new RangeError(`ttlMs is ${ttlMs}, but must be above 0.`);
  if (!(maxEntries > 0)) throw new RangeError(`maxEntries is ${maxEntries}, but must be above 0.`);
  const cache = new LRUCache<string, Answer>({
    max: maxEntries,
    ttl: ttlMs,
    perf: clock,
    ttlResolution: 0,
  });

  return async (request) => {
    const key = keyOf(request);
    const kept = cache.get(key);
    if (kept) return kept;
    const [choice] = (await client.chat.completions.create(request)).choices;
    if (!choice) throw new Error('The answer of the API has no choices.');
    const { content } = choice.message;
    const answer = { content, finishReason: choice.finish_reason, cached: false };
    if (answer.finishReason === 'stop' && content !== null) {
      cache.set(key, { ...answer, cached: true });
    }
    return answer;
  };
}

export function semanticLookup(
  query: Pick<SemanticEntry, 'scope' | 'vector'>,
  entries: readonly SemanticEntry[],
  threshold: number,
): SemanticEntry | null {
  let nearest: SemanticEntry | null = null;
  let highest = threshold;
  for (const entry of entries) {
    if (entry.scope !== query.scope) continue;
    const cosine = dot(query.vector, entry.vector);
    if (cosine < highest) continue;
    nearest = entry;
    highest = cosine;
  }
  return nearest;
}

function dot(a: Vec, b: Vec): number {
  if (a.length !== b.length) {
    throw new RangeError(
      `The vectors have ${a.length} and ${b.length} dimensions: they are of different models.`,
    );
  }
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

export function chooseThreshold(
  pairs: readonly LabelledPair[],
  maxWrongShare: number,
): number | null {
  const kinds = new Set(pairs.map(({ same }) => same));
  if (kinds.size < 2) throw new RangeError('pairs must hold both paraphrases and near-misses.');
  const keepsTo = (threshold: number): boolean => {
    const hits = pairs.filter(({ similarity }) => similarity >= threshold);
    const wrong = hits.filter(({ same }) => !same).length;
    return wrong / hits.length <= maxWrongShare;
  };
  const candidates = pairs.map(({ similarity }) => similarity).sort((a, b) => a - b);
  return candidates.find(keepsTo) ?? null;
}
