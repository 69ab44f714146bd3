import stringWidth from 'string-width';

/** A number for people: no more digits than tell something, so that 0.30000000000000004 is 0.3. */
export function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}

/** A number with all its digits; a negative zero keeps its sign. */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Shortens text to a width by leaving out its middle. */
export function clip(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const characters = [...text];
  const half = Math.max(1, Math.floor((columns - 5) / 2));
  return `${characters.slice(0, half).join('')} ... ${characters.slice(-half).join('')}`;
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
