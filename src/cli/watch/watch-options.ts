import type { Catalog, Exercise } from '../../catalog/index.ts';
import type { Progress } from '../../progress/index.ts';
import type { Runner } from '../../runner/index.ts';
import type { LearningPath } from '../../workshop/learning-path.ts';
import { type ListedExercise, listedOn } from '../listed-exercise.ts';
import type { Style } from '../style.ts';
import type { Terminal } from '../terminal.ts';

export interface WatchSessionOptions {
  readonly terminal: Terminal;
  readonly style: Style;
  readonly catalog: Catalog;
  readonly progress: Progress;
  readonly path: LearningPath;
  readonly runner: Runner;
  /** Where to begin. */
  readonly exercise: Exercise;
  /** Look at the files every so often instead of waiting for events. */
  readonly poll: boolean;
}

/** Every exercise with its present state. */
export function listedIn({
  path,
  progress,
}: Pick<WatchSessionOptions, 'path' | 'progress'>): readonly ListedExercise[] {
  return listedOn(path, progress);
}
