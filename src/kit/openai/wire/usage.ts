import type { CompletionUsage } from 'openai/resources/completions';
import type { ResponseUsage } from 'openai/resources/responses/responses';
import type { Generated } from '../generation/generate.ts';

/** The usage of a chat completion: one prompt, all of its choices. */
export function completionUsage(generated: Generated): CompletionUsage {
  const completion = writtenTokens(generated) + generated.reasoningTokens;
  return {
    prompt_tokens: generated.promptTokens,
    completion_tokens: completion,
    total_tokens: generated.promptTokens + completion,
    prompt_tokens_details: { cached_tokens: generated.cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: generated.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

/** The usage of a response, which counts the token that ends it. */
export function responseUsage(generated: Generated): ResponseUsage {
  const output = writtenTokens(generated) + generated.reasoningTokens + 1;
  return {
    input_tokens: generated.promptTokens,
    input_tokens_details: { cached_tokens: generated.cachedTokens, cache_write_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: generated.reasoningTokens },
    total_tokens: generated.promptTokens + output,
  };
}

function writtenTokens({ choices }: Generated): number {
  return choices.reduce((sum, { tokens }) => sum + tokens, 0);
}
