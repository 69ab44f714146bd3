import { rangeOf } from './axis-ticks.ts';
import { defaultWidth, oneLine, padCell, widestCell, withTitle } from './cell-text.ts';
import { formatNumber } from './format-number.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Stands after the bar. */
  readonly note?: string;
}

export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** The value of a bar of full length; longer ones are cut and end in `▸`. Default: the largest value. */
  readonly max?: number;
  /** Terminal columns of the whole chart (default 76). */
  readonly width?: number;
  /** How values are written (default {@link formatNumber}). */
  readonly format?: (value: number) => string;
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const full = '█';
const gap = '  ';
const shortestBar = 10;

/**
 * Draws one horizontal bar a line: label, value, bar, note. Bars of values below zero grow to the left.
 *
 * @returns lines joined by `\n`, without a line feed at the end
 *
 * @example
 * barChart({ title: 'Penguins', bars: [{ label: 'Adelie', value: 152 }, { label: 'Gentoo', value: 124 }] });
 */
export function barChart({
  title,
  bars,
  max,
  width = defaultWidth,
  format = formatNumber,
}: BarChart): string {
  if (bars.length === 0) return withTitle(title, ['(no bars)']);
  const labels = bars.map(({ label }) => oneLine(label));
  const values = bars.map(({ value }) => format(value));
  const notes = bars.map(({ note }) => oneLine(note ?? ''));
  const labelWidth = widestCell(labels);
  const valueWidth = widestCell(values);
  const noteWidth = widestCell(notes);
  const room = Math.max(
    shortestBar,
    width - labelWidth - valueWidth - noteWidth - (noteWidth > 0 ? 3 : 2) * gap.length,
  );
  const range = rangeOf(bars.map(({ value }) => value));
  const high = Math.max(0, max ?? range?.high ?? 0);
  const low = Math.min(0, range?.low ?? 0);
  const left = high === low ? 0 : Math.round((room * -low) / (high - low));

  const lines = bars.map(({ value }, i) => {
    const bar = drawBar({ value, low, high, left, right: room - left });
    return [
      padCell(labels[i] ?? '', labelWidth),
      padCell(values[i] ?? '', valueWidth, 'right'),
      padCell(bar, room),
      notes[i] ?? '',
    ].join(gap);
  });
  return withTitle(title, lines);
}

interface BarPlace {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Cells on each side of zero. */
  readonly left: number;
  readonly right: number;
}

function drawBar({ value, low, high, left, right }: BarPlace): string {
  if (!Number.isFinite(value)) return '';
  if (value < 0) return full.repeat(Math.round((value / low) * left)).padStart(left);
  const indent = ' '.repeat(left);
  if (value > high) return `${indent}${full.repeat(right - 1)}▸`;
  const parts = high === 0 ? 0 : Math.round((value / high) * right * 8);
  return indent + full.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}
