import type { Exercise } from '../catalog/exercise.ts';
import type { Report, TestReport } from '../runner/report.ts';
import { compareValues } from './compare-values.ts';
import type { Comparison } from './comparison.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnoses, Diagnosis } from './diagnosis.ts';

/** What to tell a learner about a run. Plain data; the command line turns it into text. */
export interface Feedback {
  readonly schema: 1;
  /** The exercise's id. */
  readonly exercise: string;
  /**
   * `mastered`: every spec passes. `solved`: the core passes, and nothing of the stretch is red (it waits).
   * `failing`: a spec is red. `waiting`: nothing is red, but a core function is still to be written.
   * `error`: nothing ran. `timeout`: the code hung and was stopped.
   */
  readonly state: 'mastered' | 'solved' | 'failing' | 'waiting' | 'error' | 'timeout';
  /** Every spec of every core function passes, whatever the stretch does, and no error struck outside of them. */
  readonly corePassed: boolean;
  /** In the order of the spec file. */
  readonly functions: readonly FunctionFeedback[];
  /** The first red spec in file order, or null. Specs that wait are not red. */
  readonly firstFailure: FirstFailure | null;
  /** The misconception that the failures show, or null where none is recognised for sure. */
  readonly diagnosis: Diagnosis | null;
}

export interface FunctionFeedback {
  readonly name: string;
  readonly part: 'core' | 'stretch';
  readonly passed: number;
  readonly failed: number;
  readonly waiting: number;
  readonly skipped: number;
}

export interface FirstFailure {
  readonly test: TestReport;
  /** Expected against actual; null where the assertion has no values. */
  readonly comparison: Comparison | null;
}

/** Sums a run up: how far each function is, what is shown first, and the misconception behind it. */
export function feedbackOf(
  report: Report,
  diagnoses: Diagnoses,
  exercise: Pick<Exercise, 'id' | 'core' | 'stretch'>,
): Feedback {
  const functions = functionsOf(report, exercise.core);
  const failure = report.tests.find(({ state }) => state === 'failed');
  const corePassed =
    !strikesCore(report, exercise) &&
    exercise.core.every((name) => {
      const found = functions.find((candidate) => candidate.name === name);
      return found !== undefined && isDone(found);
    });
  return {
    schema: 1,
    exercise: exercise.id,
    state: stateOf(report, corePassed),
    corePassed,
    functions,
    firstFailure: failure ? { test: failure, comparison: comparisonOf(failure) } : null,
    diagnosis: diagnose(report, diagnoses, exercise),
  };
}

/** Whether an error outside of the specs' verdicts leaves the core unproved: any but one in a stretch spec. */
function strikesCore({ error }: Report, { stretch }: Pick<Exercise, 'stretch'>): boolean {
  return error !== null && !stretch.includes(error.during?.split(' › ')[0] ?? '');
}

function stateOf(report: Report, corePassed: boolean): Feedback['state'] {
  if (report.state === 'error' || report.state === 'timeout') return report.state;
  if (report.state === 'passed' && report.tests.every(({ state }) => state === 'passed')) {
    return 'mastered';
  }
  if (report.tests.some(({ state }) => state === 'failed')) return 'failing';
  // Every spec passed or waits, and yet the run failed: an error that belongs to no spec.
  if (report.error) return 'failing';
  return corePassed ? 'solved' : 'waiting';
}

function functionsOf(report: Report, core: readonly string[]): FunctionFeedback[] {
  const names = [...new Set(report.tests.map((test) => test.function))];
  return names.map((name) => {
    const tests = report.tests.filter((test) => test.function === name);
    const count = (state: TestReport['state']): number =>
      tests.filter((test) => test.state === state).length;
    return {
      name,
      part: core.includes(name) ? 'core' : 'stretch',
      passed: count('passed'),
      failed: count('failed'),
      waiting: count('waiting'),
      skipped: count('skipped'),
    };
  });
}

function isDone({ passed, failed, waiting, skipped }: FunctionFeedback): boolean {
  return passed > 0 && failed + waiting + skipped === 0;
}

function comparisonOf({ expected, actual, detail, message }: TestReport): Comparison | null {
  return compareValues({ expected, actual, detail: detail ?? message });
}
