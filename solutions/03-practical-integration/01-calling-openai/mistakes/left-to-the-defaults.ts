/**
 * Everything left to the SDK's defaults
 *
 * The SDK has a default for everything, also for what you would not leave to it. Without a key
 * it takes the one that this machine happens to have, and bills its account; without a time
 * limit it waits ten minutes for each request, so an API that hangs takes your server with it.
 * Check the key before you pass it on, and set `timeout` yourself.
 */

import OpenAI from 'openai';
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface CallOptions {
  readonly model: string;
  readonly maxTokens?: number;
}

export type FinishReason = OpenAI.ChatCompletion.Choice['finish_reason'];
export interface Usage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

export interface Completion {
  readonly text: string;
  readonly refusal: string | null;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

export interface Prices {
  readonly input: number;
  readonly cachedInput: number;
  readonly output: number;
}

export interface BackoffOptions {
  readonly maxRetries: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

export function createClient(env: Readonly<Record<string, string | undefined>>): OpenAI {
  return new OpenAI({ apiKey: env.OPENAI_API_KEY });
}

export async function complete(
  client: OpenAI,
  messages: readonly ChatMessage[],
  options: CallOptions,
): Promise<Completion> {
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
}

export function isRetryable(error: unknown): boolean {
  if (error instanceof OpenAI.APIConnectionError) return true;
  if (!(error instanceof OpenAI.APIError)) return false;
  const { status, code } = error;
  if (status === undefined || code === 'insufficient_quota') return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

export function costOf(usage: Usage, prices: Prices): number {
  const newTokens = usage.inputTokens - usage.cachedTokens;
  const dollars =
    newTokens * prices.input +
    usage.cachedTokens * prices.cachedInput +
    usage.outputTokens * prices.output;
  return dollars / 1_000_000;
}

export async function withBackoff<T>(
  client: OpenAI,
  call: (client: OpenAI) => Promise<T>,
  options: BackoffOptions,
): Promise<T> {
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
}

function askedPause(error: unknown): number | null {
  if (!(error instanceof OpenAI.APIError)) return null;
  const milliseconds = error.headers?.get('retry-after-ms');
  if (milliseconds) return Number(milliseconds);
  const seconds = error.headers?.get('retry-after');
  return seconds ? Number(seconds) * 1_000 : null;
}

export async function respond(
  client: OpenAI,
  messages: readonly ChatMessage[],
  options: CallOptions,
): Promise<Completion> {
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
}

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
