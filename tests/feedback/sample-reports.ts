import type { Diagnoses, FailureSignature } from '../../src/feedback/index.ts';
import type { Report, TestReport } from '../../src/runner/index.ts';

/** An exercise of two core functions and one stretch function. */
export const exercise = { id: 'sample', core: ['split', 'score'], stretch: ['group'] };

/** The specs of the exercise, in the order of its file. */
export const specs: Readonly<Record<string, readonly string[]>> = {
  split: ['splits ten rows', 'keeps the classes', 'rounds the size', 'loses no row', 'refuses 2'],
  score: ['scores a small case', 'is 0 without hits', 'stays between 0 and 1'],
  group: ['keeps groups together', 'works for one group'],
};

/** Specs with generated inputs. */
const generated = new Set(['loses no row', 'stays between 0 and 1']);

/**
 * What happened to a function: `unwritten`, or the specs that fail with the value that came. Null stands for
 * a failure without a value; `throws X` for an error of that class.
 */
export type Played = Readonly<Record<string, FailureSignature | 'unwritten'>>;

/** A report in which the functions given fail as said, and everything else passes. */
export function reportOf(played: Played): Report {
  const tests = Object.entries(specs).flatMap(([name, titles]) =>
    titles.map((title) => testOf(name, title, played[name] ?? {})),
  );
  return {
    schema: 1,
    exercise: exercise.id,
    implementation: 'learner',
    state: tests.every(({ state }) => state === 'passed') ? 'passed' : 'failed',
    tests,
    error: null,
    output: { text: '', truncated: false },
    milliseconds: 12,
  };
}

/** The same failures, in every spec of every function. */
export function everywhere(value: string | null): Report {
  return reportOf(
    Object.fromEntries(
      Object.entries(specs).map(([name, titles]) => [
        name,
        Object.fromEntries(titles.map((title) => [title, value])),
      ]),
    ),
  );
}

/** Known mistakes, told by their failures. */
export function knownMistakes(
  mistakes: Readonly<Record<string, Readonly<Record<string, FailureSignature>>>>,
): Diagnoses {
  return {
    schema: 1,
    mistakes: Object.entries(mistakes).map(([name, failures]) => ({
      name,
      title: `Title of ${name}`,
      explanation: `Why ${name} is wrong.`,
      failures,
    })),
  };
}

const nothing = {
  errorName: null,
  message: null,
  detail: null,
  expected: null,
  actual: null,
  counterexample: null,
  location: null,
  stack: null,
};

function testOf(name: string, title: string, failures: Played[string]): TestReport {
  const base = { function: name, name: title, milliseconds: 1, ...nothing };
  if (failures === 'unwritten') {
    const message = `${name} is not written yet.`;
    return { ...base, state: 'waiting', errorName: 'NotImplemented', message };
  }
  const value = failures[title];
  if (value === undefined) return { ...base, state: 'passed' };
  const thrown = value?.startsWith('throws ') ? value.slice(7) : null;
  const isGenerated = generated.has(title);
  return {
    ...base,
    state: 'failed',
    errorName: thrown ?? 'AssertionError',
    message: `${title}, but it does not`,
    detail: thrown === null ? `expected ${value} to be 42` : null,
    expected: thrown === null && value !== null ? '42' : null,
    actual: thrown === null ? value : null,
    counterexample: isGenerated ? '[7]' : null,
  };
}
