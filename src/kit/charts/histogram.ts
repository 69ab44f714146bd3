import { axisOver, rangeOf } from './axis-ticks.ts';
import { type BarChart, barChart } from './bar-chart.ts';
import { withTitle } from './cell-text.ts';
import { formatNumber } from './format-number.ts';

export interface Histogram {
  readonly title: string;
  /** Those that are not finite are left out, and counted on a line of their own. */
  readonly values: readonly number[];
  /** How many bins of equal width (default 10). */
  readonly bins?: number;
  /** Where the first bin starts and the last ends; give two histograms the same one to compare them. */
  readonly range?: readonly [low: number, high: number];
  /** The count of a bar of full length. Default: the largest count. */
  readonly max?: number;
  /** Terminal columns of the whole chart (default 76). */
  readonly width?: number;
  /** How the edges of the bins are written (default {@link formatNumber}). */
  readonly format?: (edge: number) => string;
}

/**
 * Counts values in bins of equal width and draws the counts as bars. A bin holds its lower edge, and the
 * last one also its upper edge. Values outside `range` are counted below the bars.
 *
 * @returns lines joined by `\n`, without a line feed at the end
 * @throws RangeError naming `bins` when it is not a whole number above 0
 */
export function histogram({
  title,
  values,
  bins = 10,
  range,
  max,
  width,
  format = formatNumber,
}: Histogram): string {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`bins is ${bins}, but must be a whole number above 0.`);
  }
  const found = range ? { low: range[0], high: range[1] } : rangeOf(values);
  if (found === null) return withTitle(title, ['(nothing to count: no value is finite)']);
  const { low, high } = axisOver(found, 2);
  const counts = new Array<number>(bins).fill(0);
  let outside = 0;
  for (const value of values) {
    const share = (value - low) / (high - low);
    // 0.3 is in the bin from 0.3 on, though 0.3 / 0.4 * 4 is 2.9999999999999996.
    const bin = Math.min(bins - 1, Math.floor(share * bins + 1e-9));
    if (share >= 0 && share <= 1) counts[bin] = (counts[bin] ?? 0) + 1;
    else outside += 1;
  }
  const edge = (i: number) => format(low + ((high - low) * i) / bins);
  const edges = counts.map((_, i) => [edge(i), edge(i + 1)] as const);
  const longest = Math.max(...edges.flat().map((text) => text.length));
  const chart: BarChart = {
    title,
    bars: edges.map(([from, to], i) => ({
      label: `${from.padStart(longest)} to ${to.padStart(longest)}`,
      value: counts[i] ?? 0,
    })),
    ...(max === undefined ? {} : { max }),
    ...(width === undefined ? {} : { width }),
  };
  return outside === 0
    ? barChart(chart)
    : `${barChart(chart)}\n${outside} of ${values.length} values lie outside`;
}
