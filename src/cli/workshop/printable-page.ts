import { Marked } from 'marked';
import { anchorOf } from './markdown-text.ts';

/**
 * Makes one HTML file of a Markdown text: it needs no other file, can be read on a small screen and in the dark, and is
 * printed on A4.
 *
 * @param title as the browser shows it
 */
export function printablePage(markdown: string, title: string): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        // Only what is linked to has a name: "The point" stands there many times.
        const id = depth === 2 ? ` id="${anchorOf(text.replace(/\\(.)/g, '$1'))}"` : '';
        const own = depth === 2 && /^\d+\.\d+ /.test(text) ? ' class="exercise"' : '';
        return `<h${depth}${id}${own}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  // Wide tables scroll by themselves instead of the whole page.
  const body = marked
    .parse(markdown, { async: false })
    .replaceAll('<table>', '<div class="table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${css}
</style>
</head>
<body>
<main>
${body.trimEnd()}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const css = `:root { color-scheme: light dark; --text: #1c1e21; --quiet: #5b6168; --line: #d5d9de; --shade: #f3f5f7; --ask: #0b5c87; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e6e9; --quiet: #a3abb3; --line: #3a4149; --shade: #22272d; --ask: #7cc4ec; --page: #16191d; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 1rem; font-size: 1.9rem; }
h2 { margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--text); font-size: 1.4rem; }
h3 { margin: 1.75rem 0 .5rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 .4rem; font-size: 1rem; color: var(--quiet); }
h5, h6 { margin: 1rem 0 .3rem; font-size: 1rem; }
p, ul, ol, blockquote, pre, .table { margin: 0 0 .8rem; }
li { margin-bottom: .25rem; }
a { color: var(--ask); }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { padding: .1em .3em; border-radius: .25em; background: var(--shade); font-size: .875em; overflow-wrap: anywhere; }
pre { padding: .8rem 1rem; border-radius: .4rem; background: var(--shade); overflow-x: auto; font-size: .8rem; line-height: 1.45; }
pre code { padding: 0; background: none; font-size: inherit; overflow-wrap: normal; }
blockquote { padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--ask); }
blockquote > :last-child { margin-bottom: 0; }
.table { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th { border-bottom-color: var(--text); font-weight: 600; }
[align="right"] { text-align: right; white-space: nowrap; }
td:has(> em:only-child) { color: var(--quiet); }
tr:has(> td > strong:first-child) > td { border-top: 1px solid var(--quiet); }
@media print {
  @page { size: A4; margin: 16mm 16mm 18mm; }
  :root { color-scheme: light; --text: #000; --quiet: #444; --line: #bbb; --shade: #f3f3f3; --ask: #000; --page: #fff; }
  body { font-size: 10.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, h5, h6 { break-after: avoid; }
  .exercise { break-before: page; }
  p:has(> strong:first-child) { break-after: avoid; }
  tr, blockquote { break-inside: avoid; }
  thead { display: table-header-group; }
  .table, pre { overflow: visible; }
  pre { padding: 5pt 6pt; font-size: 7.8pt; white-space: pre-wrap; }
  p, li { orphans: 3; widows: 3; }
}`;
