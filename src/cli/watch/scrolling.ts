import type { Size } from './watch-model.ts';

/** Lines that stay in sight when a page is turned. */
const overlap = 8;

/**
 * Scrolls what is longer than the screen.
 *
 * @returns the view at its new place, which may lie beyond the end: the screen knows how long the text
 *   is; null when the key does not scroll
 */
export function scrolled<View extends { readonly offset: number }>(
  view: View,
  key: string,
  { rows }: Size,
): View | null {
  const page = Math.max(1, rows - overlap);
  const by = new Map([
    ['up', -1],
    ['k', -1],
    ['down', 1],
    ['j', 1],
    ['pageup', -page],
    ['b', -page],
    ['pagedown', page],
    [' ', page],
    ['home', -view.offset],
    ['end', Number.MAX_SAFE_INTEGER],
  ]).get(key);
  return by === undefined ? null : { ...view, offset: Math.max(0, view.offset + by) };
}
