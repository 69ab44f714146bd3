import type { RowFolder } from './row-folder.ts';
import type { RowRun } from './run-row.ts';

/** A row that was run; `versions` is null when it could not be installed or run. */
export interface TableRow {
  readonly name: string;
  readonly versions: RowFolder['versions'] | null;
  readonly run: RowRun | null;
}

const titles = ['Node', 'vitest', 'msw', 'openai', 'passed', 'failed', 'seconds'];

/** The table of all rows, in columns for a terminal or as Markdown. */
export function versionsTable(rows: readonly TableRow[], markdown: boolean): string {
  const lines = rows.map(cellsOf);
  if (markdown) {
    const rule = titles.map(() => '---');
    return [titles, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  }
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const inColumns = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [titles, ...lines].map(inColumns).join('\n');
}

/** Whether everything of this row was run and is as it should be. */
export function isGood({ run }: TableRow): boolean {
  return run !== null && run.broken.length === 0 && run.failed === 0;
}

function cellsOf({ name, versions, run }: TableRow): string[] {
  if (versions === null || run === null) return [name, '', '', '', '', 'did not run', ''];
  const { passed, failed, broken, seconds } = run;
  // A run may fail as a whole without a failed test: by an error outside of all tests.
  const checks = broken.filter((check) => check !== 'tests' || failed === 0);
  return [
    versions.node,
    versions.vitest,
    versions.msw,
    versions.openai,
    String(passed),
    [String(failed), ...checks].join(' + '),
    String(seconds),
  ];
}
