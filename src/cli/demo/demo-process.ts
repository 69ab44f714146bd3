import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Terminal, TerminalOutput } from '../terminal.ts';

/** What a demo's process is to do. All paths are absolute. */
export interface DemoTask {
  readonly demo: string;
  readonly learner: string;
  /** What the demo gets in place of the learner's file; null for the learner's own. */
  readonly solution: string | null;
  /** What stands behind the demo in its `process.argv`. */
  readonly args: readonly string[];
}

/** What ended a demo before its time. */
export interface DemoError {
  readonly name: string;
  /** The names of its class and of those that it extends: `['AuthenticationError', 'APIError', …, 'Error']`. */
  readonly classes: readonly string[];
  readonly message: string;
  readonly stack: string | null;
}

/** `stopped`: by ctrl-c or a signal, as an endless demo is ended. */
export type DemoEnd =
  | { readonly state: 'done' | 'stopped' }
  | { readonly state: 'failed'; readonly error: DemoError | null; readonly code: number | null };

const entry = join(import.meta.dirname, 'demo-entry.ts');
const nodeOptions = [
  // Node 26 warns of a localStorage that MSW looks for; a demo says nothing but its own.
  '--disable-warning=ExperimentalWarning',
  '--import',
  import.meta.resolve('tsx'),
];

/** Runs a demo in a process of its own that has the terminal to itself, and waits for its end. */
export async function runDemo(task: DemoTask, terminal: Terminal): Promise<DemoEnd> {
  const child = spawn(process.execPath, [...nodeOptions, entry, JSON.stringify(task)], {
    env: terminal.env,
    cwd: terminal.cwd,
    stdio: [
      terminal.input === process.stdin ? 'inherit' : 'ignore',
      terminal.output === process.stdout ? 'inherit' : 'pipe',
      terminal.errorOutput === process.stderr ? 'inherit' : 'pipe',
      'ipc',
    ],
  });
  pipe(child.stdout, terminal.output);
  pipe(child.stderr, terminal.errorOutput);
  let error: DemoError | null = null;
  child.on('message', (message) => {
    if (isDemoError(message)) error = message;
  });

  let stopped = false;
  const stop = (signal: NodeJS.Signals) => {
    stopped = true;
    // Ctrl-C reaches the demo without us.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  try {
    const { code, signal } = await endOf(child);
    if (code === 0) return { state: 'done' };
    if (stopped || signal === 'SIGINT') return { state: 'stopped' };
    return { state: 'failed', error, code };
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
  }
}

function pipe(stream: ChildProcess['stdout'], output: TerminalOutput): void {
  stream?.setEncoding('utf8').on('data', (text: string) => output.write(text));
}

function endOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}

function isDemoError(message: unknown): message is DemoError {
  return (
    typeof message === 'object' && message !== null && 'message' in message && 'stack' in message
  );
}
