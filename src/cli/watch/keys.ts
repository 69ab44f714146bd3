import { emitKeypressEvents, type Key } from 'node:readline';
import type { TerminalInput } from '../terminal.ts';

/** Takes the keyboard over: keys come one by one and are not shown. */
export interface Keyboard {
  /** Gives the keyboard back, for a while or for good. */
  pause(): void;
  resume(): void;
}

/**
 * Listens to keys.
 *
 * @param onKey gets a key's name where it has one (`up`, `escape`, `return`, `ctrl-c`), else its character
 */
export function listenToKeys(input: TerminalInput, onKey: (key: string) => void): Keyboard {
  emitKeypressEvents(input);
  const listener = (character: string | undefined, key: Key) => {
    const name = nameOf(character, key);
    if (name !== null) onKey(name);
  };
  let isListening = false;
  const keyboard: Keyboard = {
    pause() {
      if (!isListening) return;
      isListening = false;
      input.off('keypress', listener);
      input.setRawMode?.(false);
      input.pause();
    },
    resume() {
      if (isListening) return;
      isListening = true;
      input.setRawMode?.(true);
      input.on('keypress', listener);
      input.resume();
    },
  };
  keyboard.resume();
  return keyboard;
}

const named = new Set([
  'up',
  'down',
  'pageup',
  'pagedown',
  'home',
  'end',
  'return',
  'escape',
  'backspace',
]);

function nameOf(character: string | undefined, { name, ctrl, meta }: Key): string | null {
  if (ctrl) return name ? `ctrl-${name}` : null;
  if (name === 'enter') return 'return';
  if (name !== undefined && named.has(name)) return name;
  return character !== undefined && !meta && [...character].length === 1 ? character : null;
}
