import stringWidth from 'string-width';

export type Align = 'left' | 'right';

/** The width that charts take unless told otherwise: an 80-column terminal, with room to spare. */
export const defaultWidth = 76;

/**
 * Pads a text to a number of terminal columns. An emoji or a Chinese character takes two, an accent that
 * is written on its own none.
 */
export function padCell(text: string, width: number, align: Align = 'left'): string {
  const gap = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + gap : gap + text;
}

/** The terminal columns that the widest of the texts takes; 0 when there is none. */
export function widestCell(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}

/** Makes a text safe for one line: a line feed, a tab or an escape shows as `\n`, `\t`, `\u001b`. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
}

/** Puts a title over the lines of a chart, and takes spaces off the ends of the lines. */
export function withTitle(title: string | undefined, lines: readonly string[]): string {
  const head = title === undefined ? [] : [title, ''];
  return [...head, ...lines].map((line) => line.trimEnd()).join('\n');
}
