import type { Exercise } from '../../catalog/index.ts';
import type { WatchState } from './watch-model.ts';

type Place = Pick<WatchState, 'exercise' | 'listed'>;

/** Whether the exercise that one is at is solved. */
export function isSolved({ listed, exercise }: Place): boolean {
  const state = listed.find((row) => row.exercise.id === exercise.id)?.state;
  return state === 'solved' || state === 'mastered';
}

/** From a solved exercise the next that is not, from the start again after the last; else the one that follows. */
export function exerciseAfter({ exercise, listed }: Place): Exercise | null {
  const at = indexOf({ exercise, listed });
  const later = [...listed.slice(at + 1), ...listed.slice(0, at)];
  const unsolved = later.find(({ state }) => state === 'new' || state === 'begun');
  const target = isSolved({ exercise, listed }) && unsolved ? unsolved : listed[at + 1];
  return target?.exercise ?? null;
}

/** The exercise before; null at the first. */
export function exerciseBefore(place: Place): Exercise | null {
  return place.listed[indexOf(place) - 1]?.exercise ?? null;
}

function indexOf({ exercise, listed }: Place): number {
  return listed.findIndex((row) => row.exercise.id === exercise.id);
}
