import { NotImplemented } from '#kit/not-implemented';
import OpenAI from 'openai';

/** One message of a conversation. */
export interface ChatMessage {
  /** `system`: your instructions. `user`: the person's words. `assistant`: earlier answers of the model. */
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface CallOptions {
  /** The model's name: `gpt-4o-mini`. */
  readonly model: string;
  /** Tokens of the answer at most. Without it, as many as the model can write. */
  readonly maxTokens?: number;
}

/** Why the model stopped: at its own end, at the token limit, by a filter, or to call a function. */
export type FinishReason = OpenAI.ChatCompletion.Choice['finish_reason'];

/** What a call took, in tokens. */
export interface Usage {
  /** All tokens of the prompt, the cached ones too. */
  readonly inputTokens: number;
  /** Those of the input that the API had read shortly before. They cost less. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

/** What came of a call. */
export interface Completion {
  /** Empty when the model refused. */
  readonly text: string;
  /** The model's own words for why it does not answer; null when it did answer. */
  readonly refusal: string | null;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

/** Prices in US dollars for a million tokens. */
export interface Prices {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

export interface BackoffOptions {
  /** How often a call is repeated at most: 2 means up to three calls. */
  readonly maxRetries: number;
  /** Waits so many milliseconds. Passed in, so that specs need not wait. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Gives a number from 0 up to, but not including, 1. Passed in, so that specs can repeat it. */
  readonly random: () => number;
}

/**
 * Makes the client that all calls go through.
 *
 * @param env the environment to read, `process.env` in production; nothing else is read
 * @returns a client with the key `OPENAI_API_KEY`, a time limit of 30 seconds for each request, and
 *   two retries
 * @throws Error with `OPENAI_API_KEY` in its message when the key is missing, empty or white space
 *
 * @example
 * const client = createClient(process.env);
 */
export function createClient(env: Readonly<Record<string, string | undefined>>): OpenAI {
  throw new NotImplemented('createClient');
}

/**
 * Asks a model by the Chat Completions API, and says all that its caller has to know of the answer.
 *
 * @param messages the whole conversation, oldest first: the API remembers nothing
 * @throws Error with `choices` in its message when the answer has none; the errors of the client are
 *   passed on as they are
 * @see https://platform.openai.com/docs/api-reference/chat/create
 *
 * @example
 * const { text, finishReason } = await complete(client, messages, { model: 'gpt-4o-mini' });
 */
export async function complete(
  client: OpenAI,
  messages: readonly ChatMessage[],
  options: CallOptions,
): Promise<Completion> {
  throw new NotImplemented('complete');
}

/**
 * Says whether the same call may succeed if it is made again a little later.
 *
 * @param error whatever a call has thrown
 * @returns true for a lost connection, a timeout, and the statuses 408, 409, 429 and from 500 on; false for
 *   a used-up credit (429 with the code `insufficient_quota`), and for everything else
 */
export function isRetryable(error: unknown): boolean {
  throw new NotImplemented('isRetryable');
}

/**
 * What a call costs.
 *
 * @returns US dollars
 *
 * @example
 * // 500 new tokens, 1,500 cached ones and 300 written: 75 + 112.5 + 180 millionths of a dollar
 * costOf(
 *   { inputTokens: 2_000, cachedTokens: 1_500, outputTokens: 300 },
 *   { input: 0.15, cachedInput: 0.075, output: 0.6 },
 * ); // 0.0003675
 */
export function costOf(usage: Usage, prices: Prices): number {
  throw new NotImplemented('costOf');
}

/**
 * Makes a call, and repeats it after a pause while its error is one that {@link isRetryable} accepts.
 *
 * The pause before retry n (0, 1, 2 and so on) is what the error's `retry-after-ms` or `retry-after` asks
 * for, exactly. Without these headers it is min(500 · 2ⁿ, 8000) milliseconds, less up to a quarter:
 * times 1 − 0.25 · random().
 *
 * @param call is given a client that repeats nothing by itself
 * @returns what the call gives in the end
 * @throws the call's last error, when it cannot be retried or no retries are left
 *
 * @example
 * await withBackoff(client, (once) => complete(once, messages, { model }), {
 *   maxRetries: 5, sleep: (ms) => setTimeout(ms), random: Math.random,
 * });
 */
export async function withBackoff<T>(
  client: OpenAI,
  call: (client: OpenAI) => Promise<T>,
  options: BackoffOptions,
): Promise<T> {
  throw new NotImplemented('withBackoff');
}

/**
 * Asks a model by the Responses API, and gives the same account of the answer as {@link complete}.
 * The API is told to store nothing.
 *
 * @param options `maxTokens` is 16 or more here
 * @throws Error with the API's own sentence in its message when the status is `failed`; the errors of
 *   the client are passed on as they are
 * @see https://platform.openai.com/docs/api-reference/responses/create
 */
export async function respond(
  client: OpenAI,
  messages: readonly ChatMessage[],
  options: CallOptions,
): Promise<Completion> {
  throw new NotImplemented('respond');
}

