import { relative, sep } from 'node:path';
import { type Catalog, type Exercise, mistakesOf, readQuestions } from '../catalog/index.ts';
import { checkDeterminism } from './content/determinism.ts';
import { checkHints } from './content/hints.ts';
import { checkImports } from './content/imports.ts';
import { checkLesson } from './content/lesson.ts';
import { checkMistake } from './content/mistakes.ts';
import { type ContentProblem, problemAt, type Source } from './content/problem.ts';
import { checkQuestions } from './content/questions.ts';
import { checkSolution } from './content/solution.ts';
import { checkSpec } from './content/spec.ts';
import { contentOf } from './write-stubs.ts';

const fewestMistakes = 3;
const kit = '#kit/';

/**
 * Holds an exercise against the contract as far as reading its files can tell. The learner's file is not
 * looked at; what running tells is proved by `verify`.
 */
export function checkContent(exercise: Exercise, catalog: Catalog): ContentProblem[] {
  const { files, packages, id } = exercise;
  const problems: ContentProblem[] = [];
  const check = (path: string, checks: (source: Source) => ContentProblem[]): void => {
    const file = relative(catalog.root, path).split(sep).join('/');
    const text = contentOf(path);
    if (text === null || text.trim() === '') {
      problems.push({ file, line: null, problem: 'The file is missing or empty.' });
      return;
    }
    const source = { file, text };
    try {
      problems.push(...checks(source));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(problemAt(source, `It cannot be checked: ${reason}`));
    }
  };
  const imports = (who: string, allowed: readonly string[]) => (source: Source) =>
    checkImports(source, { who, allowed: [...allowed, kit], packages });
  const code = (who: string, allowed: readonly string[]) => (source: Source) => [
    ...imports(who, allowed)(source),
    ...checkDeterminism(source),
  ];

  check(files.readme, (lesson) => checkLesson(lesson, exercise));
  check(files.solution, (solution) => [
    ...checkSolution(solution, exercise),
    ...code('A solution', ['node:'])(solution),
  ]);
  check(files.hints, (hints) =>
    checkHints(hints, exercise, { file: files.solution, text: contentOf(files.solution) ?? '' }),
  );
  check(files.spec, (spec) => [
    ...checkSpec(spec, exercise),
    ...code('A spec', ['vitest', 'fast-check', `./${id}.ts`])(spec),
  ]);
  check(files.demo, code('A demo', [`./${id}.ts`, 'node:']));
  check(files.diagnoses, () => []);
  check(files.solutionReadme, () => []);
  const mistakes = mistakesOf(exercise);
  check(files.questions, (questions) =>
    checkQuestions(
      questions,
      readQuestions(exercise),
      mistakes.map(({ name }) => name),
    ),
  );
  for (const { file } of mistakes) {
    check(file, (mistake) => [
      ...checkMistake(mistake, exercise),
      // Not seeding may be the very mistake.
      ...imports('A mistake', ['node:'])(mistake),
    ]);
  }
  if (mistakes.length < fewestMistakes) {
    const file = relative(catalog.root, files.mistakes).split(sep).join('/');
    const problem = `There are ${mistakes.length} mistakes; at least ${fewestMistakes} are due.`;
    problems.push({ file, line: null, problem });
  }
  return problems;
}
