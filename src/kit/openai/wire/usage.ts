import type { CompletionUsage } from 'openai/resources/completions';
import type { Choice } from './choice.ts';

/** The usage of a chat completion: one prompt, all of its choices. */
export function completionUsage(promptTokens: number, choices: readonly Choice[]): CompletionUsage {
  const completionTokens = choices.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
