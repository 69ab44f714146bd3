import type { Catalog, Exercise } from '../../catalog/index.ts';
import type { Progress } from '../../progress/index.ts';
import type { Runner } from '../../runner/index.ts';
import type { ListedExercise } from '../render-list.ts';
import type { Style } from '../style.ts';
import type { Terminal } from '../terminal.ts';

export interface WatchSessionOptions {
  readonly terminal: Terminal;
  readonly style: Style;
  readonly catalog: Catalog;
  readonly progress: Progress;
  readonly runner: Runner;
  /** Where to begin. */
  readonly exercise: Exercise;
  /** Look at the files every so often instead of waiting for events. */
  readonly poll: boolean;
}

/** Every exercise with its present state. */
export function listedIn({
  catalog,
  progress,
}: Pick<WatchSessionOptions, 'catalog' | 'progress'>): readonly ListedExercise[] {
  return catalog.exercises.map((exercise) => ({ exercise, state: progress.stateOf(exercise) }));
}
