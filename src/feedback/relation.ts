import type { Relation } from './comparison.ts';

/** The assertion library's wordings, the more special before the more general. */
const wordings: readonly (readonly [RegExp, Relation])[] = [
  [
    /\bnot to (?:be|equal|deeply equal|strictly equal)\b(?! (?:close|greater|less|an?)\b)/,
    'not equal',
  ],
  [/\bnot to\b/, 'other'],
  [/(?<!\bnot )\bto be close to\b/, 'close to'],
  [/(?<!\bnot )\bto be (?:greater than or equal to|at least)\b/, 'at least'],
  [/(?<!\bnot )\bto be (?:greater than|above)\b/, 'greater than'],
  [/(?<!\bnot )\bto be (?:less than or equal to|at most)\b/, 'at most'],
  [/(?<!\bnot )\bto be (?:less than|below)\b/, 'less than'],
  [/(?<!\bnot )\bto have a length of\b/, 'length'],
  [/(?<!\bnot )\bto (?:deep equally )?(?:contain|include)\b/, 'contain'],
  [/(?<!\bnot )\bto be (?:an?|defined|within|one of)\b/, 'other'],
  [/(?<!\bnot )\bto (?:be|equal|deeply equal|strictly equal|match object)\b/, 'equal'],
];

/**
 * What an assertion asked for, read from its sentence.
 *
 * @param detail such as "expected 3 to be greater than 4"; null or without such words means equality
 */
export function relationOf(detail: string | null): Relation {
  if (detail === null) return 'equal';
  // The values come first in the sentence and may hold any words: the last wording counts.
  let last: { readonly at: number; readonly relation: Relation } | null = null;
  for (const [wording, relation] of wordings) {
    const at = lastIndexOf(detail, wording);
    if (at > (last?.at ?? -1)) last = { at, relation };
  }
  return last?.relation ?? 'other';
}

/** The tolerance in "received difference is 4, but expected 0.005". */
export function toleranceOf(detail: string | null): number | null {
  const found = /received difference is \S+, but expected (?<tolerance>[\d.e+-]+)/.exec(
    detail ?? '',
  );
  const tolerance = Number(found?.groups?.tolerance ?? Number.NaN);
  return Number.isFinite(tolerance) ? tolerance : null;
}

function lastIndexOf(text: string, wording: RegExp): number {
  let at = -1;
  for (const found of text.matchAll(new RegExp(wording, 'g'))) at = found.index;
  return at;
}
