import { max, median, min } from 'simple-statistics';

/** Measured times of one thing, in milliseconds. */
export interface Series {
  readonly name: string;
  readonly times: readonly number[];
}

export interface Summary {
  readonly name: string;
  readonly runs: number;
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

export function summarize({ name, times }: Series): Summary {
  const values = [...times];
  return {
    name,
    runs: values.length,
    median: median(values),
    fastest: min(values),
    slowest: max(values),
  };
}

/** How many milliseconds `act` takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
