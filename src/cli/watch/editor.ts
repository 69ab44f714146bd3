import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import launchEditor from 'launch-editor';
import type { Place } from '../source-place.ts';
import type { Terminal } from '../terminal.ts';

export interface EditorOptions {
  readonly env: Terminal['env'];
  /** Calls `act` with the terminal left to the editor, and takes it back when it is done. */
  readonly lendTerminal: (act: () => Promise<void>) => Promise<void>;
  /** Told in a sentence when no editor opens. */
  readonly onProblem: (problem: string) => void;
}

const inTerminal = new Set([
  'vi',
  'vim',
  'nvim',
  'nano',
  'pico',
  'micro',
  'hx',
  'helix',
  'kak',
  'joe',
  'ne',
]);

/** Opens a file in $VISUAL, $EDITOR, an editor that is running already, or VS Code. */
export async function openEditor(
  place: Place,
  { env, lendTerminal, onProblem }: EditorOptions,
): Promise<void> {
  const wanted = env.VISUAL || env.EDITOR || (env.TERM_PROGRAM === 'vscode' ? 'code' : undefined);
  const problem = (cause: string | null) =>
    onProblem(
      `No editor opened${cause ? `: ${cause}` : ''}. Set EDITOR, as in EDITOR="code", or open ${place.file} yourself.`,
    );
  if (wanted !== undefined && runsInTerminal(wanted)) {
    await lendTerminal(() =>
      openInTerminal(wanted, place).catch((error) => problem(String(error))),
    );
    return;
  }
  const target = `${place.file}:${place.line}:1`;
  launchEditor(target, wanted, (_, cause) => {
    if (wanted !== undefined || cause !== null) problem(cause);
    else launchEditor(target, 'code', (__, why) => problem(why));
  });
}

/** Whether an editor draws in the terminal that it is started in. */
export function runsInTerminal(command: string): boolean {
  const [program = '', ...args] = command.trim().split(/\s+/);
  const name = basename(program).replace(/\.exe$/i, '');
  if (/^emacs/.test(name))
    return args.some((arg) => /^(-nw|-t|--tty|--no-window-system)$/.test(arg));
  return inTerminal.has(name);
}

function openInTerminal(command: string, { file, line }: Place): Promise<void> {
  const [program = '', ...args] = command.trim().split(/\s+/);
  const isHelix = /^(hx|helix)$/.test(basename(program));
  const target = isHelix ? [`${file}:${line}`] : [`+${line}`, file];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, ...target], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}
