import stringWidth from 'string-width';
import { clip, formatNumber, formatPair } from './format-value.ts';

/** Lines never become wider than this, so that they fit beside a margin in 80 columns. */
export const comparisonWidth = 76;

/** Lines of one kind that are shown before the rest is only counted. */
const shownLines = 10;

/** One place in which two values differ; null stands for a place that one of them does not have. */
export interface Difference {
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: number | null;
}

export function differenceLine(path: string, { expected, actual, difference }: Difference): string {
  const off = difference === null || difference === 0 ? '' : ` (${offBy(difference)})`;
  const room = Math.max(12, Math.floor((comparisonWidth - stringWidth(path) - 30) / 2));
  const shown = formatPair(expected, actual);
  const due =
    shown.expected === null ? 'expected nothing' : `expected ${clip(shown.expected, room)}`;
  const got = shown.actual === null ? 'it is missing' : `got ${clip(shown.actual, room)}`;
  return `  ${path === '' ? '' : `${path}  `}${due}, ${got}${off}`;
}

export function withRest(lines: readonly string[], all: number): string[] {
  const shown = lines.slice(0, shownLines);
  return all > shown.length ? [...shown, `  and ${all - shown.length} more`] : shown;
}

export function offBy(difference: number): string {
  return `${formatNumber(Math.abs(difference))} too ${difference > 0 ? 'high' : 'low'}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
