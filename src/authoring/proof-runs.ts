import { readFileSync } from 'node:fs';
import { type Exercise, mistakesOf } from '../catalog/index.ts';
import { type Diagnoses, type MistakeRun, makeDiagnoses } from '../feedback/index.ts';
import type { Job, Report, Runner } from '../runner/index.ts';
import { touchedFunctions } from './touched-functions.ts';

/** What happened when an exercise's specs ran against everything that is known of it but the learner's file. */
export interface ProofRuns {
  readonly exercise: Exercise;
  readonly solution: Report;
  readonly stub: Report;
  readonly mistakes: readonly MistakeRun[];
}

/** A mistake to run. */
interface Attempt {
  readonly name: string;
  readonly source: string;
  readonly job: Job;
}

/**
 * Runs the specs of each exercise against its solution, the stub made from it, and each known mistake. Of a mistake
 * only the functions run that it can touch; the other specs end as they do on the solution.
 */
export async function proofRuns(
  exercises: readonly Exercise[],
  runner: Runner,
): Promise<ProofRuns[]> {
  const plans = exercises.map((exercise) => ({ exercise, attempts: touchingAttempts(exercise) }));
  const jobs = plans.flatMap(({ exercise, attempts }): Job[] => [
    { exercise, implementation: 'solution' },
    { exercise, implementation: 'stub' },
    ...attempts.map(({ job }) => job),
  ]);
  const reports = (await runner.runAll(jobs))[Symbol.iterator]();
  return plans.map(({ exercise, attempts }) => {
    const solution = next(reports);
    const stub = next(reports);
    const mistakes = attempts.map((attempt) =>
      mistakeRun(attempt, withLeftOut(next(reports), solution)),
    );
    return { exercise, solution, stub, mistakes };
  });
}

/** Runs all specs of each exercise against its known mistakes and makes the content of its diagnoses.json. */
export async function runDiagnoses(
  exercises: readonly Exercise[],
  runner: Runner,
): Promise<Diagnoses[]> {
  const plans = exercises.map(attemptsOf);
  const reports = (await runner.runAll(plans.flat().map(({ job }) => job)))[Symbol.iterator]();
  return plans.map((attempts) =>
    makeDiagnoses(attempts.map((attempt) => mistakeRun(attempt, next(reports)))),
  );
}

function attemptsOf(exercise: Exercise): Attempt[] {
  return mistakesOf(exercise).map(({ name, file }) => ({
    name,
    source: readFileSync(file, 'utf8'),
    job: { exercise, implementation: `mistake/${name}` },
  }));
}

function touchingAttempts(exercise: Exercise): Attempt[] {
  const touched = touchedFunctions({
    solution: readFileSync(exercise.files.solution, 'utf8'),
    spec: readFileSync(exercise.files.spec, 'utf8'),
  });
  return attemptsOf(exercise).map((attempt) => ({
    ...attempt,
    job: { ...attempt.job, functions: () => someOf(touched(attempt.source)) },
  }));
}

/** What can touch nothing is as good as the solution: all has to run, to show that it is not caught. */
function someOf(functions: ReadonlySet<string> | null): readonly string[] | null {
  return functions?.size ? [...functions] : null;
}

/** The report with the solution's results for the specs that were left out. */
function withLeftOut(report: Report, solution: Report): Report {
  const nameOf = ({ function: about, name }: Report['tests'][number]) => `${about} › ${name}`;
  if (report.tests.length === 0 || solution.tests.length === 0) return report;
  const results = new Map(report.tests.map((test) => [nameOf(test), test]));
  return { ...report, tests: solution.tests.map((test) => results.get(nameOf(test)) ?? test) };
}

function mistakeRun({ name, source }: Attempt, report: Report): MistakeRun {
  return { name, source, report };
}

function next(reports: Iterator<Report>): Report {
  const { value, done } = reports.next();
  if (done) throw new Error('The runner gave fewer reports than it was given jobs.');
  return value;
}
