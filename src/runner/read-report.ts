import { basename } from 'node:path';
import type { TestError } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import type { Exercise, Implementation } from '../catalog/exercise.ts';
import type { Report, RunError, SourceLocation, TestReport } from './report.ts';

/** What a run left behind, before it is made into a {@link Report}. */
export interface RunResult {
  readonly exercise: Exercise;
  readonly implementation: Implementation;
  /** Undefined when the run was stopped before Vitest had read the spec. */
  readonly module: TestModule | undefined;
  /** Errors outside of any spec: a rejection that nobody handled, a worker that died. */
  readonly unhandled: readonly unknown[];
  readonly output: Report['output'];
  readonly milliseconds: number;
}

/** Makes plain data of a finished run. */
export function readReport(result: RunResult): Report {
  const { exercise, implementation, module } = result;
  const tests = module
    ? [...module.children.allTests()].map((test) => readTest(test, exercise))
    : [];
  const importError = module?.errors()[0];
  const unhandled = result.unhandled.find(isErrorLike);
  const error = importError ?? unhandled;
  const failed = tests.some((test) => test.state === 'failed' || test.state === 'waiting');

  return {
    schema: 1,
    exercise: exercise.id,
    implementation,
    state:
      importError || (tests.length === 0 && error)
        ? 'error'
        : failed || error
          ? 'failed'
          : 'passed',
    tests: importError ? [] : tests,
    error: error ? readError(error, exercise) : null,
    output: result.output,
    milliseconds: result.milliseconds,
  };
}

function readTest(test: TestCase, exercise: Exercise): TestReport {
  const [functionName = '', ...rest] = suiteTitles(test);
  const result = test.result();
  const error = result.errors?.[0];
  const base = {
    function: functionName,
    name: [...rest, test.name].join(' › '),
    milliseconds: Math.round(test.diagnostic()?.duration ?? 0),
  };
  if (!error) {
    const state =
      result.state === 'passed' ? 'passed' : result.state === 'failed' ? 'failed' : 'skipped';
    return { ...base, ...noFailure, state };
  }
  const root = innermost(error);
  const isWaiting = root.name === 'NotImplemented';
  const { message, detail } = splitMessage(readable(root.message));
  const isAssertion = root.name === 'AssertionError';
  return {
    ...base,
    state: isWaiting ? 'waiting' : 'failed',
    errorName: root.name ?? null,
    message: isAssertion ? message : readable(root.message),
    detail: isAssertion ? detail : null,
    expected: isWaiting ? null : valueText(root.expected),
    actual: isWaiting ? null : valueText(root.actual),
    counterexample: counterexampleOf(error),
    location: locate(root, exercise) ?? locate(error, exercise),
    stack: root.stack ?? error.stack ?? null,
  };
}

const noFailure = {
  errorName: null,
  message: null,
  detail: null,
  expected: null,
  actual: null,
  counterexample: null,
  location: null,
  stack: null,
} as const;

function suiteTitles(test: TestCase): string[] {
  const titles: string[] = [];
  for (let suite = test.parent; suite.type === 'suite'; suite = suite.parent)
    titles.unshift(suite.name);
  return titles;
}

/** A property's failure carries the failed assertion as its cause. */
function innermost(error: TestError): TestError {
  return error.cause && isErrorLike(error.cause) ? innermost(error.cause) : error;
}

function counterexampleOf(error: TestError): string | null {
  if (!error.message.startsWith('Property failed after')) return null;
  return /^Counterexample: (.*)$/m.exec(error.message)?.[1] ?? '';
}

/** `expect(value, words)` throws "words: expected …": the words are for the learner, the rest is detail. */
function splitMessage(text: string): { message: string; detail: string | null } {
  const at = text.lastIndexOf(': expected ');
  if (at === -1) return { message: text, detail: null };
  return { message: text.slice(0, at), detail: text.slice(at + 2) };
}

/** Takes back what the module transform does to names: `(0 , __vite_ssr_import_2__.add)` was `add`. */
function readable(message: string): string {
  return message
    .replace(/\(0\s*,\s*__vite_ssr_import_\d+__\.([\w$]+)\)/g, '$1')
    .replace(/__vite_ssr_import_\d+__\./g, '');
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : String(value);
}

function readError(error: TestError, exercise: Exercise): RunError {
  const root = innermost(error);
  return {
    name: root.name ?? 'Error',
    message: readable(root.message),
    location: locate(root, exercise),
    stack: root.stack ?? null,
    during:
      typeof error.VITEST_TEST_NAME === 'string'
        ? error.VITEST_TEST_NAME.replaceAll(' > ', ' › ')
        : null,
  };
}

function locate(error: TestError, exercise: Exercise): SourceLocation | null {
  const frames = error.stacks ?? [];
  const learner = basename(exercise.files.learner);
  const inLearner = frames.find(({ file }) => basename(bare(file)) === learner);
  const frame =
    inLearner ?? frames.find(({ file }) => bare(file) === exercise.files.spec) ?? frames[0];
  return frame ? { file: bare(frame.file), line: frame.line, column: frame.column } : null;
}

function bare(file: string): string {
  return file.split('?')[0] ?? file;
}

function isErrorLike(value: unknown): value is TestError {
  return typeof value === 'object' && value !== null && 'message' in value;
}
