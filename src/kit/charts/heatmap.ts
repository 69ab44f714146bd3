import { axisOver, rangeOf } from './axis-ticks.ts';
import { oneLine, padCell, widestCell, withTitle } from './cell-text.ts';
import { formatNumber } from './format-number.ts';

export interface Heatmap {
  readonly title?: string;
  /** Names of the rows. */
  readonly rows: readonly string[];
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** One list for each row, with one number for each column. */
  readonly values: readonly (readonly number[])[];
  /** How values are written (default {@link formatNumber}). */
  readonly format?: (value: number) => string;
  /** The values of no shade and of full shade. Default: the smallest and the largest value. */
  readonly range?: readonly [low: number, high: number];
}

const shades = ['  ', '░░', '▒▒', '▓▓', '██'];
const gap = '  ';

/**
 * Draws a matrix: each number with a patch that is darker the larger the number is. The line below says
 * what the lightest and the darkest patch stand for.
 *
 * @returns lines joined by `\n`, without a line feed at the end
 *
 * @example
 * heatmap({ rows: ['cat', 'dog'], columns: ['cat', 'dog'], values: [[12, 3], [0, 9]] });
 */
export function heatmap({
  title,
  rows,
  columns,
  values,
  format = formatNumber,
  range,
}: Heatmap): string {
  const scale = range ? { low: range[0], high: range[1] } : rangeOf(values.flat());
  const numberAt = (row: number, column: number) => values[row]?.[column] ?? Number.NaN;
  const texts = rows.map((_, row) => columns.map((_, column) => format(numberAt(row, column))));
  const numberWidth = widestCell([
    ...texts.flat(),
    ...columns.map((name) => oneLine(name).slice(3)),
  ]);
  const nameWidth = widestCell(rows.map(oneLine));

  const head = columns.map((name) => padCell(oneLine(name), numberWidth + 3, 'right'));
  const lines = rows.map((name, row) => {
    const cells = columns.map((_, column) => {
      const shade = scale === null ? shades[0] : shadeOf(numberAt(row, column), scale);
      return `${shade} ${padCell(texts[row]?.[column] ?? '', numberWidth, 'right')}`;
    });
    return [padCell(oneLine(name), nameWidth), ...cells].join(gap);
  });
  const key =
    scale === null
      ? []
      : [
          '',
          `${padCell('', nameWidth)}${gap}blank ${format(scale.low)} … ██ ${format(scale.high)}`,
        ];
  return withTitle(title, [[padCell('', nameWidth), ...head].join(gap), ...lines, ...key]);
}

function shadeOf(value: number, scale: { readonly low: number; readonly high: number }): string {
  if (!Number.isFinite(value)) return '??';
  const { low, high } = axisOver(scale, 2);
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return shades[Math.min(shades.length - 1, Math.floor(share * shades.length))] ?? '';
}
