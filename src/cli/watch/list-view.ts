import type { Exercise } from '../../catalog/index.ts';
import type { ExerciseState } from '../../progress/index.ts';
import type { ListedExercise } from '../listed-exercise.ts';

/** The list of exercises: what is shown of it, and where the pointer is. */
export interface ListView {
  readonly kind: 'list';
  /** Id of the exercise under the pointer. */
  readonly selected: string;
  readonly filter: ExerciseState | 'all';
  /** Words that number, id or title must hold. */
  readonly search: string;
  /** Whether keys are letters of the search. */
  readonly searching: boolean;
}

/** What a key does in the list: another list, an exercise to go to, or back. */
export type ListStep =
  | { readonly type: 'list'; readonly view: ListView }
  | { readonly type: 'enter'; readonly exercise: Exercise }
  | { readonly type: 'back' };

const filters = ['all', 'new', 'begun', 'caught-up', 'solved', 'mastered'] as const;
const page = 10;
const first = -Infinity;
const last = Infinity;

const moves: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -page,
  b: -page,
  pagedown: page,
  ' ': page,
  home: first,
  g: first,
  end: last,
  G: last,
};

/** The list with the pointer at an exercise. */
export function listAt({ id }: Exercise): ListView {
  return { kind: 'list', selected: id, filter: 'all', search: '', searching: false };
}

/** The exercises that filter and search leave. */
export function shownIn(
  { filter, search }: ListView,
  listed: readonly ListedExercise[],
): readonly ListedExercise[] {
  const words = search.toLowerCase().split(/\s+/);
  return listed.filter(({ exercise, state }) => {
    if (filter !== 'all' && state !== filter) return false;
    const text = `${exercise.number} ${exercise.id} ${exercise.title}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Answers a key. */
export function listStep(view: ListView, key: string, listed: readonly ListedExercise[]): ListStep {
  const shown = shownIn(view, listed);
  if (key === 'return') {
    const chosen = shown.find(({ exercise }) => exercise.id === view.selected);
    return chosen ? { type: 'enter', exercise: chosen.exercise } : { type: 'list', view };
  }
  const changed = view.searching ? searched(view, key) : browsed(view, key, shown);
  return changed ? { type: 'list', view: withValidPointer(changed, listed) } : { type: 'back' };
}

function searched(view: ListView, key: string): ListView | null {
  if (key === 'escape') return { ...view, search: '', searching: false };
  if (key === 'backspace') return { ...view, search: view.search.slice(0, -1) };
  if (key === 'up' || key === 'down') return { ...view, searching: false };
  return [...key].length === 1 ? { ...view, search: view.search + key } : view;
}

function browsed(view: ListView, key: string, shown: readonly ListedExercise[]): ListView | null {
  const by = moves[key];
  if (by !== undefined) return moved(view, by, shown);
  if (key === '/') return { ...view, searching: true, search: '' };
  if (key === 'f') {
    return {
      ...view,
      filter: filters[(filters.indexOf(view.filter) + 1) % filters.length] ?? 'all',
    };
  }
  if (key === 'escape' && view.search !== '') return { ...view, search: '' };
  return key === 'escape' || key === 'q' || key === 'l' ? null : view;
}

function moved(view: ListView, by: number, shown: readonly ListedExercise[]): ListView {
  const at = shown.findIndex(({ exercise }) => exercise.id === view.selected);
  const to = Math.min(Math.max(at + by, 0), shown.length - 1);
  return { ...view, selected: shown[to]?.exercise.id ?? view.selected };
}

/** Puts the pointer on the first row when its own is no longer shown. */
function withValidPointer(view: ListView, listed: readonly ListedExercise[]): ListView {
  const shown = shownIn(view, listed);
  if (shown.some(({ exercise }) => exercise.id === view.selected)) return view;
  return { ...view, selected: shown[0]?.exercise.id ?? view.selected };
}
