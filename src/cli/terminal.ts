import { createInterface } from 'node:readline/promises';

/** The part of `process.stdin` that the command line uses. */
export interface TerminalInput extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/** The part of `process.stdout` and `process.stderr` that the command line uses. */
export interface TerminalOutput extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Where the command line reads and writes: the process's own streams, or others in a test. */
export interface Terminal {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly errorOutput: TerminalOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    input: process.stdin,
    output: process.stdout,
    errorOutput: process.stderr,
    env: process.env,
    cwd: process.cwd(),
  };
}

/** Whether a person sits there: keys can be read and what is printed is seen. */
export function isInteractive({ input, output }: Terminal): boolean {
  return input.isTTY === true && output.isTTY === true;
}

const usualWidth = 80;
const usualHeight = 24;

/** Columns and rows; 80 × 24 where the output is no terminal. */
export function sizeOf({ output }: Terminal): { readonly columns: number; readonly rows: number } {
  return { columns: output.columns || usualWidth, rows: output.rows || usualHeight };
}

/** The width for running text: that of the terminal, but no more than can be read with ease. */
export function textWidth(terminal: Terminal, most = 90): number {
  return Math.max(20, Math.min(sizeOf(terminal).columns - 1, most));
}

/** Prints text and ends the line. */
export function print({ output }: Terminal, text: string): void {
  output.write(`${text}\n`);
}

/** Asks a question that yes or no answers; Enter alone is no. Only for an interactive terminal. */
export async function confirm({ input, output }: Terminal, question: string): Promise<boolean> {
  const lines = createInterface({ input, output });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
