import { exerciseLine, stateName, titleWidthOf } from '../render-list.ts';
import type { Style } from '../style.ts';
import { type ListView, shownIn } from './list-view.ts';
import type { WatchState } from './watch-model.ts';

export interface ListBody {
  readonly lines: readonly string[];
  /** The line that the pointer is on; 0 when nothing is shown. */
  readonly pointer: number;
}

/** The list with its pointer, and what it is filtered by. */
export function listBody(
  view: ListView,
  { listed, exercise, size }: Pick<WatchState, 'listed' | 'exercise' | 'size'>,
  style: Style,
): ListBody {
  const { colors, symbols } = style;
  const shown = shownIn(view, listed);
  const titleWidth = titleWidthOf(listed, size.columns - 12);
  const rows = shown.map((row) => {
    const isSelected = row.exercise.id === view.selected;
    const line = exerciseLine(row, { style, titleWidth });
    const here = row.exercise.id === exercise.id ? '  (here)' : '';
    return isSelected
      ? colors.inverse(`${symbols.pointer} ${line}`) + here
      : `  ${line}${colors.dim(here)}`;
  });
  const head = [` ${filterLine(view, shown.length, listed.length)}`, ''];
  const selected = Math.max(
    0,
    shown.findIndex((row) => row.exercise.id === view.selected),
  );
  const aside = shown.findIndex(({ isAside }) => isAside);
  if (aside < 0) {
    return {
      lines: [...head, ...(rows.length > 0 ? rows : [' Nothing matches.'])],
      pointer: head.length + selected,
    };
  }
  const between = [...(aside > 0 ? [''] : []), colors.dim('   Off your track')];
  return {
    lines: [...head, ...rows.slice(0, aside), ...between, ...rows.slice(aside)],
    pointer: head.length + selected + (selected < aside ? 0 : between.length),
  };
}

function filterLine({ filter, search, searching }: ListView, shown: number, all: number): string {
  const state = filter === 'all' ? 'all states' : `only ${stateName(filter)}`;
  const words = searching
    ? `search: ${search}_`
    : search === ''
      ? 'no search'
      : `search: ${search}`;
  return `${shown} of ${all} exercises, ${state}, ${words}`;
}
