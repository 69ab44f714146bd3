import { type Exercise, readLesson } from '../catalog/index.ts';
import { type Feedback, feedbackOf, readDiagnoses } from '../feedback/index.ts';
import type { ExerciseState, Progress } from '../progress/index.ts';
import type { Report } from '../runner/report.ts';
import { interviewPoints } from './interview-points.ts';
import type { Outcome } from './render-outcome.ts';
import type { FinishedRun } from './render-report.ts';

/** A run, and what it means for the learner. */
export type WeighedRun = FinishedRun & Outcome;

/** Works out what a run says. */
export function readRun(exercise: Exercise, report: Report): FinishedRun {
  const diagnoses = readDiagnoses(exercise.files.diagnoses);
  return { exercise, report, feedback: feedbackOf(report, diagnoses, exercise) };
}

/**
 * Works out what a run of the learner's file says, and what it means beside what was reached before.
 * Nothing is written down: {@link recordRun} does that, and is to come after.
 */
export function weighRun(
  exercise: Exercise,
  report: Report,
  progress: Pick<Progress, 'stateOf' | 'nextExercise'>,
): WeighedRun {
  const run = readRun(exercise, report);
  const next = progress.nextExercise(exercise);
  const before = progress.stateOf(exercise);
  return {
    ...run,
    gained: gainOf(run.feedback, before),
    caughtUp: before === 'caught-up',
    next: next?.id === exercise.id ? null : next,
    interviewPoints: run.feedback.corePassed ? interviewPoints(readLesson(exercise)) : 0,
  };
}

/** Writes a run of the learner's file down. */
export function recordRun(
  { exercise, report, feedback }: FinishedRun,
  progress: Pick<Progress, 'recordReport'>,
): void {
  progress.recordReport(exercise, report, feedback.diagnosis);
}

function gainOf(
  { state, corePassed }: Feedback,
  before: ExerciseState,
): 'solved' | 'mastered' | null {
  if (before === 'caught-up') return null;
  if (state === 'mastered') return before === 'mastered' ? null : 'mastered';
  return corePassed && (before === 'new' || before === 'begun') ? 'solved' : null;
}
