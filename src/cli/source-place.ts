import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise } from '../catalog/index.ts';
import type { Feedback } from '../feedback/index.ts';
import type { Report, SourceLocation } from '../runner/report.ts';
import { link, type Style } from './style.ts';

/** A line in a file. */
export type Place = Pick<SourceLocation, 'file' | 'line'>;

/**
 * Where the learner has to look next: where the run failed in their file, else where the first function
 * that does not pass begins, else the first line.
 */
export function workPlace(
  { files }: Exercise,
  run: { readonly report: Report; readonly feedback: Feedback } | null,
): Place {
  const places = [run?.report.error?.location, run?.feedback.firstFailure?.test.location];
  const failed = places.find((place) => place?.file === files.learner);
  if (failed) return failed;
  const open = run?.feedback.functions.find(({ failed, waiting }) => failed + waiting > 0);
  return { file: files.learner, line: open ? lineOfFunction(files.learner, open.name) : 1 };
}

/** A place in the exercise's own folder, named after the file alone: its path stands above. */
export function renderNearPlace({ file, line }: Place, style: Style): string {
  return link(style, `${basename(file)}:${line}`, pathToFileURL(file).href);
}

/** The path as one types it in `cwd`, with the line; a link where the terminal can follow it. */
export function renderPlace(
  { file, line }: Place,
  { style, cwd }: { readonly style: Style; readonly cwd: string },
): string {
  const path = relative(cwd, file) || file;
  // More than two folders up, the whole path is easier to read.
  const shown = path.startsWith('../../..') || path.startsWith('..\\..\\..') ? file : path;
  return link(style, `${shown}:${line}`, pathToFileURL(file).href);
}

/**
 * The lines around a place with their numbers, a mark under the column. Of lines that are wider than
 * `width` the part around the mark is shown.
 *
 * @returns nothing when the file cannot be read or has no such line
 */
export function codeFrame(
  { file, line, column }: SourceLocation,
  { colors, symbols }: Style,
  width = 76,
): string[] {
  const lines = linesOf(file);
  if (line > lines.length) return [];
  const last = Math.min(line + 1, lines.length);
  const gutter = String(last).length;
  const room = width - gutter - 5;
  const from = Math.max(0, column + afterMark - room);
  const frame: string[] = [];
  for (let number = Math.max(1, line - 1); number <= last; number += 1) {
    const text = (lines[number - 1] ?? '')
      .replace(control, ' ')
      .slice(from, from + room)
      .trimEnd();
    const head = `${number === line ? '>' : ' '} ${String(number).padStart(gutter)} ${symbols.column} `;
    frame.push(number === line ? colors.bold(head + text) : colors.dim(head + text));
    if (number !== line) continue;
    const before = `  ${' '.repeat(gutter)} ${symbols.column} ${' '.repeat(Math.max(0, column - 1 - from))}`;
    frame.push(`${before}${colors.red('^')}`);
  }
  return frame;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
const control = /[\u0000-\u001F\u007F-\u009F]/g;

/** Columns that stay in sight behind the mark. */
const afterMark = 12;

function lineOfFunction(file: string, name: string): number {
  const declared = new RegExp(`\\b(?:function\\*?|class|const|let)\\s+${name.split('.')[0]}\\b`);
  return (
    Math.max(
      0,
      linesOf(file).findIndex((line) => declared.test(line)),
    ) + 1
  );
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
