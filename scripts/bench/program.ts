import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Call {
  /** Node's arguments. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that goes on while its output is read. */
export interface Program {
  /**
   * Resolves with all that was printed since the last {@link Program.forget}, once `text` is in it.
   *
   * @throws Error when the program ends first, or within `patience` milliseconds has not printed it
   */
  printed(text: RegExp, patience: number): Promise<string>;
  /** Forgets what was printed so far. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts Node and keeps what it prints. */
export function startProgram(call: Call): Program {
  const child = start(call);
  let seen = '';
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      look();
    });
  }
  const ended = once(child, 'exit');
  return {
    printed(text, patience) {
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          look = () => {};
          clearTimeout(timer);
          act();
        };
        const timer = setTimeout(() => {
          settle(() => reject(new Error(`no verdict within ${patience / 1_000} s${after(seen)}`)));
        }, patience);
        look = () => {
          if (text.test(seen)) settle(() => resolve(seen));
        };
        ended.then(() => settle(() => reject(new Error(`it ended by itself${after(seen)}`))));
        look();
      });
    },
    forget() {
      seen = '';
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * Runs Node to its end.
 *
 * @throws Error when it does not end with 0
 */
export async function runProgram(call: Call): Promise<void> {
  const child = start(call);
  let seen = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`it ended with ${code}${after(seen)}`);
}

function start({ args, cwd, env }: Call) {
  // Node warns where both are set.
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return spawn(process.execPath, args, {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, NO_COLOR: '1', CI: '', ...env },
  });
}

/** The last line of the output, and below it the lines before. */
function after(seen: string): string {
  const lines = seen.trim().split('\n');
  const last = lines.at(-1) ?? '';
  if (last === '') return '';
  return [`: ${last.trim()}`, ...lines.slice(-30, -1)].join('\n');
}
