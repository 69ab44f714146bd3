import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/cli/render-markdown.ts';
import { styleFor } from '../../src/cli/style.ts';
import { FakeTerminal, plainStyle } from './small-workbook.ts';

const pipe = styleFor(new FakeTerminal({ cwd: '/' }), { plain: false });
const color = styleFor(
  new FakeTerminal({ cwd: '/', tty: { columns: 80, rows: 24 }, env: { TERM: 'xterm' } }),
  { plain: false },
);

function rendered(markdown: string, width = 40): string {
  return renderMarkdown(markdown, { style: pipe, width }).join('\n');
}

describe('without colours', () => {
  it('keeps what colours would have said: headings and code are marked', () => {
    expect(rendered('# Title\n\nSome `code` and **strong** words.')).toBe(
      '# Title\n\nSome `code` and strong words.',
    );
  });

  it('wraps paragraphs and the items of lists, nested ones too', () => {
    const long = 'word '.repeat(20).trim();
    const text = rendered(`${long}\n\n1. ${long}\n   - ${long}\n\n- ${long}`);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    expect(text).toMatch(/^ 1\. word .*\n {4}word/m);
    expect(text).toMatch(/^ {5}• word .*\n {7}word/m);
  });

  it('numbers a list from its first number and dresses text inside items', () => {
    expect(rendered('3. a **b**\n4. `c`')).toBe(' 3. a b\n 4. `c`');
  });

  it('leaves code as it is', () => {
    const code = 'const answer = { a: 1, b: [2, 3], c: "a line that is longer than the width" };';
    expect(rendered(`\`\`\`ts\n${code}\n\`\`\``)).toBe(`    ${code}`);
  });

  it('fits a table into the width by wrapping its widest cells', () => {
    const text = rendered(
      '| name | figure | words |\n|---|--:|---|\n| a | 1 | long words that need more room than is left |\n| b | 22 | short |',
    );
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
    expect(text).toMatch(/^a +1 {2}long/m);
    expect(text).toMatch(/^b +22 {2}short/m);
  });

  it('shows where a link leads, and of a link inside the workbook only its words', () => {
    expect(rendered('[docs](https://example.com/a)', 60)).toBe('docs <https://example.com/a>');
    expect(rendered('[1.5](../05-train-test-split/README.md)')).toBe('1.5');
  });

  it('shows characters that HTML would escape', () => {
    expect(rendered('a < b && c "d" &amp; `x => y`')).toBe('a < b && c "d" & `x => y`');
  });

  it('marks a quotation on every line', () => {
    const quoted = rendered(`> ${'word '.repeat(15)}`);
    expect(quoted.split('\n').length).toBeGreaterThan(1);
    for (const line of quoted.split('\n')) expect(line).toMatch(/^│ word/);
  });
});

it('dresses text in colours where the terminal has them', () => {
  const text = renderMarkdown('## Title\n\n`code`', { style: color, width: 40 }).join('\n');
  expect(text).toContain('\u001B[');
  expect(text).not.toContain('`');
  expect(text).not.toContain('##');
});

it('gives the Markdown itself with --plain', () => {
  const markdown = '# Title\n\n- a **b**';
  expect(renderMarkdown(markdown, { style: plainStyle, width: 40 }).join('\n')).toBe(markdown);
});
