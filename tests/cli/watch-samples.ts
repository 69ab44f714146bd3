import { join } from 'node:path';
import { type Exercise, loadCatalog } from '../../src/catalog/index.ts';
import { readRun, type WeighedRun } from '../../src/cli/finish-run.ts';
import type { ListedExercise } from '../../src/cli/listed-exercise.ts';
import type { WatchState } from '../../src/cli/watch/watch-model.ts';
import { startState } from '../../src/cli/watch/watch-state.ts';
import type { ExerciseState } from '../../src/progress/index.ts';
import type { Report, TestReport } from '../../src/runner/index.ts';

export const catalog = loadCatalog(join(import.meta.dirname, '..', 'fixtures', 'small'));

function exercise(id: string): Exercise {
  const found = catalog.exercises.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`The fixture has no exercise ${id}.`);
  return found;
}

export const add = exercise('add');
export const mean = exercise('mean');
/** Not on disk: a third place in the list. */
export const median: Exercise = { ...mean, id: 'median', number: '2.1', title: 'The median' };

/** Three exercises with the given states. */
export function listed(...states: readonly ExerciseState[]): readonly ListedExercise[] {
  return [add, mean, median].map((one, at) => ({ exercise: one, state: states[at] ?? 'new' }));
}

/** At `add`, nothing done yet, in a terminal of 80 × 24. */
export function sampleState(change: Partial<WatchState> = {}): WatchState {
  const state = startState({
    exercise: add,
    listed: listed(),
    seconds: 0,
    welcome: false,
    notice: null,
    size: { columns: 80, rows: 24 },
  });
  return { ...state, ...change };
}

const passed: TestReport = {
  function: 'add',
  name: 'adds two numbers',
  state: 'passed',
  milliseconds: 1,
  errorName: null,
  message: null,
  detail: null,
  expected: null,
  actual: null,
  counterexample: null,
  location: null,
  stack: null,
};

const tests = {
  first: passed,
  second: { ...passed, name: 'adds a number and a text that holds one' },
  stretch: { ...passed, function: 'addAll', name: 'adds all numbers of a list' },
};

const waiting = { state: 'waiting', errorName: 'NotImplemented', message: 'not written' } as const;
const failed: Partial<TestReport> = {
  state: 'failed',
  errorName: 'AssertionError',
  message: 'A form gave you the text 3',
  detail: "expected '23' to be 5",
  expected: '5',
  actual: '"23"',
  location: { file: add.files.learner, line: 5, column: 3 },
  stack: 'AssertionError: A form gave you the text 3\n    at add (add.ts:5:3)',
};

/** Runs of `add`: nothing written; texts joined; the core right; all right. */
export const runs = {
  waiting: run([
    { ...tests.first, ...waiting },
    { ...tests.second, ...waiting },
    { ...tests.stretch, ...waiting },
  ]),
  red: run([tests.first, { ...tests.second, ...failed }, { ...tests.stretch, ...waiting }]),
  solved: run([tests.first, tests.second, { ...tests.stretch, ...waiting }], 'solved'),
  mastered: run([tests.first, tests.second, tests.stretch], 'mastered'),
};

/** A run of `add` that ended before its specs. */
export function errorRun(
  error: NonNullable<Report['error']>,
  state: 'error' | 'timeout',
): WeighedRun {
  const report: Report = { ...runs.waiting.report, state, error, tests: [] };
  return { ...runs.waiting, ...readRun(add, report) };
}

function run(
  given: readonly TestReport[],
  gained: 'solved' | 'mastered' | null = null,
): WeighedRun {
  const report: Report = {
    schema: 1,
    exercise: 'add',
    implementation: 'learner',
    state: given.every(({ state }) => state === 'passed') ? 'passed' : 'failed',
    tests: given,
    error: null,
    output: { text: '', truncated: false },
    milliseconds: 95,
  };
  return { ...readRun(add, report), gained, caughtUp: false, next: mean, interviewPoints: 2 };
}
