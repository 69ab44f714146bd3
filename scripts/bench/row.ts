import { summarize } from './statistics.ts';

export type Unit = 'ms' | 'MB' | 'per second';

/** What one contender was measured at. */
export interface Measured {
  readonly name: string;
  readonly unit: Unit;
  /** One value a run. */
  readonly values: readonly number[];
  /** How many things of one kind a value is for, where the share of each is worth telling. */
  readonly things?: number;
}

/** A contender that could not be measured, and why. */
export interface Unmeasured {
  readonly name: string;
  readonly problem: string;
}

export type Figure = Measured | Unmeasured;

/** The most that is allowed: of the ratio to the peer, or of our own median in its unit. */
export interface Limit {
  readonly of: 'ratio' | 'median';
  readonly atMost: number;
}

/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly ours: Figure;
  /** Null where there is nothing to compare with. */
  readonly peer: Figure | null;
  readonly limit: Limit | null;
}

export function isMeasured(figure: Figure | null): figure is Measured {
  return figure !== null && 'values' in figure;
}

/** Our median as a share of the peer's; null where one of them was not measured. */
export function ratioOf({ ours, peer }: Row): number | null {
  if (!isMeasured(ours) || !isMeasured(peer)) return null;
  return summarize(ours.values).median / summarize(peer.values).median;
}

/** Whether the row is within its limit; null where it has none, or what it is about was not measured. */
export function isWithinLimit(row: Row): boolean | null {
  const { ours, limit } = row;
  if (limit === null || !isMeasured(ours)) return null;
  const value = limit.of === 'ratio' ? ratioOf(row) : summarize(ours.values).median;
  return value === null ? null : value <= limit.atMost;
}

/** Why a row is not as it should be: something in it was not measured, or its limit is exceeded. */
export function problemsOf(row: Row): readonly string[] {
  const failed = [row.ours, row.peer].flatMap((figure) =>
    figure === null || isMeasured(figure) ? [] : [`${row.what}: ${figure.name}: ${figure.problem}`],
  );
  return isWithinLimit(row) === false ? [...failed, `${row.what}: over its limit`] : failed;
}

/** Measures, or gives the reason why that failed. */
export async function figureOf(name: string, measure: () => Promise<Measured>): Promise<Figure> {
  try {
    return await measure();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { name, problem };
  }
}

/**
 * Compares the first figure with each of the others.
 *
 * @param limits of these comparisons, in their order; null or missing where there is none
 */
export function rowsAgainst({
  what,
  figures,
  limits = [],
}: {
  readonly what: string;
  readonly figures: readonly Figure[];
  readonly limits?: readonly (Limit | null)[];
}): readonly Row[] {
  const [ours, ...peers] = figures;
  if (ours === undefined) return [];
  return peers.map((peer, index) => ({ what, ours, peer, limit: limits[index] ?? null }));
}

/** What a figure would be if it grew in proportion. */
export function inProportion(figure: Figure, times: number): Figure {
  const name = `${times} times the first`;
  if (!isMeasured(figure)) return { name, problem: figure.problem };
  return { name, unit: figure.unit, values: figure.values.map((value) => value * times) };
}
