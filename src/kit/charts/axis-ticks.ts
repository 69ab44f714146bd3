export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface Axis extends Range {
  /** Round numbers between low and high, both included, in rising order. */
  readonly ticks: readonly number[];
}

/**
 * The smallest and the largest finite number; null when there is none.
 *
 * Not `Math.max(...values)`, which overflows the stack from about a hundred thousand values on.
 */
export function rangeOf(values: Iterable<number>): Range | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? { low, high } : null;
}

/** An axis over exactly this range. Where low and high are the same it is widened to both sides. */
export function axisOver(range: Range, wantedTicks: number): Axis {
  const { low, high } = widened(range);
  return { low, high, ticks: ticksBetween(low, high, stepFor(low, high, wantedTicks)) };
}

/** An axis that holds the range and starts and ends with a tick. */
export function roundAxisAround(range: Range, wantedTicks: number): Axis {
  const wide = widened(range);
  const step = stepFor(wide.low, wide.high, wantedTicks);
  const low = Math.floor(wide.low / step + slack) * step;
  const high = Math.ceil(wide.high / step - slack) * step;
  return { low, high, ticks: ticksBetween(low, high, step) };
}

/** Writes all ticks of an axis with the same number of decimals: 0.0, 0.5, 1.0. */
export function tickLabels(ticks: readonly number[]): string[] {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const largest = Math.max(...ticks.map(Math.abs));
  if (largest >= 1e7 || step < 1e-5) return ticks.map((tick) => tick.toExponential(1));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + slack));
  return ticks.map((tick) => tick.toFixed(decimals));
}

/** Below this share of a step a difference is the rounding noise of binary fractions. */
const slack = 1e-9;

function widened({ low, high }: Range): Range {
  if (high > low) return { low, high };
  const margin = low === 0 ? 1 : Math.abs(low) / 2;
  return { low: low - margin, high: low + margin };
}

/** 1, 2 or 5 times a power of ten, so that about `wantedTicks` fit. */
function stepFor(low: number, high: number, wantedTicks: number): number {
  const rough = (high - low) / Math.max(1, wantedTicks - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const [factor = 10] = [1, 2, 5, 10].filter((candidate) => candidate * power >= rough * 0.999);
  return factor * power;
}

function ticksBetween(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - slack);
  const last = Math.floor(high / step + slack);
  // Whole multiples of the step, divided where the step is a fraction: 3 * 0.1 is 0.30000000000000004.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    step < 1 ? (first + i) / Math.round(1 / step) : (first + i) * step,
  );
}
