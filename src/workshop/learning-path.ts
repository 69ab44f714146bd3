import type { Catalog, Exercise } from '../catalog/index.ts';
import { WorkbookError } from '../errors.ts';
import type { Progress } from '../progress/index.ts';
import { exercisesOf, type Track } from './track.ts';
import { trackOf } from './tracks.ts';

/** The order in which a learner goes through the exercises. */
export interface LearningPath {
  /** The chosen track; null for the order of the chapters. */
  readonly track: Track | null;
  /** In order, with the track's minutes. */
  readonly exercises: readonly Exercise[];
  /** What the track leaves out, in the order of the chapters. */
  readonly others: readonly Exercise[];
  /** What to tell the learner when the chosen track cannot be followed, else null. */
  readonly notice: string | null;
}

/**
 * Finds the order that the learner has chosen. A track that cannot be followed stands in nobody's way: the
 * order is then that of the chapters. One that is gone is forgotten, so that it is told once.
 */
export function learningPath(
  catalog: Catalog,
  progress: Pick<Progress, 'track' | 'setTrack'>,
): LearningPath {
  const chosen = progress.track();
  if (chosen === null) return byChapter(catalog, null);
  try {
    const track = trackOf(catalog, chosen);
    if (track) return alongTrack(catalog, track);
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return byChapter(
      catalog,
      `Your track "${chosen}" cannot be followed; the exercises come by chapter.\n${error.message}`,
    );
  }
  progress.setTrack(null);
  return byChapter(
    catalog,
    `Your track "${chosen}" is no longer there; the exercises come by chapter. npx workbook tracks lists the tracks.`,
  );
}

/** The order of a track, and what it leaves out. */
export function alongTrack(catalog: Catalog, track: Track): LearningPath {
  const exercises = exercisesOf(track);
  const isOn = new Set(exercises.map(({ id }) => id));
  return {
    track,
    exercises,
    others: catalog.exercises.filter(({ id }) => !isOn.has(id)),
    notice: null,
  };
}

/** Where to go on: the next unsolved exercise of the track, and when there is none, one that it leaves out. */
export function nextOnPath(
  { exercises, others }: Pick<LearningPath, 'exercises' | 'others'>,
  progress: Pick<Progress, 'nextExercise'>,
  after?: Exercise,
): Exercise | null {
  return progress.nextExercise(after, exercises) ?? progress.nextExercise(after, others);
}

/** What has been done, with the path's answer to what comes next. */
export function progressAlong(
  path: Pick<LearningPath, 'exercises' | 'others'>,
  progress: Pick<Progress, 'stateOf' | 'nextExercise'>,
): Pick<Progress, 'stateOf' | 'nextExercise'> {
  return {
    stateOf: (exercise) => progress.stateOf(exercise),
    nextExercise: (after) => nextOnPath(path, progress, after),
  };
}

/** An exercise as the path has it: with the track's minutes. */
export function onPath(
  { exercises }: Pick<LearningPath, 'exercises'>,
  exercise: Exercise,
): Exercise {
  return exercises.find(({ id }) => id === exercise.id) ?? exercise;
}

function byChapter({ exercises }: Catalog, notice: string | null): LearningPath {
  return { track: null, exercises, others: [], notice };
}
