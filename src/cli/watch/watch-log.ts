import { exerciseLine, progressBar, titleWidthOf } from '../render-list.ts';
import { keyLines } from './key-lines.ts';
import type { TextView, View, WatchState } from './watch-model.ts';
import { bodyOf, headLines, type ScreenOptions } from './watch-screen.ts';

/**
 * What to print below the rest after the state has changed, where the screen is not drawn over: the new
 * part, once. A move in the list prints the row under the pointer, not the list.
 *
 * @param before null at the start
 */
export function logOf(
  before: WatchState | null,
  after: WatchState,
  options: ScreenOptions,
): string[] {
  const isOtherView = before === null || !isSameView(before.view, after.view);
  if (after.view.kind === 'exercise') {
    const isNews =
      isOtherView ||
      before.run !== after.run ||
      before.trace !== after.trace ||
      before.exercise.id !== after.exercise.id ||
      (before.notice !== after.notice && after.notice !== null);
    if (!isNews || (after.run === null && after.notice === null)) return [];
    return whole(after, options);
  }
  if (isOtherView) return whole(after, options);
  if (after.view.kind === 'text' && before.view.kind === 'text') {
    return completeLines(after.view)
      .slice(completeLines(before.view).length)
      .map((line) => ` ${line}`);
  }
  if (after.view.kind === 'list' && before.view.kind === 'list') {
    const { view } = after;
    const isFiltered = view.filter !== before.view.filter || view.search !== before.view.search;
    if (isFiltered) return whole(after, options);
    return view.selected === before.view.selected ? [] : selectedRow(view.selected, after, options);
  }
  return [];
}

function whole(state: WatchState, options: ScreenOptions): string[] {
  const { style } = options;
  return [
    style.symbols.line.repeat(Math.min(40, state.size.columns)),
    ...headLines(state, options),
    ...bodyOf(state, { ...options, room: Number.MAX_SAFE_INTEGER }).lines,
    '',
    ` ${progressBar(state.listed, style)}`,
    ...keyLines(state, style),
  ];
}

function selectedRow(id: string, { listed, size }: WatchState, { style }: ScreenOptions): string[] {
  const row = listed.find(({ exercise }) => exercise.id === id);
  const titleWidth = titleWidthOf(listed, size.columns - 12);
  return row ? [` ${style.symbols.pointer} ${exerciseLine(row, { style, titleWidth })}`] : [];
}

function isSameView(before: View, after: View): boolean {
  if (before.kind !== 'text' || after.kind !== 'text') return before.kind === after.kind;
  // A demo only grows; every other text is either the same or another.
  return (
    before.subject === after.subject &&
    (after.subject === 'demo'
      ? after.lines.length >= before.lines.length
      : before.lines === after.lines)
  );
}

/** The lines that will not change any more: a growing text may be in the middle of its last. */
function completeLines({ lines, growing }: TextView): readonly string[] {
  return growing ? lines.slice(0, -1) : lines;
}
