import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { Exercise } from '../../catalog/index.ts';

export interface DemoOptions {
  readonly root: string;
  readonly columns: number;
  readonly colors: boolean;
  /** Called with all lines until now, and whether more may come. */
  readonly onOutput: (lines: readonly string[], growing: boolean) => void;
}

/** A demo that runs in a process of its own. */
export interface Demo {
  stop(): void;
}

const launcher = join(import.meta.dirname, '..', '..', '..', 'bin', 'workbook.js');
const keptLines = 2_000;

/** Runs `workbook demo` and gives its output as it comes. */
export function startDemo(
  { id }: Exercise,
  { root, columns, colors, onOutput }: DemoOptions,
): Demo {
  const child = spawn(process.execPath, [launcher, 'demo', id, '--root', root], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, COLUMNS: String(columns), ...(colors ? { FORCE_COLOR: '1' } : {}) },
  });
  let lines: readonly string[] = [''];
  const print = (text: string) => {
    const [first = '', ...rest] = text.replaceAll('\r\n', '\n').split('\n');
    const open = lines.at(-1) ?? '';
    lines = [...lines.slice(0, -1), open + first, ...rest].slice(-keptLines);
  };
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => {
      print(decoder.write(chunk));
      onOutput(lines, true);
    });
  }
  child.once('error', (error) => print(`The demo did not start: ${error.message}`));
  child.once('close', () => onOutput(lines, false));
  return { stop: () => child.kill() };
}
