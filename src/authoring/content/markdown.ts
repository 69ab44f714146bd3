import { lexer, type Token, type Tokens } from 'marked';

/** A `## ` section of a Markdown text. */
export interface Section {
  readonly title: string;
  /** Where its heading starts in the text. */
  readonly offset: number;
  readonly tokens: readonly Token[];
  /** Where each of the tokens starts in the text. */
  readonly offsets: readonly number[];
}

/** Splits a text at its headings of the second level; what stands before the first is left out. */
export function sectionsOf(markdown: string): Section[] {
  const sections: { title: string; offset: number; tokens: Token[]; offsets: number[] }[] = [];
  let offset = 0;
  for (const token of lexer(markdown)) {
    if (isHeading(token) && token.depth === 2) {
      sections.push({ title: token.text, offset, tokens: [], offsets: [] });
    } else {
      sections.at(-1)?.tokens.push(token);
      sections.at(-1)?.offsets.push(offset);
    }
    offset += token.raw.length;
  }
  return sections;
}

/** The text that people read as sentences: no code, no addresses. */
export function proseOf(tokens: readonly Token[]): string {
  return tokens.map(proseOfToken).join('');
}

function proseOfToken(token: Token): string {
  if (token.type === 'code' || token.type === 'codespan' || token.type === 'html') return ' ';
  if (isTable(token)) {
    const cells = [token.header, ...token.rows].flat();
    return cells.map((cell) => ` ${proseOf(cell.tokens)} `).join('');
  }
  if (isList(token)) return token.items.map((item) => ` ${proseOf(item.tokens)} `).join('');
  const isBlock = ['paragraph', 'heading', 'blockquote', 'space'].includes(token.type);
  const inner = 'tokens' in token && token.tokens ? proseOf(token.tokens) : textOfToken(token);
  return isBlock ? `${inner} ` : inner;
}

function textOfToken(token: Token): string {
  if (token.type === 'br' || token.type === 'space' || token.type === 'hr') return ' ';
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}

/** Words that a reader reads: prose, words set as code, and what stands in tables; no blocks of code. */
export function wordsOf(tokens: readonly Token[]): number {
  const withCode = tokens.map((token) => {
    if (token.type === 'code') return '';
    return token.raw.replace(/\]\([^)]*\)/g, ']');
  });
  return withCode.join(' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%/-]*/gu)?.length ?? 0;
}

/** All links below the tokens. */
export function linksOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    const own = isLink(token) ? [token.href] : [];
    if (isTable(token)) {
      return [token.header, ...token.rows].flat().flatMap((cell) => linksOf(cell.tokens));
    }
    if (isList(token)) return token.items.flatMap((item) => linksOf(item.tokens));
    return [...own, ...('tokens' in token && token.tokens ? linksOf(token.tokens) : [])];
  });
}

/** The items of the lists that stand directly in a section. */
export function itemsOf(tokens: readonly Token[]): Tokens.ListItem[] {
  return tokens.filter(isList).flatMap(({ items }) => items);
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === 'table';
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function isLink(token: Token): token is Tokens.Link {
  return token.type === 'link';
}
