import type { Token } from './tokenizer.ts';

/** A piece of text that can be sent on its own, and the tokens it is made of. */
export interface Piece {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/**
 * Cuts tokens into pieces of whole characters: nearly always one token each, more where a character
 * (many emoji) is spread over several tokens. The API holds such tokens back in the same way.
 */
export function piecesOf(tokens: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held: Token[] = [];
  for (const token of tokens) {
    held.push(token);
    try {
      const text = decoder.decode(Buffer.concat(held.map(({ bytes }) => bytes)));
      pieces.push({ text, tokens: held });
      held = [];
    } catch {
      // An unfinished character: the next token completes it.
    }
  }
  return pieces;
}
