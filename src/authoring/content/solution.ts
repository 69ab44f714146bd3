import type { Exercise } from '../../catalog/index.ts';
import { type ContentProblem, problemAt, type Source } from './problem.ts';
import { exportsOf, parseSource } from './syntax.ts';

/** Checks a solution: it exports every function of the front matter, each with its documentation. */
export function checkSolution(source: Source, { core, stretch }: Exercise): ContentProblem[] {
  const exported = exportsOf(parseSource(source));
  return [...core, ...stretch].flatMap((name) => {
    const found = exported.find((candidate) => candidate.name === name);
    if (!found) return [problemAt(source, `It does not export ${name}.`)];
    const isDocumented = source.text.slice(0, found.start).trimEnd().endsWith('*/');
    if (isDocumented) return [];
    return [problemAt(source, `${name} has no comment that documents it.`, found.start)];
  });
}
