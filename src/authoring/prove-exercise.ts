import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Report, TestReport } from '../runner/index.ts';
import type { ProofRuns } from './proof-runs.ts';
import { type MistakeProof, proveMistakes } from './prove-mistakes.ts';

/** What was proved of an exercise. */
export interface ExerciseProof {
  readonly id: string;
  readonly number: string;
  readonly chapter: number;
  /** How many specs it has. */
  readonly specs: number;
  /** Specs that fail on the stub as they should: with NotImplemented or an assertion. */
  readonly stub: { readonly failing: number; readonly total: number };
  readonly solution: { readonly passing: number; readonly total: number };
  readonly mistakes: readonly MistakeProof[];
  /** What is not as it should be, one sentence each. */
  readonly problems: readonly string[];
  readonly ok: boolean;
}

/** Proves one exercise from the runs of its specs. */
export function proveExercise(runs: ProofRuns): ExerciseProof {
  const { exercise, solution, stub } = runs;
  const { mistakes, problems: mistakeProblems } = proveMistakes(runs);
  const problems = [
    ...(readsLearnerFile(runs) ? [] : [`The spec does not import ./${exercise.id}.ts.`]),
    ...solutionProblems(solution),
    ...stubProblems(stub, solution),
    ...mistakeProblems,
  ];
  return {
    id: exercise.id,
    number: exercise.number,
    chapter: exercise.chapter,
    specs: solution.tests.length,
    stub: { failing: stub.tests.filter(failsRightly).length, total: stub.tests.length },
    solution: {
      passing: solution.tests.filter(({ state }) => state === 'passed').length,
      total: solution.tests.length,
    },
    mistakes,
    problems,
    ok: problems.length === 0,
  };
}

/** A spec that fails on the stub because nothing is written, and not because it or the stub is broken. */
function failsRightly({ state, errorName }: TestReport): boolean {
  return state === 'waiting' || (state === 'failed' && errorName === 'AssertionError');
}

function readsLearnerFile({ exercise }: ProofRuns): boolean {
  const spec = readFileSync(exercise.files.spec, 'utf8');
  return spec.includes(`from './${basename(exercise.files.learner)}'`);
}

function solutionProblems(report: Report): string[] {
  if (report.tests.length === 0) return [`The solution ran no spec: ${reasonOf(report)}`];
  const red = report.tests
    .filter(({ state }) => state !== 'passed')
    .map((test) => `The solution does not pass "${test.name}" (${test.function}): ${said(test)}`);
  return report.error ? [...red, `The solution: ${reasonOf(report)}`] : red;
}

function stubProblems(report: Report, solution: Report): string[] {
  if (report.tests.length !== solution.tests.length) {
    return [
      `The stub ran ${report.tests.length} of ${solution.tests.length} specs: ${reasonOf(report)}`,
    ];
  }
  const wrong = report.tests
    .filter((test) => !failsRightly(test))
    .map((test) =>
      test.state === 'passed'
        ? `The stub passes "${test.name}" (${test.function}).`
        : `The stub fails "${test.name}" (${test.function}) with ${test.errorName ?? test.state} in place of NotImplemented or an assertion: ${said(test)}`,
    );
  return report.error ? [...wrong, `The stub: ${reasonOf(report)}`] : wrong;
}

function reasonOf({ error, state }: Report): string {
  return error ? `${error.name}: ${firstLine(error.message)}` : state;
}

function said({ message, state }: TestReport): string {
  return message === null ? state : firstLine(message);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
