import type { Exercise } from '../catalog/index.ts';
import type { ExerciseState, Progress } from '../progress/index.ts';
import type { LearningPath } from '../workshop/learning-path.ts';

/** An exercise with how far the learner is. */
export interface ListedExercise {
  readonly exercise: Exercise;
  readonly state: ExerciseState;
  /** The chosen track leaves it out. */
  readonly isAside?: boolean;
}

/** Every exercise with its present state: along the path, then what it leaves out. */
export function listedOn(
  { exercises, others }: Pick<LearningPath, 'exercises' | 'others'>,
  progress: Pick<Progress, 'stateOf'>,
): readonly ListedExercise[] {
  const listed = (exercise: Exercise) => ({ exercise, state: progress.stateOf(exercise) });
  return [
    ...exercises.map(listed),
    ...others.map((exercise) => ({ ...listed(exercise), isAside: true })),
  ];
}
