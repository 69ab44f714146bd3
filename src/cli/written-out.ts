// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** A value as text, of which what a terminal takes for a command is written out, as `\u001b`. */
export function writtenOut(text: string): string {
  return text.replace(
    control,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
