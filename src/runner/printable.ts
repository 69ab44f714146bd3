import { stripVTControlCharacters } from 'node:util';

/** Longer than any sentence that somebody would read. */
export const messageLimit = 1_000;
/** Enough for every value that a spec compares, and not for one that has no end. */
export const valueLimit = 20_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Text without what a terminal takes for a command: colours, moves of the cursor, bells. */
export function printable(text: string): string {
  return stripVTControlCharacters(text.replaceAll('\r\n', '\n')).replace(control, '');
}

/** The beginning of a text that is too long. */
export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)} …` : text;
}
