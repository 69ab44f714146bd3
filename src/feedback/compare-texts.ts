import { diffChars, diffLines } from 'diff';
import type { TextComparison, TextPart } from './comparison.ts';

/** Marks what two texts have in common and what only one of them has. */
export function compareTexts(expected: string, actual: string): TextComparison {
  const unit = expected.includes('\n') || actual.includes('\n') ? 'lines' : 'characters';
  const changes = unit === 'lines' ? diffLines(expected, actual) : diffChars(expected, actual);
  const parts = changes.map(
    ({ added, removed, value }): TextPart => ({
      in: added ? 'actual' : removed ? 'expected' : 'both',
      text: value,
    }),
  );
  return { kind: 'text', expected, actual, unit, parts };
}
