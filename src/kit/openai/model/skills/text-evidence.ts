import type { Json } from '../prompt.ts';
import { nameAsWords, sentencesOf } from '../reading/sentences.ts';

/** Whether a text names a value, however it is written: `in_stock` as "in stock". */
export function mentions(text: string, value: Json): boolean {
  const words = nameAsWords(String(value)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return (
    words !== '' &&
    new RegExp(`(?<![\\w])${words.replace(/ /g, '[\\s_-]+')}(?![\\w])`, 'i').test(text)
  );
}

/** The parts of an enumeration: sentences, and what stands between commas where each part names or counts something. */
export function clausesOf(text: string): readonly string[] {
  return sentencesOf(text).flatMap((sentence) => {
    const parts = sentence.split(/\s*(?:;|,(?!\d{3}\b)|\band\b)\s*/).filter((part) => part !== '');
    const full = parts.filter((part) => /\d|\b[A-Z]/.test(part));
    return full.length > 1 && full.length === parts.length ? parts : [sentence];
  });
}

/** The items of "ingredients: flour, sugar and eggs". */
export function listedAfter(text: string, name: string): readonly string[] {
  const words = nameAsWords(name);
  const found = new RegExp(
    `\\b${words.replace(/[^\w ]/g, '')}\\b[^:.\\n]{0,20}(?::|\\bare\\b|\\bis\\b)\\s*([^.\\n]+)`,
    'i',
  ).exec(text)?.[1];
  return found === undefined
    ? []
    : found.split(/\s*(?:,|;|\band\b)\s*/).filter((item) => item !== '');
}

/** The name of one thing, from the name of a list. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "12 March 2026" as 2026-03-12; what is no full date stays as it is. */
export function isoDate(text: string): string {
  const [, day, monthName, year] =
    /(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3})[a-z]*,? (\d{4})/i.exec(text) ?? [];
  const [, otherMonth, otherDay, otherYear] =
    /([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/i.exec(text) ?? [];
  const month = months.indexOf((monthName ?? otherMonth ?? '').toLowerCase()) + 1;
  if (month === 0) return text;
  return `${year ?? otherYear}-${String(month).padStart(2, '0')}-${(day ?? otherDay ?? '').padStart(2, '0')}`;
}

const inventions: readonly (readonly [field: RegExp, value: string])[] = [
  [/mail/i, 'john.smith@example.com'],
  [/phone|mobile/i, '555-0100'],
  [/date|day|deadline/i, '2024-01-15'],
  [/city|place|location|town|address|country/i, 'Springfield'],
  [/id|sku|code|number|order|ref/i, 'A-1001'],
  [/company|organi|brand/i, 'Acme'],
  [/url|link|website/i, 'https://www.example.com'],
];

/** Something likely, for a gap that must be filled: the schema did not allow "nothing". */
export function invented(name: string): string {
  return inventions.find(([field]) => field.test(name))?.[1] ?? 'John Smith';
}
