import { lexiconText } from './lexicon-text.ts';
import { stem, wordsOf } from './stem.ts';

/** A concept that a word stands for, and how much of the word it is. */
export interface Membership {
  readonly concept: string;
  readonly topic: string;
  /** 1 for a word with one meaning; less for each meaning of an ambiguous one. */
  readonly weight: number;
}

export interface Lexicon {
  /** By stemmed word, or by stemmed words with spaces between. */
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  /** The longest phrase, in words. */
  readonly longestPhrase: number;
}

let parsed: Lexicon | null = null;

/** The lexicon, read on first use. */
export function lexicon(): Lexicon {
  parsed ??= parse(lexiconText);
  return parsed;
}

function parse(text: string): Lexicon {
  const found = new Map<string, { concept: string; topic: string }[]>();
  let topic = '';
  let longestPhrase = 1;
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) topic = line.slice(2);
    const [concept, list] = line.split(': ');
    if (concept === undefined || list === undefined) continue;
    for (const entry of list.split(', ')) {
      const words = wordsOf(entry).map(stem);
      longestPhrase = Math.max(longestPhrase, words.length);
      const key = words.join(' ');
      const known = found.get(key) ?? [];
      if (known.some((other) => other.concept === concept)) continue;
      found.set(key, [...known, { concept, topic }]);
    }
  }
  const memberships = new Map(
    [...found].map(([key, concepts]) => [
      key,
      concepts.map((entry) => ({ ...entry, weight: 1 / Math.sqrt(concepts.length) })),
    ]),
  );
  return { memberships, longestPhrase };
}
