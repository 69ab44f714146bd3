import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Where indents leave less, lines become wider than asked: a column of single letters cannot be read. */
const leastRoom = 6;

/**
 * Breaks text into lines of at most `width` columns, each after `indent`. Line breaks in it are kept,
 * and what a line is indented by, its continuation is too.
 */
export function wrap(text: string, width: number, indent = ''): string[] {
  return text.split('\n').flatMap((line) => {
    const [own = ''] = /^ */.exec(line) ?? [];
    const before = indent + own;
    const room = Math.max(leastRoom, width - stringWidth(before));
    return wrapAnsi(line.slice(own.length), room, { hard: true })
      .split('\n')
      .map((part) => (before + part).trimEnd());
  });
}

/** Cuts a line that is wider than `width` columns. */
export function truncate(line: string, width: number, ellipsis = '…'): string {
  if (stringWidth(line) <= width) return line;
  const room = Math.max(1, width - stringWidth(ellipsis));
  const [start = ''] = wrapAnsi(line, room, { hard: true, trim: false, wordWrap: false }).split(
    '\n',
  );
  return start + ellipsis;
}

/** Fills a text up with spaces to `width` columns. */
export function pad(text: string, width: number, side: 'right' | 'left' = 'right'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'right' ? text + space : space + text;
}

/** The columns of the widest of some texts. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}

/** "1 spec", "3 specs". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
