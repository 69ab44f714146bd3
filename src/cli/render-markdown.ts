import { Marked, type RendererObject } from 'marked';
import { wrap } from './layout.ts';
import { renderTable } from './render-table.ts';
import { link, type Style } from './style.ts';

export interface MarkdownOptions {
  readonly style: Style;
  /** Columns that a line may take. */
  readonly width: number;
}

const codeIndent = '    ';
const listIndent = '   ';

/**
 * Lays Markdown out for a terminal: paragraphs, lists and tables wrapped to the width, code indented.
 * With `--plain` it is given as it is written.
 */
export function renderMarkdown(markdown: string, options: MarkdownOptions): string[] {
  if (options.style.plain) return markdown.trimEnd().split('\n');
  // marked-terminal leaves lists unwrapped and their emphasis as asterisks, and tables as wide as they come.
  const marked = new Marked({ renderer: terminalRenderer(options), async: false });
  const laidOut = marked.parse(markdown, { async: false });
  return withoutEdges(laidOut.replace(/\n{3,}/g, '\n\n')).split('\n');
}

function terminalRenderer({ style, width: full }: MarkdownOptions): RendererObject {
  const { colors, symbols } = style;
  const isColored = colors.isColorSupported;
  // Inside of lists and quotes there is less room; blocks are rendered depth first, one after the other.
  let width = full;

  function within(columns: number, render: () => string): string {
    width -= columns;
    try {
      return withoutEdges(render());
    } finally {
      width += columns;
    }
  }

  return {
    heading({ tokens, depth }) {
      const text = this.parser.parseInline(tokens);
      if (!isColored) return `\n${'#'.repeat(depth)} ${text}\n\n`;
      const title = depth === 1 ? colors.bold(colors.underline(text)) : colors.bold(text);
      return `\n${depth <= 2 ? colors.cyan(title) : title}\n\n`;
    },
    paragraph({ tokens }) {
      return `${wrap(oneLine(this.parser.parseInline(tokens)), width).join('\n')}\n\n`;
    },
    code({ text }) {
      return `${text
        .split('\n')
        .map((line) => codeIndent + codeLine(line, style))
        .join('\n')}\n\n`;
    },
    blockquote({ tokens }) {
      const inner = within(2, () => this.parser.parse(tokens));
      return `${indented(inner, `${colors.dim(symbols.column)} `)}\n\n`;
    },
    list({ items, ordered, start, loose }) {
      const lines = items.map(({ tokens }, index) => {
        const mark = ordered ? `${Number(start || 1) + index}.` : symbols.bullet;
        const head = ` ${mark} `.padEnd(listIndent.length);
        const inner = within(head.length, () => this.parser.parse(tokens));
        return head + indented(inner, ' '.repeat(head.length)).trimStart();
      });
      return `${lines.join(loose ? '\n\n' : '\n')}\n\n`;
    },
    table({ header, rows, align }) {
      const cells = (row: typeof header) =>
        row.map(({ tokens }) => this.parser.parseInline(tokens));
      const lines = renderTable(
        { header: cells(header).map((text) => colors.bold(text)), rows: rows.map(cells), align },
        { style, width },
      );
      return `${lines.join('\n')}\n\n`;
    },
    hr: () => `${colors.dim(symbols.line.repeat(width))}\n\n`,
    space: () => '',
    html: ({ text }) => (text.startsWith('<!--') ? '' : text),
    def: () => '',
    checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
    text(token) {
      if (!('tokens' in token) || !token.tokens) return decodeEntities(token.text);
      // The text of a list item: a block of its own.
      return `${wrap(oneLine(this.parser.parseInline(token.tokens)), width).join('\n')}\n`;
    },
    strong({ tokens }) {
      return colors.bold(this.parser.parseInline(tokens));
    },
    em({ tokens }) {
      return colors.italic(this.parser.parseInline(tokens));
    },
    del({ tokens }) {
      return colors.strikethrough(this.parser.parseInline(tokens));
    },
    codespan: ({ text }) => (isColored ? colors.yellow(text) : `\`${text}\``),
    br: () => ' ',
    image: ({ text }) => text,
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      if (!/^https?:/.test(href)) return text;
      if (style.links) return link(style, colors.underline(text), href);
      return text === href ? text : `${text} ${colors.dim(`<${href}>`)}`;
    },
  };
}

function codeLine(line: string, { colors }: Style): string {
  const comment = /^\s*(\/\/|#|\*|\/\*)/.test(line);
  return comment ? colors.dim(line) : line;
}

function indented(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => (indent + line).trimEnd())
    .join('\n');
}

/** Without the empty lines before and after; what the first line is indented by stays. */
function withoutEdges(text: string): string {
  return text.replace(/^\n+/, '').trimEnd();
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00A0',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity);
}
