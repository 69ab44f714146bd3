import { type Exercise, readLesson } from '../catalog/index.ts';
import { feedbackOf, readDiagnoses } from '../feedback/index.ts';
import type { Progress } from '../progress/index.ts';
import type { Report } from '../runner/report.ts';
import { interviewPoints } from './interview-points.ts';
import type { Outcome } from './render-outcome.ts';
import type { FinishedRun } from './render-report.ts';

/** A run, and what it means for the learner. */
export type RecordedRun = FinishedRun & Outcome;

/** Works out what a run says. */
export function readRun(exercise: Exercise, report: Report): FinishedRun {
  const diagnoses = readDiagnoses(exercise.files.diagnoses);
  return { exercise, report, feedback: feedbackOf(report, diagnoses, exercise) };
}

/** Works out what a run of the learner's file says, and writes it down. */
export function recordRun(exercise: Exercise, report: Report, progress: Progress): RecordedRun {
  const run = readRun(exercise, report);
  const gained = progress.recordReport(exercise, report, run.feedback.diagnosis);
  const { corePassed } = run.feedback;
  return {
    ...run,
    gained,
    next: progress.nextExercise(exercise),
    interviewPoints: corePassed ? interviewPoints(readLesson(exercise)) : 0,
  };
}
