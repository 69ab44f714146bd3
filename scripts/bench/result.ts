import { availableParallelism } from 'node:os';
import { isWithinLimit, type Row, ratioOf } from './row.ts';
import { tableOf } from './table.ts';

/** Where and when something was measured. */
export interface Setting {
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** `2026-11-23` */
  readonly date: string;
}

export function settingOfThisMachine(now: Date): Setting {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    date: now.toISOString().slice(0, 10),
  };
}

/** The result for readers: where it was measured, and one table. */
export function resultText(setting: Setting, rows: readonly Row[]): string {
  const { node, platform, cores, date } = setting;
  return [
    `Node ${node}, ${platform}, ${cores} cores, ${date}. Medians; in brackets the fastest and the slowest run.`,
    '',
    tableOf(rows),
    '',
  ].join('\n');
}

/** The result for programs. */
export function resultJson(setting: Setting, rows: readonly Row[]): string {
  const withRatios = rows.map((row) => ({
    ...row,
    ratio: ratioOf(row),
    withinLimit: isWithinLimit(row),
  }));
  return `${JSON.stringify({ schema: 1, setting, rows: withRatios }, null, 2)}\n`;
}
