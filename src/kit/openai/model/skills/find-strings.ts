import { featureCosine, featuresOf } from '../../embeddings/features.ts';
import { lexicon } from '../../embeddings/lexicon.ts';
import { stem } from '../../embeddings/stem.ts';
import { nameAsWords, sentencesOf, unquoted } from '../reading/sentences.ts';

/** What is looked for: the field's name and description, as words. */
export interface Wanted {
  readonly name: string;
  readonly description: string;
  readonly format: string;
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const url = /https?:\/\/[^\s"'<>)]+/g;
const phone = /\+?\d[\d ()/-]{6,}\d/g;
const month =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const date = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b|\\b(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}|${month} \\d{1,2}(?:st|nd|rd|th)?)(?:,? \\d{4})?\\b|\\b(?:today|tomorrow|yesterday|(?:next |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b`,
  'gi',
);
const time =
  /\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?\b|\b\d{1,2}\s?[ap]\.?m\.?\b|\bnoon\b|\bmidnight\b/gi;
const code = /#\s?[\w-]*\d[\w-]*|\b[A-Z][A-Z\d]*-?\d[\w-]*\b|\b\d{4,}\b/g;
const currency = /\b(?:USD|EUR|GBP|CHF|JPY)\b|[$€£]|\b(?:dollars?|euros?|pounds?)\b/gi;
const proper = /\b[A-Z][\p{L}'’-]+(?:\s+[A-Z][\p{L}'’-]+)*/gu;
const place =
  /\b(?:in|to|from|at|for|near|of|between|and|visit)\s+((?:[A-Z][\p{L}'’-]+)(?:\s+[A-Z][\p{L}'’-]+)*)/gu;
const notNames = new Set(
  'I The A An What Which Who When Where Why How Is Are Was Were Do Does Did Can Could Would Will Please Tell Show Give Find Get Check Book Order Send Cancel Look And Or But If My Your Our It This That There Hello Hi Dear Thanks Thank Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December USD EUR GBP'.split(
    ' ',
  ),
);

/** "3 kettles", "a pair of gloves": what is counted. */
const counted =
  /\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|some)\s+(?:x\s+|pairs? of |boxes of |pieces of )?((?!(?:day|week|month|year|hour|minute|dollar|euro|pound|time|percent)s?\b)[a-z][\w-]+(?:\s(?!(?:at|for|to|of|and|or|in|on|from|with|by|each|please|is|are|was|per)\b)[a-z][\w-]+)?)/gi;

type Finder = readonly [field: RegExp, find: (text: string) => readonly string[]];

const all =
  (pattern: RegExp) =>
  (text: string): readonly string[] =>
    [...text.matchAll(pattern)].map(([found, group]) => (group ?? found).trim());

// By what the field is called or said to be; the first that fits is used.
const sum = /\(*-?\d[\d.,]*(?:\s*[-+*/×÷^]\s*\(*\s*-?\d[\d.,]*\)*)+/g;

const finders: readonly Finder[] = [
  [/\b(?:expression|formula|equation|calculation)\b/, all(sum)],
  [/\be-?mail\b/, all(email)],
  [/^(?:to|cc|bcc|recipient|from|sender)\s*$/, (text) => [...all(email)(text), ...names(text)]],
  [/\b(?:url|link|website|homepage|uri)\b/, all(url)],
  [/\b(?:phone|telephone|mobile|fax)\b/, all(phone)],
  [/\b(?:date|day|deadline|due|birthday|when|arrival|departure|check in|check out)\b/, all(date)],
  [/\b(?:time|hour)\b/, all(time)],
  [/\b(?:currency)\b/, all(currency)],
  [
    /\b(?:sku|id|code|reference|ref|order|invoice|ticket|tracking|serial|part|flight|account|ticker|symbol)\b(?! name)/,
    codes,
  ],
  [
    /\b(?:city|town|place|location|country|destination|origin|region|state|capital|venue|address)\b/,
    places,
  ],
  [/\b(?:product|item|article|goods|merchandise)\b(?! (?:id|code|number))/, all(counted)],
  [
    /\b(?:name|person|people|participant|attendee|member|user|customer|author|sender|recipient|patient|employee|guest|company|organi[sz]ation|brand|employer|team|speaker|candidate|title)\b/,
    names,
  ],
];

/** Whether a field is of a known kind: an address, a date, a code, a name. Other text is looked for by its meaning. */
export function isOfKnownKind({ name, description, format }: Wanted): boolean {
  const field = `${nameAsWords(name)} ${format} `.toLowerCase();
  return finders.some(
    ([pattern]) => pattern.test(field) || pattern.test(description.toLowerCase()),
  );
}

/** Every candidate for a text field, most likely first; empty when the text holds no evidence of it. */
export function findStrings(text: string, wanted: Wanted): readonly string[] {
  const labelled = labelledValues(text, wanted);
  const field = `${nameAsWords(wanted.name)} ${wanted.format}`.toLowerCase();
  const byName = finders.find(([pattern]) => pattern.test(field));
  const byDescription = finders.find(([pattern]) => pattern.test(wanted.description.toLowerCase()));
  const [, find] = byName ?? byDescription ?? [];
  const found = find === undefined ? [] : nearest(find(text), text, wanted);
  return [...new Set([...labelled, ...found])];
}

/** "Name: Ada", "the name is Ada", "name = Ada". */
function labelledValues(text: string, { name }: Wanted): readonly string[] {
  const words = nameAsWords(name)
    .split(' ')
    .map((word) => word.replace(/[^\w]/g, ''))
    .join('[\\s_-]+');
  if (words === '') return [];
  const pattern = new RegExp(
    `(?:^|\\b)${words}["'*]*\\s*(?::|=|\\bis\\b|\\bwas\\b|\\bcalled\\b)\\s*["“'*]*((?:[^\\n,;.!?"”]|\\.(?=\\S))+)`,
    'gim',
  );
  return [...text.matchAll(pattern)]
    .map(([, value = '']) =>
      unquoted(value.replace(/\s+(?:and|but|who|which|because|so)\s.*$/i, '')),
    )
    .filter((value) => value !== '');
}

function codes(text: string): readonly string[] {
  return all(code)(text).map((found) => found.replace(/^#\s?/, ''));
}

function places(text: string): readonly string[] {
  const after = all(place)(text).filter((found) => !notNames.has(found));
  return after.length > 0 ? after : names(text);
}

// Capitalised words; at the start of a sentence only those that are no common words.
function names(text: string): readonly string[] {
  const common = lexicon().memberships;
  return [...text.matchAll(proper)].flatMap(({ 0: found, index }) => {
    const isStart =
      index === 0 || /[.!?:\n]\s*["“(]?$/.test(text.slice(Math.max(0, index - 3), index));
    const words = found
      .split(/\s+/)
      .filter(
        (word, place) =>
          !notNames.has(word) && !(isStart && place === 0 && common.has(stem(word.toLowerCase()))),
      );
    return words.length === 0 ? [] : [words.join(' ')];
  });
}

// Of several, the one in the clause that speaks of the field: "from Paris to Rome".
function nearest(found: readonly string[], text: string, wanted: Wanted): readonly string[] {
  if (found.length < 2) return found;
  const hint = directionOf(`${nameAsWords(wanted.name)} ${wanted.description}`);
  const rank = (value: string): number => {
    const before = text.slice(Math.max(0, text.indexOf(value) - 24), text.indexOf(value));
    return hint?.test(before) ? 0 : 1;
  };
  const field = featuresOf(`${nameAsWords(wanted.name)} ${wanted.description}`);
  const close = (value: string): number => {
    const sentence = sentencesOf(text).find((candidate) => candidate.includes(value)) ?? text;
    return featureCosine(field, featuresOf(sentence));
  };
  return found.toSorted((a, b) => rank(a) - rank(b) || close(b) - close(a));
}

function directionOf(field: string): RegExp | null {
  if (/\b(?:origin|from|departure|source|sender)\b/i.test(field)) return /\bfrom\s+$/i;
  if (/\b(?:destination|to|arrival|target|recipient)\b/i.test(field)) return /\bto\s+$/i;
  return null;
}
