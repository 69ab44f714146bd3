import { readFileSync } from 'node:fs';
import type { Tokenizer } from '../../tokens/tokenizer.ts';

/** The number that stands for the end of a text; no token of the encoding has it. */
export const endOfText = -1;

/** A probability for each token that may come next; they add up to 1. Token `ids[i]` has `probabilities[i]`. */
export interface Distribution {
  readonly ids: readonly number[];
  readonly probabilities: Float64Array;
}

/** A language model of token triples, interpolated with pairs and single tokens (Jelinek and Mercer 1980). */
export interface LanguageModel {
  /**
   * @param before the tokens so far, oldest first
   * @param topic tokens that the prompt makes more likely
   */
  next(before: readonly number[], topic: readonly number[]): Distribution;
}

type Counts = ReadonlyMap<number, number>;

// How much is believed of triples, pairs, single tokens, and the prompt's own words.
const weights = { triples: 0.76, pairs: 0.2, singles: 0.02, topic: 0.02 };

let trained: LanguageModel | null = null;

/** The model of the workbook's own prose, trained on first use: a few milliseconds. */
export function languageModel(tokenizer: Tokenizer): LanguageModel {
  trained ??= train(readCorpus(), tokenizer);
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
  const triples = new Map<string, Map<number, number>>();
  const pairs = new Map<string, Map<number, number>>();
  const singles = new Map<number, number>();
  for (const text of texts) {
    const tokens = [endOfText, endOfText, ...tokenizer.ids(text), endOfText];
    for (let place = 2; place < tokens.length; place += 1) {
      const [first, second, third = endOfText] = tokens.slice(place - 2, place + 1);
      count(triples, `${first} ${second}`, third);
      count(pairs, `${second}`, third);
      singles.set(third, (singles.get(third) ?? 0) + 1);
    }
  }
  const vocabulary = [...singles.keys()];
  const placeOf = new Map(vocabulary.map((id, place) => [id, place]));

  return {
    next(before, topic) {
      const [first, second] = [endOfText, endOfText, ...before.slice(-2)].slice(-2);
      const parts = [
        { counts: triples.get(`${first} ${second}`), weight: weights.triples },
        { counts: pairs.get(`${second}`), weight: weights.pairs },
        { counts: singles, weight: weights.singles },
        { counts: tally(topic), weight: weights.topic },
      ].flatMap(({ counts, weight }) => (counts && counts.size > 0 ? [{ counts, weight }] : []));
      // What a part does not know is shared out among those that do.
      const total = parts.reduce((sum, { weight }) => sum + weight, 0);
      const unseen = [...new Set(topic)].filter((id) => !placeOf.has(id));
      const ids = unseen.length === 0 ? vocabulary : [...vocabulary, ...unseen];
      const probabilities = new Float64Array(ids.length);
      for (const { counts, weight } of parts) {
        const share = weight / total / sumOf(counts);
        for (const [id, value] of counts) {
          const place = placeOf.get(id) ?? vocabulary.length + unseen.indexOf(id);
          probabilities[place] = (probabilities[place] ?? 0) + share * value;
        }
      }
      return { ids, probabilities };
    },
  };
}

/** The probability of one token. */
export function probabilityOf({ ids, probabilities }: Distribution, id: number): number {
  return probabilities[ids.indexOf(id)] ?? 0;
}

function count(counts: Map<string, Map<number, number>>, before: string, token: number): void {
  const next = counts.get(before) ?? new Map<number, number>();
  next.set(token, (next.get(token) ?? 0) + 1);
  counts.set(before, next);
}

function tally(tokens: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function sumOf(counts: Counts): number {
  let sum = 0;
  for (const value of counts.values()) sum += value;
  return sum;
}
