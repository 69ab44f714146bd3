import { type Align, oneLine, padCell, widestCell, withTitle } from './cell-text.ts';
import { formatNumber } from './format-number.ts';

export type { Align };

export interface Table {
  readonly title?: string;
  readonly columns: readonly string[];
  /** One list of cells for each row; missing cells are empty. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** One for each column. Default: right where every cell is a number, else left. */
  readonly align?: readonly Align[];
}

const gap = '  ';

/**
 * Draws a table with a line under its head. Numbers are written by {@link formatNumber}; pass a string
 * where that is not wanted.
 *
 * @returns lines joined by `\n`, without a line feed at the end
 *
 * @example
 * table({ columns: ['model', 'F1'], rows: [['always ham', 0], ['tree', 0.82]] });
 */
export function table({ title, columns, rows, align = [] }: Table): string {
  const texts = rows.map((row) => columns.map((_, i) => cellText(row[i])));
  const head = columns.map(oneLine);
  const widths = head.map((name, i) => widestCell([name, ...texts.map((row) => row[i] ?? '')]));
  const sides = columns.map((_, i) => align[i] ?? sideOf(rows.map((row) => row[i])));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => padCell(cell, widths[i] ?? 0, sides[i])).join(gap);
  const rule = widths.map((width) => '─'.repeat(width)).join(gap);
  return withTitle(title, [line(head), rule, ...texts.map(line)]);
}

function cellText(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'number' ? formatNumber(cell) : oneLine(cell);
}

function sideOf(cells: readonly (string | number | undefined)[]): Align {
  return cells.length > 0 && cells.every((cell) => typeof cell === 'number') ? 'right' : 'left';
}
