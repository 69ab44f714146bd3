import { inspect } from 'node:util';
import type { TestError } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { endError, memoryError, timeoutError } from './broken-run.ts';
import { loadError } from './load-error.ts';
import { locate } from './locate.ts';
import { cut, messageLimit, printable, valueLimit } from './printable.ts';
import { printedValue } from './printed-value.ts';
import type { Report, RunError, TestReport } from './report.ts';
import { threadEnded } from './warm-worker.ts';

/** What a run left behind, before it is made into a {@link Report}. */
export interface RunResult {
  readonly exercise: Exercise;
  readonly implementation: Implementation;
  /** Undefined when the run was stopped before Vitest had read the spec. */
  readonly module: TestModule | undefined;
  /** Errors outside of any spec: a rejection that nobody handled, a worker that died. */
  readonly unhandled: readonly unknown[];
  /** The spec that began last, where the runner knows it. */
  readonly lastSpec: string | null;
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
  const unhandled = result.unhandled.map(asError)[0];
  const failed = tests.some(({ state }) => state === 'failed' || state === 'waiting');

  return {
    schema: 1,
    exercise: exercise.id,
    implementation,
    state:
      importError || (unhandled && tests.length === 0)
        ? 'error'
        : failed || unhandled
          ? 'failed'
          : 'passed',
    tests: importError ? [] : tests,
    error: importError
      ? loadError(importError, exercise)
      : unhandled
        ? unhandledError(unhandled, result)
        : null,
    output: result.output,
    milliseconds: result.milliseconds,
  };
}

/**
 * The report of a run that was stopped because it did not come to an end.
 *
 * @param during the spec that was running, where it is known
 */
export function asTimeout(report: Report, during: string | null): Report {
  return {
    ...report,
    state: 'timeout',
    error: { ...timeoutError, location: null, stack: null, during },
  };
}

function readTest(test: TestCase, exercise: Exercise): TestReport {
  const [functionName = '', ...rest] = suiteTitles(test);
  const result = test.result();
  const error = causeOf(result.errors ?? []);
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
  const isGenerated = error.message.startsWith(propertyFailed);
  // A property's failure carries the failed assertion as its cause.
  const root = isGenerated && isErrorLike(error.cause) ? error.cause : error;
  const isWaiting = root.name === 'NotImplemented';
  const isAssertion = root.name === 'AssertionError';
  const text = plainMessage(root, exercise);
  // An assertion about a class or a property has a received value but none to compare it with.
  const compares = isAssertion && root.expected !== undefined;
  return {
    ...base,
    state: isWaiting ? 'waiting' : 'failed',
    errorName: root.name === undefined ? null : cut(printable(root.name), messageLimit),
    ...(isAssertion ? splitMessage(text) : { message: text, detail: null }),
    expected: compares ? cut(printedValue(root.expected), valueLimit) : null,
    actual: compares ? cut(printedValue(root.actual), valueLimit) : null,
    counterexample: isGenerated
      ? cut(counterexample.exec(error.message)?.[1] ?? '', valueLimit)
      : null,
    location: locate(root.stack ?? error.stack, exercise),
    stack: cut(root.stack ?? error.stack ?? '', valueLimit) || null,
  };
}

/** What went wrong first; a changed built-in makes everything else go wrong. */
function causeOf(errors: readonly unknown[]): TestError | undefined {
  const all = errors.map(asError);
  return all.find(({ name }) => name === 'ChangedBuiltIn') ?? all[0];
}

const propertyFailed = 'Property failed after';
const counterexample = /^Counterexample: (.*)$/m;

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

/** `expect(value, words)` throws "words: expected …": the words are for the learner, the rest is detail. */
function splitMessage(text: string): { message: string; detail: string | null } {
  if (text.startsWith('expected ')) return { message: text, detail: text };
  const at = text.indexOf(': expected ');
  if (at === -1) return { message: text, detail: null };
  return { message: text.slice(0, at), detail: text.slice(at + 2) };
}

const notAFunction = /^(\w+) is not a function$/;
const timedOut = /^(?:Test|Hook) timed out in (\d+)ms/;

/** What an error says, without what the tools around it have done to its words. */
function plainMessage(error: TestError, { core, stretch }: Exercise): string {
  if (error.name === undefined) {
    return `Your code threw ${cut(printable(error.message), 200)}, which is not an Error.`;
  }
  const message = cut(printable(error.message), messageLimit)
    // The module transform writes `(0 , __vite_ssr_import_2__.add)` where the source has `add`.
    .replace(/\(0\s*,\s*__vite_ssr_import_\d+__\.([\w$]+)\)/g, '$1')
    .replace(/__vite_ssr_import_\d+__\./g, '');
  const missing = notAFunction.exec(message)?.[1] ?? '';
  if ([...core, ...stretch].includes(missing)) {
    return `Your file does not export a function named ${missing}.`;
  }
  const limit = timedOut.exec(message)?.[1];
  if (limit)
    return `It did not come to an end within ${Number(limit) / 1000} s: a promise never settles.`;
  return message;
}

/** Errors that no spec caught: a rejection that nobody handles, or the end of the whole thread. */
function unhandledError(error: TestError, { exercise, lastSpec }: RunResult): RunError {
  const nested: unknown = Reflect.get(error, 'errors');
  const first: unknown = Array.isArray(nested) ? nested[0] : null;
  const root = isErrorLike(first) ? first : error;
  const said = `${root.message} ${root.cause?.message}`;
  const end = /reaching memory limit/.test(said)
    ? memoryError
    : said.includes(threadEnded)
      ? endError('the thread that runs it')
      : null;
  return {
    ...(end ?? {
      name: error.name === undefined ? 'Error' : cut(printable(error.name), messageLimit),
      message: plainMessage(error, exercise),
    }),
    location: end ? null : locate(error.stack, exercise),
    stack: cut(error.stack ?? '', valueLimit) || null,
    // An error that nobody caught may come long after the spec that caused it.
    during: end ? lastSpec : null,
  };
}

/** What was thrown, in the form that Vitest gives to errors: anything can be thrown. */
function asError(thrown: unknown): TestError {
  if (isErrorLike(thrown)) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return { message: String(thrown) };
  // Of a rejection with null, Vitest tells that it was one.
  if ('message' in thrown && 'type' in thrown) return { message: String(thrown.message) };
  // Of other objects it hands over the fields, with a stack of its own.
  const fields = Object.entries(thrown).filter(([name]) => !name.startsWith('stack'));
  const breakLength = Number.POSITIVE_INFINITY;
  return { message: inspect(Object.fromEntries(fields), { depth: 1, breakLength }) };
}

function isErrorLike(value: unknown): value is TestError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
