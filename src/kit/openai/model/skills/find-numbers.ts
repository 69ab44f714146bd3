import { stem, wordsOf } from '../../embeddings/stem.ts';
import { nameAsWords } from '../reading/sentences.ts';
import type { Wanted } from './find-strings.ts';

interface Found {
  readonly value: number;
  readonly place: number;
  readonly text: string;
}

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
};
const pattern = new RegExp(
  `(?<![\\w-])[-−]?\\d+(?:[,.]\\d{3})*(?:\\.\\d+)?(?![\\w-]*\\d)|\\b(?:${Object.keys(words).join('|')})\\b`,
  'gi',
);
const money = /\b(?:price|amount|total|cost|fee|sum|salary|revenue|budget|paid|balance)\b/i;
const moneyMark = /[$€£]|\b(?:usd|eur|gbp|euros?|dollars?|pounds?)\b/i;
const quantity =
  /\b(?:quantity|qty|count|number of|units|amount of|people|guests|persons|items|seats|nights)\b/i;

/**
 * The numbers that a field may mean, most likely first: those near the field's own words, and for
 * money those beside a currency. Numbers inside dates and codes are left out.
 */
export function findNumbers(text: string, wanted: Wanted, isWhole: boolean): readonly number[] {
  const field = `${nameAsWords(wanted.name)} ${wanted.description}`;
  const fieldWords = new Set(wordsOf(field).map(stem));
  const isMoney = money.test(field);
  const isQuantity = quantity.test(field);
  const score = ({ place, text: written }: Found): number => {
    const before = text.slice(Math.max(0, place - 30), place);
    const after = text.slice(place + written.length, place + written.length + 24);
    const around = wordsOf(`${before.split(/[.;\n]/).at(-1)} ${after.split(/[.;\n]/)[0]}`).map(
      stem,
    );
    const near = around.filter((word) => fieldWords.has(word)).length;
    const hasMark = moneyMark.test(before.slice(-6)) || moneyMark.test(after.slice(0, 9));
    return (
      near +
      (isMoney === hasMark ? 1 : -1) +
      (isQuantity && !hasMark && Number.isInteger(Number(written)) ? 0.5 : 0)
    );
  };
  return numbersIn(text)
    .filter(({ value }) => !isWhole || Number.isInteger(value))
    .map((found) => ({ ...found, score: score(found) }))
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .map(({ value }) => value);
}

function numbersIn(text: string): readonly Found[] {
  const withoutDates = text.replace(
    /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}\b/g,
    (date) => ' '.repeat(date.length),
  );
  return [...withoutDates.matchAll(pattern)].flatMap((match) => {
    const written = match[0];
    const value =
      words[written.toLowerCase()] ?? Number(written.replace('−', '-').replace(/,(?=\d{3})/g, ''));
    return Number.isNaN(value) ? [] : [{ value, place: match.index, text: written }];
  });
}
