import type { Terminal } from '../terminal.ts';

export interface SignalHandlers {
  readonly onResize: () => void;
  /** The process is asked to end, or the terminal is gone. */
  readonly onEnd: () => void;
  /** Before the process is stopped by ctrl-z, and after it goes on. */
  readonly suspend: () => void;
  readonly resume: () => void;
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Heeds what the terminal and the system say: resized, ended, stopped, continued.
 *
 * @returns takes all handlers back
 */
export function onTerminalSignals(terminal: Terminal, handlers: SignalHandlers): () => void {
  const { input, output } = terminal;
  const { onResize, onEnd, suspend, resume } = handlers;
  const onKey = (_: unknown, key: { readonly name?: string; readonly ctrl?: boolean }) => {
    if (process.platform === 'win32' || !key.ctrl || key.name !== 'z') return;
    suspend();
    process.kill(process.pid, 'SIGTSTP');
  };
  output.on('resize', onResize);
  input.on('end', onEnd);
  input.on('keypress', onKey);
  for (const signal of endSignals) process.on(signal, onEnd);
  if (process.platform !== 'win32') process.on('SIGCONT', resume);
  // The last resort: whatever ends the process leaves a terminal that can be typed in.
  process.on('exit', suspend);
  return () => {
    output.off('resize', onResize);
    input.off('end', onEnd);
    input.off('keypress', onKey);
    for (const signal of endSignals) process.off(signal, onEnd);
    process.off('SIGCONT', resume);
    process.off('exit', suspend);
  };
}
