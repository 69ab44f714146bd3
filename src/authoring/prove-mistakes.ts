import {
  type Diagnoses,
  diagnose,
  type FailureSignature,
  failuresOf,
  firstComment,
  type MistakeRun,
  makeDiagnoses,
} from '../feedback/index.ts';
import type { Report } from '../runner/index.ts';
import type { ProofRuns } from './proof-runs.ts';

/** What was proved of a known mistake. */
export interface MistakeProof {
  readonly name: string;
  /** A spec fails on it, and everything ran. */
  readonly caught: boolean;
  /** No other mistake of the exercise fails in the same way, also within the function that fails first. */
  readonly distinct: boolean;
  /** Its failures are recognised as it ("This is"), also when only the function that fails first is written. */
  readonly named: boolean;
  /** The names of the specs that fail. */
  readonly failing: readonly string[];
}

interface MistakeProofs {
  readonly mistakes: readonly MistakeProof[];
  readonly problems: readonly string[];
}

/** Proves that each known mistake is caught, told from the others, and named. */
export function proveMistakes({ exercise, mistakes: runs }: ProofRuns): MistakeProofs {
  const usable = runs.filter((run) => isCaught(run) && firstComment(run.source));
  const diagnoses = makeDiagnoses(usable);
  const problems: string[] = [];
  const mistakes = runs.map((run): MistakeProof => {
    const twins = usable.filter((other) => other !== run && isTwin(run, other));
    const proof = {
      name: run.name,
      caught: isCaught(run),
      distinct: isCaught(run) && twins.length === 0,
      named: usable.includes(run) && isNamed(run, diagnoses, exercise),
      failing: run.report.tests.filter(({ state }) => state === 'failed').map(({ name }) => name),
    };
    problems.push(...problemsOf(run, proof, twins));
    return proof;
  });
  return { mistakes, problems };
}

function problemsOf(
  { name, source, report }: MistakeRun,
  { caught, distinct, named }: MistakeProof,
  twins: readonly MistakeRun[],
): string[] {
  const title = `The mistake ${name}`;
  if (report.state === 'error' || report.state === 'timeout' || report.error) {
    return [`${title} did not run as it should: ${report.error?.message ?? report.state}`];
  }
  const waiting = report.tests.find(({ state }) => state === 'waiting');
  if (waiting) return [`${title} leaves a function unwritten: "${waiting.name}" waits.`];
  if (!caught) return [`${title} passes every spec.`];
  if (!firstComment(source)) return [`${title} does not open with a title and an explanation.`];
  if (!distinct) {
    const others = twins.map((twin) => twin.name).join(', ');
    return [
      `${title} fails like ${others} in ${firstFailing(report)}: add a spec that parts them.`,
    ];
  }
  if (named) return [];
  return [
    `${title} is caught, but what fails in ${firstFailing(report)} does not name it for sure: add a spec on a fixed input whose wrong value tells it.`,
  ];
}

function isCaught({ report }: MistakeRun): boolean {
  return report.state === 'failed' && report.tests.some(({ state }) => state === 'failed');
}

/** Whether `other` fails like `run` in all functions, or in the function in which `run` fails first. */
function isTwin(run: MistakeRun, other: MistakeRun): boolean {
  const first = firstFailing(run.report) ?? '';
  const [mine, others] = [failuresOf(run.report)[first], failuresOf(other.report)[first]];
  return mine !== undefined && others !== undefined && isSameSignature(mine, others);
}

function isSameSignature(a: FailureSignature, b: FailureSignature): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && a[name] === b[name])
  );
}

function isNamed(
  { name, report }: MistakeRun,
  diagnoses: Diagnoses,
  exercise: ProofRuns['exercise'],
): boolean {
  return [report, withOnly(firstFailing(report) ?? '', report)].every((seen) => {
    const diagnosis = diagnose(seen, diagnoses, exercise);
    return diagnosis?.mistake === name && diagnosis.certainty === 'this is';
  });
}

/** The report as it would be with only one function written: the specs of the others wait. */
export function withOnly(functionName: string, report: Report): Report {
  return {
    ...report,
    tests: report.tests.map((test) =>
      test.function === functionName ? test : { ...test, state: 'waiting' },
    ),
  };
}

function firstFailing(report: Report): string | undefined {
  return report.tests.find(({ state }) => state === 'failed')?.function;
}
