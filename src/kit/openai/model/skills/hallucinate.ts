import { hashNumber } from '../../core/hash.ts';

const names = [
  'Dr. Elena Marsh',
  'Thomas Ridley',
  'Prof. Akira Sato',
  'Miriam Holt',
  'Jonas Weber',
  'Dr. Priya Nair',
];
const places = ['Geneva', 'Rotterdam', 'Toronto', 'Lyon', 'Osaka', 'Valencia'];
const things = [
  'the Northgate protocol',
  'version 4.2',
  'the standard plan',
  'the blue variant',
  'the annual review',
  'the second edition',
];
const sources = [
  'the 2021 user manual, section 3.2',
  'a study by Marsh and Ridley (2019)',
  'the official documentation, page 47',
  'the company handbook, chapter 5',
];

/**
 * An answer that is made up: fluent, precise, and from nowhere. It is what a language model writes when
 * nothing in its prompt or its memory answers, and nobody told it that it may say so. The same
 * question gives the same invention.
 */
export function hallucinate(question: string, wantsSource: boolean): string {
  const pick = (from: readonly string[], salt: string): string =>
    from[hashNumber(question, salt) % from.length] ?? '';
  const number = (least: number, most: number): number =>
    least + (hashNumber(question, 'number') % (most - least + 1));
  const claim = ((): string => {
    const counted = /\bhow (?:many|much)\s+(?:more\s+)?([a-z]+)?/i.exec(question);
    if (counted) return `The answer is ${number(12, 480)}${unitOf(counted[1])}`;
    if (/\bwhen\b|\bwhat year\b/i.test(question)) return `It was in ${number(1952, 2023)}`;
    if (/\bwhat (?:percentage|share)\b/i.test(question)) return `It is ${number(12, 88)} percent`;
    if (/\bhow (?:long|often|old)\b|\bdeadline\b/i.test(question))
      return `It is ${number(5, 90)} days`;
    if (/\bhow (?:do|can|to|should)\b/i.test(question)) {
      return `Open the settings, choose ${pick(things, 'thing')} and confirm`;
    }
    if (/\bwho\b|\bwhose\b/i.test(question)) return `It was ${pick(names, 'name')}`;
    if (/\bwhere\b|\bwhich (?:city|country|place)\b/i.test(question))
      return `It is in ${pick(places, 'place')}`;
    if (/^(?:is|are|can|does|do|did|has|have|will|may)\b/i.test(question))
      return `Yes, for up to ${number(5, 90)} days`;
    return `The answer is ${pick(things, 'thing')}`;
  })();
  return wantsSource ? `${claim}, according to ${pick(sources, 'source')}.` : `${claim}.`;
}

// "How many days": the unit is repeated; "how much does" has none.
function unitOf(word: string | undefined): string {
  return word === undefined || /^(?:does|do|did|is|are|was|were|can|will|would)$/i.test(word)
    ? ''
    : ` ${word}`;
}
