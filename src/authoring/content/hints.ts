import type { Exercise } from '../../catalog/index.ts';
import { proseOf, sectionsOf, wordsOf } from './markdown.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';

const fewestHints = 4;
/** As many lines of the solution in a row make a hint a pasted solution. */
const pastedLines = 4;

/** Checks hints: enough of them, numbered, from a nudge to nearly code, and never the solution itself. */
export function checkHints(source: Source, exercise: Exercise, solution: Source): ContentProblem[] {
  const hints = sectionsOf(source.text);
  const problems: ContentProblem[] = [];
  const say = (problem: string, offset: number | null = null) => {
    problems.push(problemAt(source, problem, offset));
  };
  if (hints.length < fewestHints) say(`There are ${hints.length} hints; at least ${fewestHints}.`);
  for (const [index, { title, tokens, offset }] of hints.entries()) {
    if (title !== String(index + 1))
      say(`"## ${title}" stands where "## ${index + 1}" is due.`, offset);
    if (tokens.every(({ type }) => type === 'space')) say(`Hint ${title} is empty.`, offset);
    if (proseOf(tokens).includes('!')) say(`Hint ${title} has an exclamation mark.`, offset);
    if (pastesFrom(solution, tokens.map(({ raw }) => raw).join(''))) {
      say(`Hint ${title} gives ${pastedLines} lines of the solution in a row.`, offset);
    }
  }
  for (const name of exercise.core) {
    if (!source.text.includes(name)) say(`No hint names ${name}.`);
  }
  problems.push(...checkRise(source, hints));
  return problems;
}

/** A first hint nudges; code comes later. */
function checkRise(source: Source, hints: ReturnType<typeof sectionsOf>): ContentProblem[] {
  const [first, ...later] = hints;
  if (!first || later.length === 0) return [];
  const hasCode = ({ tokens }: typeof first) => tokens.some(({ type }) => type === 'code');
  const problems: ContentProblem[] = [];
  if (hasCode(first)) {
    problems.push(problemAt(source, 'The first hint shows code; it should nudge.', first.offset));
  }
  const longest = Math.max(...later.map(sizeOf));
  if (sizeOf(first) > longest) {
    problems.push(
      problemAt(source, 'The first hint is the longest; hints should grow.', first.offset),
    );
  }
  return problems;
}

function sizeOf({ tokens }: ReturnType<typeof sectionsOf>[number]): number {
  const code = tokens.filter(({ type }) => type === 'code');
  return wordsOf(tokens) + code.reduce((sum, { raw }) => sum + raw.split(/\s+/).length, 0);
}

function pastesFrom(solution: Source, hint: string): boolean {
  const lines = tellingLines(hint);
  const windows = lines
    .slice(0, Math.max(0, lines.length - pastedLines + 1))
    .map((_, start) => lines.slice(start, start + pastedLines).join('\n'));
  return regionsOf(solution.text).some((region) => {
    const text = `\n${tellingLines(region).join('\n')}\n`;
    return windows.some((window) => text.includes(`\n${window}\n`));
  });
}

function regionsOf(solution: string): string[] {
  const regions = solution.matchAll(/\/\/\s*#region solution\s*\n([\s\S]*?)\/\/\s*#endregion/g);
  return [...regions].map(([, body = '']) => body);
}

/** Lines without their indent; blank ones and lone brackets tell nothing. */
function tellingLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !/^[\])}({;,]*$/.test(line));
}
