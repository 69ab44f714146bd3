import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { styleFor } from '../../src/cli/style.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const fixture = join(repository, 'tests', 'fixtures', 'small');

/** A copy of the workbook of two tiny exercises, `add` and `mean`. */
export interface SmallWorkbook {
  readonly root: string;
  /** Path of a learner's file. */
  path(id: 'add' | 'mean'): string;
  read(id: 'add' | 'mean'): string;
  write(id: 'add' | 'mean', content: string): void;
  /** Text of the reference, or of a known mistake. */
  solution(id: 'add' | 'mean'): string;
  mistake(id: 'add' | 'mean', name: string): string;
}

const folders = { add: '01-sums/01-add', mean: '01-sums/02-mean' } as const;

/** Copies the fixture to a folder of its own, inside the repository so that packages are found. */
export function smallWorkbook(): SmallWorkbook {
  const parent = join(repository, '.workbook', 'tests');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'small-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['exercises', 'solutions']) {
    cpSync(join(fixture, part), join(root, part), { recursive: true });
  }
  const path = (id: 'add' | 'mean') => join(root, 'exercises', folders[id], `${id}.ts`);
  const solutions = (id: 'add' | 'mean') => join(root, 'solutions', folders[id]);
  return {
    root,
    path,
    read: (id) => readFileSync(path(id), 'utf8'),
    write: (id, content) => writeFileSync(path(id), content),
    solution: (id) => readFileSync(join(solutions(id), `${id}.ts`), 'utf8'),
    mistake: (id, name) => readFileSync(join(solutions(id), 'mistakes', `${name}.ts`), 'utf8'),
  };
}

/** A terminal that keeps what is printed. Without `tty` it is a pipe. */
export class FakeTerminal implements Terminal {
  readonly input: PassThrough & { isTTY?: boolean; setRawMode?(raw: boolean): void };
  readonly output: Writable & { isTTY?: boolean; columns?: number; rows?: number };
  readonly errorOutput: Writable;
  readonly env: Record<string, string | undefined>;
  readonly cwd: string;
  /** Whether keys come one by one, as the watch mode wants them. */
  isRaw = false;
  out = '';
  error = '';

  constructor({ cwd, tty, env = {} }: FakeTerminalOptions) {
    this.cwd = cwd;
    this.env = env;
    this.input = new PassThrough();
    this.output = writable((text) => {
      this.out += text;
    });
    this.errorOutput = writable((text) => {
      this.error += text;
    });
    if (!tty) return;
    Object.assign(this.output, { isTTY: true, ...tty });
    Object.assign(this.input, {
      isTTY: true,
      setRawMode: (raw: boolean) => {
        this.isRaw = raw;
      },
    });
  }

  press(keys: string): void {
    this.input.write(keys);
  }
}

interface FakeTerminalOptions {
  readonly cwd: string;
  /** Size of the terminal; a pipe without it. */
  readonly tty?: { readonly columns: number; readonly rows: number };
  readonly env?: Record<string, string | undefined>;
}

function writable(onText: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      onText(String(chunk));
      done();
    },
  });
}

/** What --plain asks for. */
export const plainStyle = styleFor(new FakeTerminal({ cwd: '/' }), { plain: true });

/** Calls `workbook` as from a script in the workbook's folder. */
export async function call(
  { root }: Pick<SmallWorkbook, 'root'>,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const terminal = new FakeTerminal({ cwd: root });
  const code = await main(argv, terminal);
  return { code, out: terminal.out, error: terminal.error };
}
