import { readFileSync } from 'node:fs';
import { type Exercise, mistakesOf } from '../catalog/index.ts';
import { type Diagnoses, type MistakeRun, makeDiagnoses } from '../feedback/index.ts';
import type { Job, Report, Runner } from '../runner/index.ts';

/** What happened when an exercise's specs ran against everything that is known of it but the learner's file. */
export interface ProofRuns {
  readonly exercise: Exercise;
  readonly solution: Report;
  readonly stub: Report;
  readonly mistakes: readonly MistakeRun[];
}

/** Runs the specs of each exercise against its solution, the stub made from it, and each known mistake. */
export async function proofRuns(
  exercises: readonly Exercise[],
  runner: Runner,
): Promise<ProofRuns[]> {
  const jobs = exercises.flatMap((exercise): Job[] => [
    { exercise, implementation: 'solution' },
    { exercise, implementation: 'stub' },
    ...mistakeJobs(exercise),
  ]);
  const reports = (await runner.runAll(jobs))[Symbol.iterator]();
  return exercises.map((exercise) => ({
    exercise,
    solution: next(reports),
    stub: next(reports),
    mistakes: mistakesOf(exercise).map((mistake) => mistakeRun(mistake, next(reports))),
  }));
}

/** Runs the specs of each exercise against its known mistakes and makes the content of its diagnoses.json. */
export async function runDiagnoses(
  exercises: readonly Exercise[],
  runner: Runner,
): Promise<Diagnoses[]> {
  const reports = (await runner.runAll(exercises.flatMap(mistakeJobs)))[Symbol.iterator]();
  return exercises.map((exercise) =>
    makeDiagnoses(mistakesOf(exercise).map((mistake) => mistakeRun(mistake, next(reports)))),
  );
}

function mistakeJobs(exercise: Exercise): Job[] {
  return mistakesOf(exercise).map(({ name }) => ({ exercise, implementation: `mistake/${name}` }));
}

function mistakeRun(
  { name, file }: { readonly name: string; readonly file: string },
  report: Report,
): MistakeRun {
  return { name, source: readFileSync(file, 'utf8'), report };
}

function next(reports: Iterator<Report>): Report {
  const { value, done } = reports.next();
  if (done) throw new Error('The runner gave fewer reports than it was given jobs.');
  return value;
}
