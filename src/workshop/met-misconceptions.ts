import type { Catalog, Exercise } from '../catalog/index.ts';
import { readDiagnoses } from '../feedback/index.ts';
import { begunOf, type LearnerExport } from './learner-export.ts';

/** A misconception that somebody in the room met. */
export interface MetMisconception {
  readonly exercise: string;
  /** The exercise's number. */
  readonly number: string;
  /** Name of the mistake. */
  readonly name: string;
  readonly title: string;
  /** What it means; empty when this workbook no longer knows the mistake. */
  readonly explanation: string;
  /** How many learners met it. */
  readonly learners: number;
  /** Of those who have begun the exercise, from 0 to 1. */
  readonly share: number;
  /** How many runs were recognised as it, of all learners together. */
  readonly runs: number;
}

/** The misconceptions of a room: what most learners met first, then what the larger share met. */
export function misconceptionsMet(
  { exercises }: Catalog,
  exports: readonly LearnerExport[],
): readonly MetMisconception[] {
  return exercises
    .flatMap((exercise) => metIn(exercise, exports))
    .sort((a, b) => b.learners - a.learners || b.share - a.share || b.runs - a.runs);
}

function metIn(exercise: Exercise, exports: readonly LearnerExport[]): MetMisconception[] {
  const begun = begunOf(exports, exercise);
  const met = new Map<string, number[]>();
  for (const [name, runs] of begun.flatMap(({ misconceptions }) =>
    Object.entries(misconceptions),
  )) {
    if (runs > 0) met.set(name, [...(met.get(name) ?? []), runs]);
  }
  if (met.size === 0) return [];
  const { mistakes } = readDiagnoses(exercise.files.diagnoses);
  return [...met].map(([name, runs]) => {
    const known = mistakes.find((mistake) => mistake.name === name);
    return {
      exercise: exercise.id,
      number: exercise.number,
      name,
      title: known?.title ?? name,
      explanation: known?.explanation ?? '',
      learners: runs.length,
      share: runs.length / begun.length,
      runs: runs.reduce((sum, times) => sum + times, 0),
    };
  });
}
