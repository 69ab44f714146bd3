import { pad, widest, wrap } from './layout.ts';
import type { Style } from './style.ts';

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of each column; left where it is null. */
  readonly align: readonly ('left' | 'center' | 'right' | null)[];
}

const gap = '  ';
const leastColumn = 6;

/** Draws a table at most `width` columns wide; the cells of columns that are too wide are wrapped. */
export function renderTable(
  { header, rows, align }: Table,
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const { colors, symbols } = style;
  const natural = header.map((title, column) =>
    widest([title, ...rows.map((row) => row[column] ?? '')]),
  );
  const widths = shrink(natural, width - gap.length * (header.length - 1));
  const isWrapped = widths.some((columns, index) => columns < (natural[index] ?? 0));
  const draw = (row: readonly string[]): string[] => {
    const cells = widths.map((columns, column) => wrap(row[column] ?? '', columns));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, column) =>
          pad(lines[line] ?? '', widths[column] ?? 0, align[column] === 'right' ? 'left' : 'right'),
        )
        .join(gap)
        .trimEnd(),
    );
  };
  return [
    ...draw(header),
    colors.dim(widths.map((columns) => symbols.line.repeat(columns)).join(gap)),
    ...rows.flatMap((row, index) => (isWrapped && index > 0 ? ['', ...draw(row)] : draw(row))),
  ];
}

/** Takes columns from the widest until all fit. */
function shrink(natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, columns) => sum + columns, 0) - room;
  while (excess > 0) {
    const most = Math.max(...widths);
    if (most <= leastColumn) break;
    widths[widths.indexOf(most)] = most - 1;
    excess -= 1;
  }
  return widths;
}
