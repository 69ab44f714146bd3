import OpenAI from 'openai';
import type { Running } from './adapters.ts';

/** What a program sees of a call: the text it got, and how it ended. */
export interface Outcome {
  readonly text: string;
  readonly finish: string | null;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly status: number | null;
    readonly code: string | null;
    /** The messages of the causes, outermost first. */
    readonly causes: readonly string[];
  } | null;
}

const body = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user' as const, content: 'What is the capital of France?' }],
};

/** Makes a plain call and tells how it went. */
export function plainOutcome(client: OpenAI): Promise<Outcome> {
  return outcomeOf(async () => {
    const { choices } = await client.chat.completions.create(body);
    return { text: choices[0]?.message.content ?? '', finish: choices[0]?.finish_reason ?? null };
  });
}

/** Makes a streamed call and tells how far it came. */
export async function streamOutcome(client: OpenAI): Promise<Outcome> {
  let text = '';
  let finish: string | null = null;
  const outcome = await outcomeOf(async () => {
    for await (const chunk of await client.chat.completions.create({ ...body, stream: true })) {
      text += chunk.choices[0]?.delta?.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
    }
    return { text, finish };
  });
  return { ...outcome, text, finish };
}

async function outcomeOf(act: () => Promise<Pick<Outcome, 'text' | 'finish'>>): Promise<Outcome> {
  try {
    return { ...(await act()), error: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isApiError = error instanceof OpenAI.APIError;
    return {
      text: '',
      finish: null,
      error: {
        name: error.constructor.name,
        message: error.message,
        status: isApiError ? (error.status ?? null) : null,
        code: isApiError ? (error.code ?? null) : null,
        causes: causesOf(error),
      },
    };
  }
}

function causesOf(error: Error): readonly string[] {
  const { cause } = error;
  if (!(cause instanceof Error)) return [];
  return [`${cause.name}: ${cause.message}`, ...causesOf(cause)];
}

/** A client that does not try again, and waits no longer than a moment. */
export function impatient(running: Running, timeout = 10_000): OpenAI {
  return running.client({ maxRetries: 0, timeout, logLevel: 'off' });
}
