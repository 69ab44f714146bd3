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
  //#region solution
  const apiKey = env.OPENAI_API_KEY?.trim();
  // Without this check the SDK would look for a key in the environment of the process by itself.
  if (!apiKey) throw new Error('OPENAI_API_KEY is not set. Put it into the environment.');
  return new OpenAI({ apiKey, timeout: 30_000, maxRetries: 2 });
  //#endregion
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
  //#region solution
  const answer = await client.chat.completions.create({
    model: options.model,
    messages: [...messages],
    max_completion_tokens: options.maxTokens ?? null,
  });
  const choice = answer.choices[0];
  if (!choice) throw new Error(`The answer ${answer.id} has no choices.`);
  return {
    text: choice.message.content ?? '',
    refusal: choice.message.refusal,
    finishReason: choice.finish_reason,
    usage: {
      inputTokens: answer.usage?.prompt_tokens ?? 0,
      cachedTokens: answer.usage?.prompt_tokens_details?.cached_tokens ?? 0,
      outputTokens: answer.usage?.completion_tokens ?? 0,
    },
  };
  //#endregion
}

/**
 * Says whether the same call may succeed if it is made again a little later.
 *
 * @param error whatever a call has thrown
 * @returns true for a lost connection, a timeout, and the statuses 408, 409, 429 and from 500 on; false for
 *   a used-up credit (429 with the code `insufficient_quota`), and for everything else
 */
export function isRetryable(error: unknown): boolean {
  //#region solution
  if (error instanceof OpenAI.APIConnectionError) return true;
  if (!(error instanceof OpenAI.APIError)) return false;
  const { status, code } = error;
  if (status === undefined || code === 'insufficient_quota') return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
  //#endregion
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
  //#region solution
  const newTokens = usage.inputTokens - usage.cachedTokens;
  const dollars =
    newTokens * prices.input +
    usage.cachedTokens * prices.cachedInput +
    usage.outputTokens * prices.output;
  return dollars / 1_000_000;
  //#endregion
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
  //#region solution
  const once = client.withOptions({ maxRetries: 0 });
  for (let retry = 0; ; retry += 1) {
    try {
      return await call(once);
    } catch (error) {
      if (retry >= options.maxRetries || !isRetryable(error)) throw error;
      const jitter = 1 - 0.25 * options.random();
      await options.sleep(askedPause(error) ?? Math.min(500 * 2 ** retry, 8_000) * jitter);
    }
  }
  //#endregion
}

//#region solution
/** The milliseconds that the server asks for; null when it says nothing. */
function askedPause(error: unknown): number | null {
  if (!(error instanceof OpenAI.APIError)) return null;
  const milliseconds = error.headers?.get('retry-after-ms');
  if (milliseconds) return Number(milliseconds);
  const seconds = error.headers?.get('retry-after');
  return seconds ? Number(seconds) * 1_000 : null;
}
//#endregion

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
  //#region solution
  const answer = await client.responses.create({
    model: options.model,
    input: [...messages],
    max_output_tokens: options.maxTokens ?? null,
    store: false,
  });
  if (answer.status === 'failed') throw new Error(`The model failed: ${answer.error?.message}`);
  return {
    text: answer.output_text,
    refusal: refusalIn(answer),
    finishReason: finishReasonOf(answer),
    usage: {
      inputTokens: answer.usage?.input_tokens ?? 0,
      cachedTokens: answer.usage?.input_tokens_details.cached_tokens ?? 0,
      outputTokens: answer.usage?.output_tokens ?? 0,
    },
  };
  //#endregion
}

//#region solution
function refusalIn({ output }: OpenAI.Responses.Response): string | null {
  const parts = output.flatMap((item) => (item.type === 'message' ? item.content : []));
  return parts.find((part) => part.type === 'refusal')?.refusal ?? null;
}

function finishReasonOf({
  status,
  incomplete_details: details,
}: OpenAI.Responses.Response): FinishReason {
  if (status !== 'incomplete') return 'stop';
  return details?.reason === 'content_filter' ? 'content_filter' : 'length';
}
//#endregion
