import { idOf } from '../core/hash.ts';
import type { Draft, ScoredToken } from '../model/draft.ts';
import type { PromptToolCall } from '../model/prompt.ts';
import { type Piece, piecesOf } from '../tokens/pieces.ts';
import type { Token, Tokenizer } from '../tokens/tokenizer.ts';

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter';

/** A tool call, and the token-sized parts in which its arguments are sent. */
export interface ChoiceToolCall extends PromptToolCall {
  readonly pieces: readonly string[];
}

/** A finished choice: cut at stop strings and at the token limit, and in the pieces it is sent in. */
export interface Choice {
  readonly index: number;
  readonly content: string | null;
  readonly refusal: string | null;
  readonly toolCalls: readonly ChoiceToolCall[];
  readonly finishReason: FinishReason;
  /** Of the content, or of the refusal where there is one. */
  readonly pieces: readonly Piece[];
  /** One for each token of the content; null where the model wrote without sampling. */
  readonly scored: readonly ScoredToken[] | null;
  /** Tokens that are billed. Exact for text; approximate for tool calls. */
  readonly tokens: number;
}

export interface FinishOptions {
  readonly draft: Draft;
  readonly index: number;
  readonly stop: readonly string[];
  readonly maxTokens: number;
  readonly tokenizer: Tokenizer;
  /** What the ids of the tool calls are made from. */
  readonly origin: string;
}

// What a call costs beside its name and arguments: measured answers lie within two tokens of this.
const tokensAroundCall = 8;

/** Ends a draft as the protocol does: stop strings first, then the token limit. */
export function finishChoice(options: FinishOptions): Choice {
  const { draft, index, maxTokens, tokenizer, origin } = options;
  const isRefusal = draft.refusal !== null;
  const written = draft.refusal ?? draft.content;
  const text = written === null ? null : cutAtStop(written, isRefusal ? [] : options.stop);
  const tokens = text === null ? [] : tokensOf(text, draft, tokenizer);
  const kept = tokens.slice(0, maxTokens);
  let left = maxTokens - kept.length;
  let cut = kept.length < tokens.length;

  const calls: ChoiceToolCall[] = [];
  let callTokens = 0;
  for (const [place, call] of draft.toolCalls.entries()) {
    const id = call.id ?? idOf('call_', 24, origin, index, place);
    const inArguments = tokenizer.encode(call.arguments);
    const head = tokenizer.count(call.name) + tokensAroundCall;
    if (cut || head > left) {
      cut = true;
      break;
    }
    const fits = inArguments.slice(0, left - head);
    const sent = piecesOf(fits).map((piece) => piece.text);
    calls.push({ id, name: call.name, arguments: sent.join(''), pieces: sent });
    callTokens += head + fits.length;
    left -= head + fits.length;
    cut = fits.length < inArguments.length;
  }

  const pieces = piecesOf(kept);
  const keptText = text === null ? null : pieces.map((piece) => piece.text).join('');
  return {
    index,
    content: isRefusal ? null : keptText,
    refusal: isRefusal ? keptText : null,
    toolCalls: calls,
    finishReason: draft.finishReason ?? (cut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop'),
    pieces,
    scored: draft.scored?.slice(0, kept.length) ?? null,
    tokens: kept.length + callTokens,
  };
}

function cutAtStop(text: string, stop: readonly string[]): string {
  const places = stop.map((end) => text.indexOf(end)).filter((place) => place >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}

// Sampled tokens are kept as they were sampled; a tokenizer might join them otherwise.
function tokensOf(text: string, draft: Draft, tokenizer: Tokenizer): readonly Token[] {
  if (draft.scored === null) return tokenizer.encode(text);
  const tokens = draft.scored.map(({ id }) => tokenizer.token(id));
  const whole = piecesOf(tokens);
  let length = 0;
  let kept = 0;
  for (const piece of whole) {
    if (length + piece.text.length > text.length) break;
    length += piece.text.length;
    kept += piece.tokens.length;
  }
  const rest = text.slice(length);
  return [...tokens.slice(0, kept), ...(rest === '' ? [] : tokenizer.encode(rest))];
}
