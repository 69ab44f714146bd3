import type { TextComparison, TextPart } from '../feedback/index.ts';
import { clip, visible } from './format-value.ts';
import { plural } from './render-difference.ts';

/** Equal lines that are shown before and after a difference. */
const contextLines = 1;
/** Characters that are shown before the first difference of a long line. */
const contextCharacters = 24;
const shownLines = 14;

/** A text against another: by lines with `-` (expected) and `+` (received), or with marks under characters. */
export function renderTextComparison(comparison: TextComparison, width: number): string[] {
  return comparison.unit === 'lines'
    ? renderLines(comparison.parts, width)
    : renderCharacters(comparison, width);
}

function renderLines(parts: readonly TextPart[], width: number): string[] {
  const lines = parts.flatMap((part, index) => {
    const text = part.text.endsWith('\n') ? part.text.slice(0, -1) : part.text;
    const all = text.split('\n').map((line) => clip(visible(line), width - 2));
    if (part.in === 'expected') return all.map((line) => `- ${line}`);
    if (part.in === 'actual') return all.map((line) => `+ ${line}`);
    return inContext(all, { isFirst: index === 0, isLast: index === parts.length - 1 });
  });
  const shown = lines.slice(0, shownLines);
  const rest = lines.length - shown.length;
  return [
    '- expected',
    '+ got',
    '',
    ...shown,
    ...(rest > 0 ? [`  and ${plural(rest, 'line')} more`] : []),
    ...lastLineNote(parts),
  ];
}

function inContext(
  lines: readonly string[],
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): string[] {
  const before = isFirst ? [] : lines.slice(0, contextLines);
  const after = isLast ? [] : lines.slice(Math.max(before.length, lines.length - contextLines));
  const left = lines.length - before.length - after.length;
  const gap = left > 0 && !isFirst && !isLast ? [`  ... ${plural(left, 'equal line')}`] : [];
  return [...before.map((line) => `  ${line}`), ...gap, ...after.map((line) => `  ${line}`)];
}

/** Two texts that differ only by a line end at their close look the same line by line. */
function lastLineNote(parts: readonly TextPart[]): string[] {
  const ends = (side: TextPart['in']): boolean =>
    parts.findLast((part) => part.in === side || part.in === 'both')?.text.endsWith('\n') ?? false;
  if (ends('expected') === ends('actual')) return [];
  return [
    ends('expected')
      ? 'The line end at the close is missing.'
      : 'There is a line end too many at the close.',
  ];
}

function renderCharacters({ expected, actual, parts }: TextComparison, width: number): string[] {
  const start = windowStart(parts, width - 18);
  const view = (text: string): string => {
    const all = [...visible(text)];
    const shown = all.slice(start, start + width - 18).join('');
    const isCut = start + width - 18 < all.length;
    return `${start > 0 ? '...' : ''}${shown}${isCut ? '...' : ''}`;
  };
  const marks = markLine(parts).slice(start, start + width - 18);
  return [
    `expected  '${view(expected)}'`,
    `got       '${view(actual)}'`,
    `${' '.repeat(11 + (start > 0 ? 3 : 0))}${marks}`.trimEnd(),
  ].filter((line) => line !== '');
}

/** A `^` under each received character that is not expected, and under the place where one is missing. */
function markLine(parts: readonly TextPart[]): string {
  let marks = '';
  for (const [index, part] of parts.entries()) {
    const length = [...visible(part.text)].length;
    if (part.in === 'both') marks += ' '.repeat(Math.max(0, length - extra(marks, parts, index)));
    else if (part.in === 'actual') marks += '^'.repeat(length);
    else if (parts[index + 1]?.in !== 'actual') marks += '^';
  }
  return marks;
}

/** A mark for a missing character stands under the one that follows it, which is then not counted twice. */
function extra(marks: string, parts: readonly TextPart[], index: number): number {
  return marks.endsWith('^') && parts[index - 1]?.in === 'expected' ? 1 : 0;
}

/** Where to begin so that the first difference of a long text is seen. */
function windowStart(parts: readonly TextPart[], room: number): number {
  const total = parts.reduce((sum, { text }) => sum + [...visible(text)].length, 0);
  const [first] = parts;
  if (total <= room || first?.in !== 'both') return 0;
  return Math.max(0, [...visible(first.text)].length - contextCharacters);
}
