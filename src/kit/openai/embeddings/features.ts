import { lexicon } from './lexicon.ts';
import { stem, wordsOf } from './stem.ts';

/** What a text is made of for the embedder: feature to weight. */
export type Features = ReadonlyMap<string, number>;

const weights = {
  concept: 1.6,
  /** Of words such as "more" and "need", which say little of what a text is about. */
  generalConcept: 0.3,
  topic: 0.8,
  word: 0.75,
  /** Of a word whose concepts are known: they say more than its letters. */
  knownWord: 0.15,
  stopWord: 0.1,
  trigrams: 0.2,
};
const generalTopic = 'time and amount';

const stopWords = new Set(
  `a an the and or but if of at by for with about to from in on off out over under is are was were be been being
  am i me my we our you your he him his she her it its they them their this that these those there here what which
  who whom when where why how do does did have has had will would can could should may might not no nor so than too
  very as because until while please us up down again got get go went`.split(/\s+/),
);

/**
 * The features of a text: the concepts of its words and phrases, its stemmed words, and light
 * three-letter pieces that make up for typing errors. Word order is not a feature, and neither is
 * negation: what these vectors miss follows from that.
 */
export function featuresOf(text: string): Features {
  const { memberships, longestPhrase } = lexicon();
  const words = wordsOf(text);
  const stems = words.map(stem);
  const features = new Map<string, number>();
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight);
  };

  const known = new Set<string>();
  for (let start = 0; start < stems.length; ) {
    const length = phraseLength(stems, start, longestPhrase, memberships);
    const phrase = stems.slice(start, start + length).join(' ');
    for (const { concept, topic, weight } of memberships.get(phrase) ?? []) {
      const isGeneral = topic === generalTopic;
      add(`concept:${concept}`, weight * (isGeneral ? weights.generalConcept : weights.concept));
      if (!isGeneral) add(`topic:${topic}`, weight * weights.topic);
      for (const part of stems.slice(start, start + length)) known.add(part);
    }
    start += length;
  }
  for (const [place, word] of words.entries()) {
    const stemmed = stems[place] ?? word;
    const isStop = stopWords.has(word);
    const weight = known.has(stemmed) ? weights.knownWord : weights.word;
    add(`word:${stemmed}`, isStop ? weights.stopWord : weight);
    if (!isStop && word.length > 3) addTrigrams(word, add);
  }
  return dampened(features);
}

// The longest phrase that the lexicon knows from here on; else one word.
function phraseLength(
  stems: readonly string[],
  start: number,
  longest: number,
  known: ReadonlyMap<string, unknown>,
): number {
  for (let length = Math.min(longest, stems.length - start); length > 1; length -= 1) {
    if (known.has(stems.slice(start, start + length).join(' '))) return length;
  }
  return 1;
}

function addTrigrams(word: string, add: (feature: string, weight: number) => void): void {
  const framed = `^${word}$`;
  const count = framed.length - 2;
  for (let place = 0; place < count; place += 1) {
    add(`piece:${framed.slice(place, place + 3)}`, weights.trigrams / Math.sqrt(count));
  }
}

// Repeating a word makes it weigh more, but not in proportion: a long text does not drown in one word.
function dampened(features: ReadonlyMap<string, number>): Features {
  return new Map(
    [...features].map(([feature, weight]) => [
      feature,
      Math.sqrt(weight) * Math.sqrt(Math.min(weight, 4)),
    ]),
  );
}

/** The cosine of two texts' features, from 0 for nothing in common to 1. */
export function similarity(a: string, b: string): number {
  return featureCosine(featuresOf(a), featuresOf(b));
}

/** {@link similarity} for features that are known already. */
export function featureCosine(a: Features, b: Features): number {
  let product = 0;
  for (const [feature, weight] of a) product += weight * (b.get(feature) ?? 0);
  const lengths = lengthOf(a) * lengthOf(b);
  return lengths === 0 ? 0 : product / lengths;
}

function lengthOf(features: Features): number {
  let sum = 0;
  for (const weight of features.values()) sum += weight * weight;
  return Math.sqrt(sum);
}
