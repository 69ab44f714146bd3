import { max, median, min } from 'simple-statistics';

export interface Summary {
  readonly runs: number;
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/** @param values at least one */
export function summarize(values: readonly number[]): Summary {
  const all = [...values];
  return { runs: all.length, median: median(all), fastest: min(all), slowest: max(all) };
}

/** How many milliseconds `act` takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
