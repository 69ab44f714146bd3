import type { Row } from './row.ts';

/** What a measure works with. */
export interface BenchContext {
  /** The workbook to measure. */
  readonly project: string;
  /** How often each value is taken. */
  readonly runs: number;
  /** Tells whoever waits what is going on. */
  say(text: string): void;
}

/** One part of the benchmark. */
export interface Measure {
  /** As `--only` names it. */
  readonly name: string;
  readonly about: string;
  /** How often each value is taken unless the caller says otherwise. */
  readonly runs: number;
  measure(context: BenchContext): Promise<readonly Row[]>;
}
