import type { ChatCompletionTokenLogprob } from 'openai/resources/chat/completions';
import type { ScoredToken } from '../model/draft.ts';
import { piecesOf } from '../tokens/pieces.ts';
import type { Token, Tokenizer } from '../tokens/tokenizer.ts';
import type { Choice } from './choice.ts';

export interface LogprobOptions {
  /** How many of the most probable tokens to list, 0 to 20. */
  readonly top: number;
  readonly tokenizer: Tokenizer;
}

/** The log probabilities of a choice's tokens, in order. */
export function logprobsOf(choice: Choice, options: LogprobOptions): ChatCompletionTokenLogprob[] {
  const tokens = choice.pieces.flatMap((piece) => piece.tokens);
  return tokens.map((token, place) => tokenLogprob(token, choice.scored?.[place], options));
}

/** One token's entry. Text that a rule wrote, not the n-gram model, counts as certain. */
export function tokenLogprob(
  token: Token,
  scored: ScoredToken | undefined,
  { top, tokenizer }: LogprobOptions,
): ChatCompletionTokenLogprob {
  const chances = scored?.top ?? [{ id: token.id, logprob: 0 }];
  return {
    ...shown(token),
    logprob: scored?.logprob ?? 0,
    bytes: [...token.bytes],
    top_logprobs: chances.slice(0, top).map(({ id, logprob }) => {
      const other = tokenizer.token(id);
      return { ...shown(other), logprob, bytes: [...other.bytes] };
    }),
  };
}

// A token that is no whole text is written as its bytes: "bytes:\xf0\x9f".
function shown(token: Token): { readonly token: string } {
  const [piece] = piecesOf([token]);
  if (piece) return { token: piece.text };
  const bytes = [...token.bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return { token: `bytes:${bytes.join('')}` };
}
