/** What the comment at the top of a mistake's file says about it. */
export interface MistakeNote {
  /** The comment's first line. */
  readonly title: string;
  /** What follows the empty line, as one paragraph. */
  readonly explanation: string;
}

/**
 * Reads the comment at the top of a source file, a block or a run of `//` lines.
 *
 * @returns null when the file does not start with a comment, or when the comment is not a title, an empty
 * line and an explanation
 */
export function firstComment(source: string): MistakeNote | null {
  const lines = commentLines(source.replace(/^\uFEFF/, '').trimStart());
  const start = lines.findIndex((line) => line !== '');
  if (start === -1) return null;
  const [title = '', gap, ...rest] = lines.slice(start);
  const explanation = rest.join(' ').replace(/\s+/g, ' ').trim();
  return gap === '' && explanation !== '' ? { title, explanation } : null;
}

function commentLines(source: string): string[] {
  const block = /^\/\*+(?<text>[\s\S]*?)\*\//.exec(source)?.groups?.text;
  if (block !== undefined) {
    return block.split('\n').map((line) =>
      line
        .trim()
        .replace(/^\*\s?/, '')
        .trim(),
    );
  }
  const lines = source.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines.slice(0, end === -1 ? lines.length : end).map((line) => line.slice(2).trim());
}
