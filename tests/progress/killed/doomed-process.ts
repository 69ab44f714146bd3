import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { type ActionEvent, eventsIn } from './events.ts';
import type { Orders } from './orders.ts';

const tests = resolve(import.meta.dirname, '..', '..');

/** Where processes are killed: a program, and workbooks for it. */
export interface Gallows {
  /** Makes a fresh workbook. @returns its root */
  workbook(): string;
  /** Starts a process; the one after is got ready meanwhile. */
  start(orders: Orders): Doomed;
  close(): Promise<void>;
}

export interface Doomed {
  /** Called with what it says. */
  onOutput(listen: (text: string) => void): void;
  kill(): void;
  /** All that it said, when it has ended; the code is null when it was killed. */
  readonly ended: Promise<Ended>;
}

export interface Ended {
  readonly events: readonly ActionEvent[];
  readonly code: number | null;
}

/** Bundles the process under test, since it is started hundreds of times. */
export function openGallows(): Gallows {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'workbook-killed-')));
  const program = join(folder, 'doomed.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'doomed.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // For src/catalog/places.ts, which looks for the workbook's own folder.
    define: { 'import.meta.dirname': JSON.stringify(resolve(tests, '..', 'src', 'catalog')) },
    logLevel: 'error',
  });
  const spawnNext = () =>
    spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  let standby = spawnNext();
  return {
    workbook() {
      const root = mkdtempSync(join(folder, 'book-'));
      cpSync(join(tests, 'fixtures', 'small'), root, { recursive: true });
      return root;
    },
    start(orders) {
      const child = standby;
      standby = spawnNext();
      let out = '';
      const ended = new Promise<Ended>((done) => {
        child.once('close', (code) => done({ events: eventsIn(out), code }));
      });
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        out += chunk;
      });
      child.stdin.end(JSON.stringify(orders));
      return {
        onOutput: (listen) => child.stdout.on('data', listen),
        kill: () => child.kill('SIGKILL'),
        ended,
      };
    },
    async close() {
      const closed = once(standby, 'close');
      standby.kill('SIGKILL');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
