import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeIfPossible, stagedPrefix } from './disk.ts';
import { stagedLockPrefix } from './lock.ts';
import { lifeOf, markPattern, readMark } from './process-mark.ts';

const leftover = new RegExp(`^(?:${stagedPrefix}|${stagedLockPrefix})(${markPattern})$`);
const day = 24 * 3_600_000;

/** Removes what processes were writing in `folder` when they were killed, and had not put in its place. */
export function removeLeftovers(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, mark] = leftover.exec(name) ?? [];
    if (mark !== undefined && isLeft(mark)) removeIfPossible(join(folder, name));
  }
}

function isLeft(text: string): boolean {
  const mark = readMark(text);
  if (mark === null) return false;
  const life = lifeOf(mark);
  return life === 'gone' || (life === 'elsewhere' && Date.now() - mark.madeAt > day);
}

/** None also where the folder cannot be read: that is told by who needs it. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
