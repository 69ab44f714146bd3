import { readFileSync } from 'node:fs';
import type { Tokenizer } from '../../tokens/tokenizer.ts';

/** The number that stands for the end of a text; no token of the encoding has it. */
export const endOfText = -1;

/** A probability for each token that may come next; they add up to 1. */
export type Distribution = ReadonlyMap<number, number>;

/** A language model of token triples, interpolated with pairs and single tokens (Jelinek and Mercer 1980). */
export interface LanguageModel {
  /**
   * @param before the tokens so far, oldest first
   * @param topic tokens that the prompt makes more likely
   */
  next(before: readonly number[], topic: readonly number[]): Distribution;
}

type Counts = Map<string, Map<number, number>>;

// How much is believed of triples, pairs, single tokens, and the prompt's own words.
const weights = { triples: 0.76, pairs: 0.2, singles: 0.02, topic: 0.02 };

let trained: Promise<LanguageModel> | null = null;

/** The model of the workbook's own prose, trained on first use: a few milliseconds. */
export function languageModel(tokenizer: Tokenizer): Promise<LanguageModel> {
  trained ??= Promise.resolve(train(readCorpus(), tokenizer));
  return trained;
}

function readCorpus(): readonly string[] {
  const file = readFileSync(new URL('./corpus.txt', import.meta.url), 'utf8');
  return file
    .split(/\n\s*\n/)
    .map((text) => text.trim().replace(/\s*\n\s*/g, ' '))
    .filter((text) => text !== '');
}

/** @param texts each a text of its own: the model learns how they begin and how they end */
export function train(texts: readonly string[], tokenizer: Tokenizer): LanguageModel {
  const triples: Counts = new Map();
  const pairs: Counts = new Map();
  const singles = new Map<number, number>();
  for (const text of texts) {
    const tokens = [endOfText, endOfText, ...tokenizer.ids(text), endOfText];
    for (let place = 2; place < tokens.length; place += 1) {
      const [first = endOfText, second = endOfText, third = endOfText] = tokens.slice(
        place - 2,
        place + 1,
      );
      count(triples, `${first} ${second}`, third);
      count(pairs, `${second}`, third);
      singles.set(third, (singles.get(third) ?? 0) + 1);
    }
  }

  return {
    next(before, topic) {
      const [first = endOfText, second = endOfText] = [endOfText, endOfText, ...before].slice(-2);
      const parts: readonly (readonly [ReadonlyMap<number, number> | undefined, number])[] = [
        [triples.get(`${first} ${second}`), weights.triples],
        [pairs.get(`${second}`), weights.pairs],
        [singles, weights.singles],
        [tally(topic), weights.topic],
      ];
      return mixture(parts);
    },
  };
}

// What a part does not know is shared out among those that do.
function mixture(
  parts: readonly (readonly [ReadonlyMap<number, number> | undefined, number])[],
): Distribution {
  const known = parts.flatMap(([counts, weight]) =>
    counts !== undefined && counts.size > 0 ? [{ counts, weight }] : [],
  );
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  const mixed = new Map<number, number>();
  for (const { counts, weight } of known) {
    const all = [...counts.values()].reduce((sum, value) => sum + value, 0);
    for (const [token, value] of counts) {
      mixed.set(token, (mixed.get(token) ?? 0) + (weight / total) * (value / all));
    }
  }
  return mixed;
}

function count(counts: Counts, before: string, token: number): void {
  const next = counts.get(before) ?? new Map<number, number>();
  next.set(token, (next.get(token) ?? 0) + 1);
  counts.set(before, next);
}

function tally(tokens: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}
