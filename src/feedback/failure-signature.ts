import { createHash } from 'node:crypto';
import type { Report, TestReport } from '../runner/report.ts';

/** How a function's specs fail: name of the failing spec → its wrong value, null where it has none that is fixed. */
export type FailureSignature = Readonly<Record<string, string | null>>;

/** Longer values are kept as a digest: they are only ever compared for equality. */
const longestValue = 300;
const significantDigits = 6;
/** Below this a number is the rounding noise of a zero. */
const noise = 1e-12;
const standaloneNumber = /(?<![\w.$-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.$])/gi;

/** The failures of all functions in a report. Specs that wait, pass or were skipped are left out. */
export function failuresOf(report: Report): Readonly<Record<string, FailureSignature>> {
  const failures: Record<string, Record<string, string | null>> = {};
  for (const test of report.tests) {
    if (test.state !== 'failed') continue;
    const signature = failures[test.function] ?? {};
    signature[test.name] = wrongValueOf(test);
    failures[test.function] = signature;
  }
  return failures;
}

/**
 * What a failed spec got instead of the right value, in a form that two writings of the same mistake
 * share: numbers with six significant digits, a thrown error by its class. Null for a generated spec
 * (its input shrinks differently from one writing to the next) and where the assertion has no value.
 */
export function wrongValueOf(test: TestReport): string | null {
  if (test.counterexample !== null) return null;
  if (test.errorName !== null && test.errorName !== 'AssertionError') {
    return `throws ${test.errorName}`;
  }
  if (test.actual === null) return null;
  const value = roundNumbers(test.actual);
  if (value.length <= longestValue) return value;
  const digest = createHash('sha256').update(value).digest('hex').slice(0, 16);
  return `${value.slice(0, 40)}… ${value.length} characters, sha256 ${digest}`;
}

/**
 * Whether a wrong value tells more than that the spec failed. An unwritten branch, a missing return or a
 * crash gives the others, whatever the misconception.
 */
export function isTelling(value: string): boolean {
  return !commonplace.has(value) && !value.startsWith('throws ');
}

const commonplace = new Set(
  'undefined null NaN Infinity -Infinity true false 0 1 -1 [] {}'.split(' ').concat('', '""'),
);

function roundNumbers(text: string): string {
  return text.replace(standaloneNumber, (digits) => {
    const number = Number(digits);
    if (!Number.isFinite(number)) return digits;
    if (Math.abs(number) < noise) return '0';
    return String(Number(number.toPrecision(significantDigits)));
  });
}
