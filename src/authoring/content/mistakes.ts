import type { Exercise } from '../../catalog/index.ts';
import { firstComment } from '../../feedback/index.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';
import { exportsOf, parseSource } from './syntax.ts';

const longestTitle = 80;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Checks a mistake: a title, two to four sentences on why it is wrong, and every function. */
export function checkMistake(source: Source, { core, stretch }: Exercise): ContentProblem[] {
  const exported = exportsOf(parseSource(source)).map(({ name }) => name);
  const problems = [...core, ...stretch]
    .filter((name) => !exported.includes(name))
    .map((name) => problemAt(source, `It does not export ${name}: a mistake is a complete file.`));
  const note = firstComment(source.text);
  if (!note) {
    const problem =
      'It does not open with a comment: a title, an empty line, two to four sentences.';
    return [problemAt(source, problem, 0), ...problems];
  }
  const count = [...sentences.segment(note.explanation)].length;
  const faults = [
    /[.!?:]$/.test(note.title) ? 'The title ends with a punctuation mark.' : null,
    note.title.length > longestTitle
      ? `The title is longer than ${longestTitle} characters.`
      : null,
    count < 2 || count > 4 ? `The explanation has ${count} sentences; two to four are due.` : null,
    /!(?!=)/.test(withoutCode(note.explanation))
      ? 'The explanation has an exclamation mark.'
      : null,
  ];
  return [
    ...faults.flatMap((fault) => (fault === null ? [] : [problemAt(source, fault, 0)])),
    ...problems,
  ];
}

function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, '');
}
