import { NotImplemented } from '#kit/not-implemented';
import { LRUCache } from 'lru-cache';
import type OpenAI from 'openai';

/** What `client.chat.completions.create` takes when it does not stream. */
export type ChatRequest = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** Where the time comes from. */
export interface Clock {
  /** Milliseconds since some fixed moment; never 0. */
  now(): number;
}

export interface CacheOptions {
  readonly client: OpenAI;
  /** Requests with the same key share an answer. */
  readonly keyOf: (request: ChatRequest) => string;
  /** How many answers are kept at most, 1 or more. */
  readonly maxEntries: number;
  /** How long after it came an answer may be given again, in milliseconds. */
  readonly ttlMs: number;
  readonly clock: Clock;
}

export interface Answer {
  /** Null when the model refused. */
  readonly content: string | null;
  readonly finishReason: OpenAI.ChatCompletion.Choice['finish_reason'];
  /** True when no request was made for it. */
  readonly cached: boolean;
}

export type Vec = readonly number[];

/** A question that was answered before. */
export interface SemanticEntry {
  /** Everything that the answer depends on besides the question: tenant, system prompt, model. */
  readonly scope: string;
  readonly question: string;
  /** The embedding of the question, of length 1. */
  readonly vector: Vec;
  readonly answer: string;
}

/** Two questions that people have compared. */
export interface LabelledPair {
  /** The cosine of their embeddings. */
  readonly similarity: number;
  /** True when one answer is right for both. */
  readonly same: boolean;
}

/**
 * Gives a request its place in a cache: two requests have the same key when the same answer is right
 * for both.
 *
 * All of the request is in the key, except `user`, `safety_identifier` and `metadata`. The order in
 * which the fields of an object were written makes no difference; the order of a list does.
 *
 * @param request the request as it will be sent
 * @param tenant whose data the answer may hold
 * @throws RangeError naming `tenant` when it is empty or blank
 */
export function cacheKey(request: ChatRequest, tenant: string): string {
  throw new NotImplemented('cacheKey');
}

/**
 * Wraps `load` so that callers who ask for the same while a call is under way share that call, its
 * answer or its failure. Once it has landed, the next caller starts a new one.
 *
 * @param load does the work
 * @param keyOf requests with the same key may share a call
 */
export function singleFlight<Q, T>(
  load: (request: Q) => Promise<T>,
  keyOf: (request: Q) => string,
): (request: Q) => Promise<T> {
  throw new NotImplemented('singleFlight');
}

/**
 * Makes a function that answers chat requests: from its cache, or else by the client.
 *
 * Kept are answers that ended by themselves (`stop`) and have content; the least recently used one
 * makes room. Failures of the client are passed on.
 *
 * @returns the function; its promise is rejected with an Error naming `choices` when the API's
 *   answer has none
 * @throws RangeError naming `ttlMs` or `maxEntries` when it is not above 0
 */
export function cachedComplete(options: CacheOptions): (request: ChatRequest) => Promise<Answer> {
  throw new NotImplemented('cachedComplete');
}

/**
 * Finds the answered question that is nearest to a new one.
 *
 * @param query the embedding of the new question, of length 1, and its scope
 * @param entries what was answered before, of any scope
 * @param threshold the cosine, from −1 to 1, from which on two questions count as the same
 * @returns the nearest entry of the query's scope, or null when none reaches the threshold
 * @throws RangeError naming `dimensions` when an entry of that scope has a vector of another size
 */
export function semanticLookup(
  query: Pick<SemanticEntry, 'scope' | 'vector'>,
  entries: readonly SemanticEntry[],
  threshold: number,
): SemanticEntry | null {
  throw new NotImplemented('semanticLookup');
}

/**
 * Chooses the threshold of a semantic cache from pairs that people have labelled.
 *
 * A pair is a hit when its similarity is at or above the threshold, and a wrong hit when it is not
 * the same. Candidates are the similarities of the pairs.
 *
 * @param pairs paraphrases and near-misses, in any order
 * @param maxWrongShare the share of wrong hits among all hits that is bearable, from 0 to 1
 * @returns the lowest candidate that keeps to it, or null when none does
 * @throws RangeError naming `pairs` when there is no pair that is the same, or none that is not
 */
export function chooseThreshold(
  pairs: readonly LabelledPair[],
  maxWrongShare: number,
): number | null {
  throw new NotImplemented('chooseThreshold');
}
