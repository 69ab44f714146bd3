import stringWidth from 'string-width';

/** A number for people: no more digits than tell something, so that 0.30000000000000004 is 0.3. */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value) || Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}

/** A number with all its digits; a negative zero keeps its sign. */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Shortens text to a width by leaving out its middle. */
export function clip(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  const half = Math.max(1, Math.floor((columns - gap.length) / 2));
  const start = beginning(graphemes, half);
  const end = beginning(graphemes.toReversed(), half).reverse();
  return [...start, gap, ...end].join('');
}

const gap = ' ... ';
const segmenter = new Intl.Segmenter();

/** As many of the characters as fit into a width; some of them take two columns. */
function beginning(graphemes: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const grapheme of graphemes) {
    used += stringWidth(grapheme);
    if (used > columns) break;
    taken.push(grapheme);
  }
  return taken;
}

/**
 * Two printed values for people: numbers rounded as {@link formatNumber} does, unless that would make two
 * different ones look the same. What is not a number stays as it is.
 */
export function formatPair(
  expected: string | null,
  actual: string | null,
): { readonly expected: string | null; readonly actual: string | null } {
  const rounded = { expected: roundedText(expected), actual: roundedText(actual) };
  return rounded.expected === rounded.actual ? { expected, actual } : rounded;
}

function roundedText(text: string | null): string | null {
  if (text === null || text.trim() === '') return text;
  const number = Number(text);
  return Number.isNaN(number) ? text : formatNumber(number);
}

const escapes = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Characters that do not show, or that would steer the terminal, as one writes them in a string. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u00A0\u200B\u200E\u200F\u2028-\u202E\uFEFF]/gu,
    (character) =>
      escapes.get(character) ??
      `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
