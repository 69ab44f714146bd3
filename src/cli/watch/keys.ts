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
  let isListening = false;
  let escapeTimer: NodeJS.Timeout | null = null;
  let hasToldEscape = false;

  // Node waits half a second whether a sequence follows an escape; that long nobody waits for a key.
  const onData = (chunk: unknown) => {
    if (escapeTimer) clearTimeout(escapeTimer);
    escapeTimer = null;
    if (String(chunk) !== escapeCharacter) return;
    escapeTimer = setTimeout(() => {
      hasToldEscape = true;
      onKey('escape');
    }, sequenceArrivesWithin);
  };
  const onKeypress = (character: string | undefined, key: Key) => {
    const isAfterEscape = hasToldEscape;
    hasToldEscape = false;
    if (isAfterEscape && key.name === 'escape') return;
    // Node takes an escape and the key that follows it for one key with Alt.
    const name = isAfterEscape
      ? nameOf(key.sequence?.slice(escapeCharacter.length), { ...key, meta: false })
      : nameOf(character, key);
    if (name !== null) onKey(name);
  };
  const keyboard: Keyboard = {
    pause() {
      if (!isListening) return;
      isListening = false;
      input.off('data', onData);
      input.off('keypress', onKeypress);
      if (escapeTimer) clearTimeout(escapeTimer);
      input.setRawMode?.(false);
      input.pause();
    },
    resume() {
      if (isListening) return;
      isListening = true;
      input.setRawMode?.(true);
      input.on('data', onData);
      input.on('keypress', onKeypress);
      input.resume();
    },
  };
  keyboard.resume();
  return keyboard;
}

const escapeCharacter = '\u001B';
/** Milliseconds within which the rest of a sequence follows its escape, also over a slow line. */
const sequenceArrivesWithin = 50;

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
  if (character === undefined || meta || [...character].length !== 1) return null;
  const code = character.charCodeAt(0);
  // Node does not name ctrl with a letter after an escape: it comes as 1 for a, 2 for b …
  return code < firstPrintable ? `ctrl-${String.fromCharCode(code + beforeA)}` : character;
}

const firstPrintable = 32;
const beforeA = 96;
