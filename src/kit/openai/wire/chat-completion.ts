import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import type { Choice } from './choice.ts';
import { type LogprobOptions, logprobsOf } from './logprobs.ts';

/** All that a chat completion is made of, sent whole or in chunks. */
export interface ChatResult {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  /** The dated name of the model. */
  readonly model: string;
  readonly fingerprint: string;
  readonly choices: readonly Choice[];
  readonly usage: CompletionUsage;
  /** Null when the request asked for none. */
  readonly logprobs: LogprobOptions | null;
}

/** A completion in one piece, its fields in the order in which the API sends them. */
export function chatCompletion(result: ChatResult): ChatCompletion {
  return {
    id: result.id,
    object: 'chat.completion',
    created: result.created,
    model: result.model,
    choices: result.choices.map((choice) => ({
      index: choice.index,
      message: {
        role: 'assistant',
        content: choice.content,
        ...(choice.toolCalls.length > 0 && { tool_calls: choice.toolCalls.map(toolCall) }),
        refusal: choice.refusal,
        annotations: [],
      },
      logprobs:
        result.logprobs === null
          ? null
          : choice.refusal === null
            ? { content: logprobsOf(choice, result.logprobs), refusal: null }
            : { content: null, refusal: logprobsOf(choice, result.logprobs) },
      finish_reason: choice.finishReason,
    })),
    usage: result.usage,
    service_tier: 'default',
    system_fingerprint: result.fingerprint,
  };
}

function toolCall(call: Choice['toolCalls'][number]): {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
} {
  return {
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  };
}
