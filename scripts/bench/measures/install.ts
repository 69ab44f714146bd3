import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from '../measure.ts';
import { runProgram } from '../program.ts';
import type { Row, Unit } from '../row.ts';
import { timed } from '../statistics.ts';

/** What the installation needs of the workbook. */
const parts = ['bin', 'package.json', 'package-lock.json'];

export const install: Measure = {
  name: 'install',
  about: 'time and size of what npm start installs; asks the package registry',
  runs: 1,
  measure: async ({ project, runs, say }) => {
    const scratch = mkdtempSync(join(tmpdir(), 'workbook-bench-install-'));
    const withEmptyCache: number[] = [];
    const withFullCache: number[] = [];
    const megabytes: number[] = [];
    try {
      for (let run = 0; run < runs; run += 1) {
        const cache = join(scratch, `cache-${run}`);
        say('install, npm cache empty');
        const first = join(scratch, `first-${run}`);
        withEmptyCache.push(await timeInstall({ project, folder: first, cache }));
        say('install, npm cache full');
        const second = join(scratch, `second-${run}`);
        withFullCache.push(await timeInstall({ project, folder: second, cache }));
        megabytes.push(bytesIn(join(second, 'node_modules')) / 1e6);
      }
    } finally {
      rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
    }
    return [
      rowOf('install, npm cache empty', 'ms', withEmptyCache),
      rowOf('install, npm cache full', 'ms', withFullCache),
      rowOf('installed size', 'MB', megabytes),
    ];
  },
};

interface Installation {
  readonly project: string;
  /** Where to install; it is made. */
  readonly folder: string;
  readonly cache: string;
}

/** Installs as `npm start` does in a fresh clone. */
async function timeInstall({ project, folder, cache }: Installation): Promise<number> {
  mkdirSync(folder);
  for (const part of parts) cpSync(join(project, part), join(folder, part), { recursive: true });
  const call = {
    args: [join(folder, 'bin', 'install.js')],
    cwd: folder,
    env: { npm_config_cache: cache },
  };
  return await timed(() => runProgram(call));
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function rowOf(what: string, unit: Unit, values: readonly number[]): Row {
  return { what, ours: { name: 'workbook', unit, values }, peer: null, limit: null };
}
