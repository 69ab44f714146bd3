import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Start, type Way, withoutNetwork } from '../no-network/without-network.ts';
import { npmScript } from './npm.ts';
import { type Counts, countTests } from './read-counts.ts';
import type { RowFolder } from './row-folder.ts';

export interface RunOptions {
  /** Take the network away while the tests run. */
  readonly offline: Way | null;
  /** Run what `npm test` does ahead of the tests too. */
  readonly checks: boolean;
  /** Only test files whose path holds one of these; all when there are none. */
  readonly filters: readonly string[];
}

export interface RowRun extends Counts {
  /** Checks that failed: `typecheck`, `lint`, `tests`. */
  readonly broken: readonly string[];
  /** How long the tests took, checks and installation not counted. */
  readonly seconds: number;
}

/** Runs the parts of `npm test` in a row's folder. What they print goes to standard error. */
export async function runRow(place: RowFolder, options: RunOptions): Promise<RowRun> {
  const { node, workbook, env } = place;
  const run = (args: readonly string[]): Promise<boolean> =>
    succeeds(offlineStart({ command: node, args, env }, options.offline), workbook);
  const broken: string[] = [];
  for (const check of options.checks ? ['typecheck', 'lint'] : []) {
    if (!(await run([npmScript(), 'run', '--silent', check]))) broken.push(check);
  }
  const start = performance.now();
  const output = join(place.folder, 'tests.json');
  const isDone = await run([
    join(workbook, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=workbook',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${output}`,
    ...options.filters,
  ]);
  if (!isDone) broken.push('tests');
  const seconds = Math.round((performance.now() - start) / 1000);
  return { ...countTests(textOf(output)), broken, seconds };
}

function offlineStart(start: Start, way: Way | null): Start {
  return way === null ? start : withoutNetwork(start, { way });
}

async function succeeds({ command, args, env }: Start, cwd: string): Promise<boolean> {
  const child: ChildProcess = spawn(command, args, { cwd, env, stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'close');
  return code === 0;
}

/** Null when the tests did not come as far as writing it. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
