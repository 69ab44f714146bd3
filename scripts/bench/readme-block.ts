export const blockStart = '<!-- speed:start (written by npm run bench -- --write-readme) -->';
export const blockEnd = '<!-- speed:end -->';

/**
 * The README with `text` between its two marks.
 *
 * @throws Error when the marks are missing
 */
export function withBlock(readme: string, text: string): string {
  const from = readme.indexOf(blockStart);
  const to = readme.indexOf(blockEnd);
  if (from === -1 || to < from) {
    throw new Error(`README.md has no place for the figures: ${blockStart} and ${blockEnd}.`);
  }
  return `${readme.slice(0, from + blockStart.length)}\n\n${text.trim()}\n\n${readme.slice(to)}`;
}
