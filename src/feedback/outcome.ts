import type { Report, TestReport } from '../runner/report.ts';
import { type FailureSignature, wrongValueOf } from './failure-signature.ts';

/** How far a learner has come with one function. Specs that wait or were skipped say nothing. */
export interface Outcome {
  readonly function: string;
  readonly passed: ReadonlySet<string>;
  readonly failed: FailureSignature;
  /** The first spec that failed, in file order; null when none did. */
  readonly firstFailed: string | null;
  /** Generated specs that failed by an error of the code, not by an assertion. */
  readonly crashed: number;
}

/** The functions that have been begun, in file order: those with a spec that passed or failed. */
export function outcomesOf(report: Report): Outcome[] {
  const byFunction = new Map<string, TestReport[]>();
  for (const test of report.tests) {
    if (test.state !== 'passed' && test.state !== 'failed') continue;
    byFunction.set(test.function, [...(byFunction.get(test.function) ?? []), test]);
  }
  return [...byFunction].map(([name, tests]) => outcomeOf(name, tests));
}

function outcomeOf(name: string, tests: readonly TestReport[]): Outcome {
  const failed = tests.filter(({ state }) => state === 'failed');
  const passed = tests.filter(({ state }) => state === 'passed');
  return {
    function: name,
    passed: new Set(passed.map((test) => test.name)),
    failed: Object.fromEntries(failed.map((test) => [test.name, wrongValueOf(test)])),
    firstFailed: failed[0]?.name ?? null,
    crashed: failed.filter(isCrash).length,
  };
}

function isCrash({ counterexample, errorName }: TestReport): boolean {
  return counterexample !== null && errorName !== 'AssertionError';
}
