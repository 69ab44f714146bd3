import type { Exercise } from '../../catalog/index.ts';
import type { WatchState } from './watch-model.ts';

type Place = Pick<WatchState, 'exercise' | 'listed'>;

/** Whether the exercise that one is at is solved, or its reference in place. */
export function isDone({ listed, exercise }: Place): boolean {
  const state = listed.find((row) => row.exercise.id === exercise.id)?.state;
  return state === 'solved' || state === 'mastered' || state === 'caught-up';
}

/**
 * From an exercise that is done the next that is not, from the start again after the last, and those off the track at
 * the end; else the one that follows. From the last of the track null: who wants to leave it says so.
 */
export function exerciseAfter({ exercise, listed }: Place): Exercise | null {
  const at = indexOf({ exercise, listed });
  const later = [...listed.slice(at + 1), ...listed.slice(0, at)];
  const unsolved = later.filter(({ state }) => state === 'new' || state === 'begun');
  const due = unsolved.find(({ isAside }) => !isAside) ?? unsolved.at(0);
  if (isDone({ exercise, listed }) && due) return due.exercise;
  const following = listed[at + 1];
  const leavesTrack = following?.isAside === true && listed[at]?.isAside !== true;
  return leavesTrack ? null : (following?.exercise ?? null);
}

/** Whether the list goes on with exercises that the track leaves out. */
export function hasOthers({ listed }: Pick<Place, 'listed'>): boolean {
  return listed.at(-1)?.isAside === true;
}

/** The exercise before; null at the first. */
export function exerciseBefore(place: Place): Exercise | null {
  return place.listed[indexOf(place) - 1]?.exercise ?? null;
}

function indexOf({ exercise, listed }: Place): number {
  return listed.findIndex((row) => row.exercise.id === exercise.id);
}
