import { structuredPatch } from 'diff';
import { pad, wrap } from './layout.ts';
import type { Style } from './style.ts';

export interface DiffOptions {
  readonly style: Style;
  readonly width: number;
}

/** From this width on, two files stand side by side. */
const sideBySideFrom = 150;
const contextLines = 4;

/**
 * What differs between the learner's file and the reference: lines with `-` are the learner's, lines with
 * `+` the reference's. Side by side where the terminal is wide.
 *
 * @returns no lines when both are the same
 */
export function renderDiff(
  { yours, reference }: { readonly yours: string; readonly reference: string },
  options: DiffOptions,
): string[] {
  const { hunks } = structuredPatch('yours', 'reference', ready(yours), ready(reference), '', '', {
    context: contextLines,
  });
  if (hunks.length === 0) return [];
  const isWide = options.width >= sideBySideFrom;
  return [
    ...(isWide ? columnHead(options) : unifiedHead(options)),
    ...hunks.flatMap(({ lines, oldStart, newStart }) => {
      const shown = lines.filter((line) => !line.startsWith('\\'));
      return isWide
        ? ['', ...sideBySide(shown, { oldStart, newStart }, options)]
        : ['', ...unified(shown, { oldStart, newStart }, options)];
    }),
  ];
}

function ready(source: string): string {
  return source.replaceAll('\r\n', '\n').replaceAll('\t', '  ');
}

interface Start {
  readonly oldStart: number;
  readonly newStart: number;
}

function unifiedHead({ style: { colors } }: DiffOptions): string[] {
  return [colors.red('- your file'), colors.green('+ the reference')];
}

function unified(
  lines: readonly string[],
  { oldStart }: Start,
  { style: { colors, symbols }, width }: DiffOptions,
): string[] {
  return [
    colors.dim(`${symbols.line.repeat(3)} line ${oldStart} of your file`),
    ...lines.flatMap((line) => {
      const [mark = ' '] = line;
      const parts = wrap(line.slice(1), width - 2).map(
        (part, index) => `${index === 0 ? mark : ' '} ${part}`,
      );
      if (mark === '-') return parts.map(colors.red);
      return mark === '+' ? parts.map(colors.green) : parts;
    }),
  ];
}

function columnHead({ style: { colors, symbols }, width }: DiffOptions): string[] {
  const half = halfOf(width);
  return [
    `${colors.bold(pad('  Your file (-)', half))} ${symbols.column} ${colors.bold('  The reference (+)')}`,
  ];
}

function sideBySide(lines: readonly string[], start: Start, options: DiffOptions): string[] {
  const { style, width } = options;
  const half = halfOf(width);
  const { oldStart, newStart } = start;
  return [
    style.colors.dim(
      `${pad(`${style.symbols.line.repeat(3)} line ${oldStart}`, half)} ${style.symbols.column} ${style.symbols.line.repeat(3)} line ${newStart}`,
    ),
    ...pairs(lines).flatMap(([left, right]) => {
      const [lefts, rights] = [side(left, half, style), side(right, half, style)];
      const height = Math.max(lefts.length, rights.length);
      return Array.from({ length: height }, (_, row) =>
        `${lefts[row] ?? ' '.repeat(half)} ${style.symbols.column} ${rights[row] ?? ''}`.trimEnd(),
      );
    }),
  ];
}

/** Puts the lines that were taken out beside those that came in their place. */
function pairs(lines: readonly string[]): (readonly [string, string])[] {
  const result: (readonly [string, string])[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    for (let row = 0; row < Math.max(removed.length, added.length); row += 1) {
      result.push([removed[row] ?? '', added[row] ?? '']);
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.startsWith('-')) removed.push(line);
    else if (line.startsWith('+')) added.push(line);
    else {
      flush();
      result.push([line, line]);
    }
  }
  flush();
  return result;
}

/** A line of one side with its mark, broken into lines of `columns`. */
function side(line: string, columns: number, { colors }: Style): string[] {
  if (line === '') return [];
  const [mark = ' '] = line;
  const dress = mark === '-' ? colors.red : mark === '+' ? colors.green : String;
  return wrap(line.slice(1), columns - 2).map((part, index) =>
    dress(pad(`${index === 0 ? mark : ' '} ${part}`, columns)),
  );
}

function halfOf(width: number): number {
  return Math.floor((width - 3) / 2);
}
