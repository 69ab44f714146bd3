// @ts-check
import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Moves a folder out of the way while something else takes its place. `npm ci` begins by deleting
 * node_modules; without this, an installation that fails for want of a network would leave a workbook that
 * ran before and runs no more.
 *
 * @param {string} folder
 * @param {string} aside on the same disk
 * @returns {{ restore(): void, discard(): void }} restore takes away what came in its place
 */
export function setAside(folder, aside) {
  rmSync(aside, { recursive: true, force: true });
  const isAway = moveAway(folder, aside);
  return {
    restore: () => {
      if (isAway) rmSync(folder, { recursive: true, force: true });
      restore(folder, aside);
    },
    discard: () => rmSync(aside, { recursive: true, force: true }),
  };
}

/**
 * Puts a folder that was set aside back in its place.
 *
 * @param {string} folder
 * @param {string} aside
 */
export function restore(folder, aside) {
  if (!existsSync(aside)) return;
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

/**
 * @param {string} folder
 * @param {string} aside
 * @returns {boolean} false where the folder stays: on Windows while a file in it is open
 */
function moveAway(folder, aside) {
  if (!existsSync(folder)) return true;
  try {
    renameSync(folder, aside);
    return true;
  } catch {
    return false;
  }
}
