/** The text below a heading of the second level, without the heading; empty when there is none such. */
export function sectionOf(markdown: string, title: string): string {
  const lines: string[] = [];
  let isInside = false;
  forEachLine(markdown, (line, isCode) => {
    const heading = isCode ? null : /^## +(.*?) *$/.exec(line);
    if (heading) isInside = heading[1] === title;
    else if (isInside) lines.push(line);
  });
  return lines.join('\n').trim();
}

/** Moves headings down, so that a text can stand below a heading of another. */
export function lowerHeadings(markdown: string, by: number): string {
  const lines: string[] = [];
  forEachLine(markdown, (line, isCode) => {
    lines.push(!isCode && /^#{1,6} /.test(line) ? '#'.repeat(by) + line : line);
  });
  return lines.join('\n').trim();
}

/** Leaves of links to files their text: taken out of their folder, texts do not lead there any more. */
export function withoutFileLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\((?!https?:|mailto:)[^)\s]+\)/g, '$1');
}

/** A fence opens and closes a block of code; what stands in it is no heading. */
function forEachLine(text: string, see: (line: string, isCode: boolean) => void): void {
  let isCode = false;
  for (const line of text.split('\n')) {
    const isFence = /^\s*(```|~~~)/.test(line);
    see(line, isCode || isFence);
    if (isFence) isCode = !isCode;
  }
}
