import type { Axis } from './axis-ticks.ts';
import { axisOver, rangeOf, roundAxisAround, tickLabels } from './axis-ticks.ts';
import { defaultWidth, oneLine, padCell, widestCell, withTitle } from './cell-text.ts';

export interface Series {
  readonly name: string;
  /** Points `[x, y]`, joined in this order. A point that is not finite leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LineChart {
  readonly title: string;
  /** At most six; each is drawn with its own mark, a later one over an earlier one. */
  readonly series: readonly Series[];
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Terminal columns of the whole chart (default 76). */
  readonly width?: number;
  /** Lines of the plot, without title and axis (default 14). */
  readonly height?: number;
  /** Lowest and highest y; what lies outside is not drawn. Default: what the points need. */
  readonly yRange?: readonly [low: number, high: number];
  /** Lowest and highest x. Default: what the points need. */
  readonly xRange?: readonly [low: number, high: number];
}

const marks = ['●', '○', '▲', '△', '■', '□'];
const trace = '·';

/**
 * Draws one or more curves.
 *
 * A series with few points shows each as its mark, joined by dots; one with many is drawn with its mark
 * throughout. The marks are told apart by shape, so the chart reads the same without colour.
 *
 * @returns lines joined by `\n`, without a line feed at the end
 * @throws RangeError naming `series` when there are more than six
 *
 * @example
 * lineChart({ title: 'Loss', series: [{ name: 'train', points: [[1, 0.9], [2, 0.5], [3, 0.4]] }] });
 */
export function lineChart({
  title,
  series,
  xLabel = '',
  yLabel = '',
  width = defaultWidth,
  height = 14,
  yRange,
  xRange,
}: LineChart): string {
  if (series.length > marks.length) {
    throw new RangeError(
      `series has ${series.length} curves, but at most ${marks.length} can be told apart.`,
    );
  }
  const legend = series.map(({ name }, i) => `${marks[i]} ${oneLine(name)}`).join('    ');
  const points = series.flatMap((one) => one.points.filter(isFinitePoint));
  const xs = rangeFrom(xRange) ?? rangeOf(points.map(([x]) => x));
  const yData = rangeOf(points.map(([, y]) => y));
  if (xs === null || yData === null) {
    return withTitle(title, [legend, '', '(nothing to draw: no point has a finite x and y)']);
  }
  const yFixed = rangeFrom(yRange);
  const wantedTicks = Math.max(2, Math.round(height / 3));
  const y = yFixed ? axisOver(yFixed, wantedTicks) : roundAxisAround(yData, wantedTicks);
  const yLabels = tickLabels(y.ticks);
  const margin = widestCell(yLabels) + 1;
  const plotWidth = Math.max(10, width - margin - 2);
  const x = axisOver(xs, Math.max(2, Math.round(plotWidth / 12)));

  const grid = Array.from({ length: height }, () => new Array<string>(plotWidth).fill(' '));
  for (const [i, one] of series.entries()) {
    drawSeries({ grid, x, y, mark: marks[i] ?? trace, points: one.points });
  }
  const labelOfRow = new Map(
    y.ticks.map((tick, i) => [height - 1 - place(tick, y, height), yLabels[i] ?? '']),
  );
  const body = grid.map((cells, row) => {
    const label = labelOfRow.get(row);
    return `${padCell(label ?? '', margin, 'right')} ${label === undefined ? '│' : '┤'}${cells.join('')}`;
  });
  return withTitle(title, [
    legend,
    ...(yLabel === '' ? [] : [padCell(oneLine(yLabel), margin + 2)]),
    ...body,
    ...xAxisLines(x, margin, plotWidth),
    ...(xLabel === '' ? [] : [padCell(oneLine(xLabel), margin + 2 + plotWidth, 'right')]),
  ]);
}

interface Drawing {
  readonly grid: string[][];
  readonly x: Axis;
  readonly y: Axis;
  readonly mark: string;
  readonly points: Series['points'];
}

function drawSeries({ grid, x, y, mark, points }: Drawing): void {
  const columns = grid[0]?.length ?? 0;
  const line = points.length > columns / 3 ? mark : trace;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (next && isFinitePoint(point) && isFinitePoint(next)) {
      drawLine({ grid, x, y, mark: line, points: [point, next] });
    }
  }
  for (const [px, py] of points) put({ grid, x, y, mark }, px, py);
}

/** Walks from one point to the next in steps of less than a cell. */
function drawLine(drawing: Drawing): void {
  const [from = [0, 0], to = from] = drawing.points;
  const { grid, x, y } = drawing;
  const across = (Math.abs(to[0] - from[0]) / (x.high - x.low)) * (grid[0]?.length ?? 0);
  const up = (Math.abs(to[1] - from[1]) / (y.high - y.low)) * grid.length;
  const steps = Math.min(10_000, Math.ceil(Math.max(across, up) * 2));
  for (let step = 1; step < steps; step += 1) {
    const share = step / steps;
    put(drawing, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
  }
}

function put({ grid, x, y, mark }: Omit<Drawing, 'points'>, px: number, py: number): void {
  if (!(px >= x.low && px <= x.high && py >= y.low && py <= y.high)) return;
  const row = grid[grid.length - 1 - place(py, y, grid.length)];
  if (!row) return;
  const column = place(px, x, row.length);
  // A dot that joins two points never hides a point.
  if (mark !== trace || row[column] === ' ') row[column] = mark;
}

/** The cell, counted from the low end, that a value of the axis falls in. */
function place(value: number, { low, high }: Axis, cells: number): number {
  return Math.round(((value - low) / (high - low)) * (cells - 1));
}

function xAxisLines(x: Axis, margin: number, plotWidth: number): string[] {
  const rule = new Array<string>(plotWidth).fill('─');
  let labels = '';
  for (const [i, label] of tickLabels(x.ticks).entries()) {
    const column = place(x.ticks[i] ?? 0, x, plotWidth);
    rule[column] = '┬';
    const start = Math.min(column + 2 - Math.ceil(label.length / 2), plotWidth + 1 - label.length);
    if (labels !== '' && start < labels.length + 2) continue;
    labels = labels.padEnd(start) + label;
  }
  const indent = ' '.repeat(margin + 1);
  return [`${indent}└${rule.join('')}`, indent + labels];
}

function rangeFrom(range: readonly [number, number] | undefined) {
  return range === undefined ? null : { low: range[0], high: range[1] };
}

function isFinitePoint([x, y]: readonly [number, number]): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
