import type { Question } from '../../catalog/index.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';

const fewest = 3;
const most = 5;
const longest = 240;

/** Checks what a facilitator asks: three to five questions, each about a known mistake and short enough to be said. */
export function checkQuestions(
  source: Source,
  questions: readonly Question[],
  mistakes: readonly string[],
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (questions.length < fewest || questions.length > most) {
    const problem = `There are ${questions.length} questions; ${fewest} to ${most} are due.`;
    problems.push(problemAt(source, problem));
  }
  for (const { mistake, ask, line } of questions) {
    const faults = [
      mistakes.includes(mistake) ? null : `"${mistake}" is the name of no mistake.`,
      ask.length > longest ? `This question is longer than ${longest} characters.` : null,
      ask.replace(/`[^`]*`/g, '').includes('!') ? 'A question has an exclamation mark.' : null,
    ];
    for (const fault of faults) {
      if (fault !== null) problems.push({ file: source.file, line, problem: fault });
    }
  }
  return problems;
}
