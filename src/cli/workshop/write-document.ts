import { extname, resolve } from 'node:path';
import { Option } from 'commander';
import { exitCode, WorkbookError } from '../../errors.ts';
import { writeOut } from '../../workshop/index.ts';
import { print, type Terminal } from '../terminal.ts';
import { printablePage } from './printable-page.ts';

/** What `--out` and `--format` say. */
export interface DocumentOptions {
  readonly out?: string;
  readonly format?: Format;
}

type Format = 'md' | 'html';

/** A text to hand out. */
export interface HandOut {
  readonly title: string;
  readonly markdown: string;
}

/** The options of every command that makes a document. */
export const documentOptions: readonly Option[] = [
  new Option('--out <file>', 'write it to a file that ends in .md or .html'),
  new Option('--format <format>', 'md or html, where the file does not say').choices([
    'md',
    'html',
  ]),
];

const mark = '<!-- Made by the workbook: it is written anew by the same command. -->';
const formats: Readonly<Record<string, Format>> = { '.md': 'md', '.html': 'html', '.htm': 'html' };

/**
 * Prints a document, or writes it to the file that was asked for.
 *
 * @throws WorkbookError (wrongCall) when the file's ending says no format, when the file is not one that was made
 *   here, or when it cannot be written
 */
export function writeDocument(
  terminal: Terminal,
  { title, markdown }: HandOut,
  { out, format }: DocumentOptions,
): void {
  const made = (as: Format) => (as === 'md' ? `${mark}\n\n${markdown}\n` : pageOf(markdown, title));
  if (out === undefined) {
    print(terminal, format === 'html' ? made('html').trimEnd() : markdown);
    return;
  }
  const file = resolve(terminal.cwd, out);
  const as = format ?? formats[extname(file).toLowerCase()];
  if (as === undefined) {
    throw new WorkbookError(
      `${out} ends neither in .md nor in .html.`,
      'Name such a file, or give --format md or --format html.',
      exitCode.wrongCall,
    );
  }
  writeOut(file, made(as), (present) => present.includes(mark) || 'was not made by this command');
  print(
    terminal,
    `Wrote ${out}.${as === 'html' ? ' Open it in a browser; it is made to be printed.' : ''}`,
  );
}

function pageOf(markdown: string, title: string): string {
  return printablePage(markdown, title).replace('<html', `${mark}\n<html`);
}
