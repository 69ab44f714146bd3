import { mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeIfPossible } from './disk.ts';
import { lifeOf, newMark, readMark } from './process-mark.ts';

/** Another watch of the same workbook. */
export interface OtherWatch {
  readonly pid: number;
  readonly since: Date;
  /** Whether it runs where `pid` can be ended from: on this machine, in this container. */
  readonly isHere: boolean;
}

/** The sign that a watch runs. */
export interface Watching {
  /** The others that ran when this one began, the longest-running first. */
  readonly others: readonly OtherWatch[];
  /** To be called every so often, several times in {@link signHoldsFor}. */
  renew(): void;
  end(): void;
}

/** A sign that is older was left by a process that was killed, even if another has its number by now. */
export const signHoldsFor = 60_000;

/**
 * Puts up a sign that a watch runs in the workbook at `root`, and looks for those of others: files in
 * `.workbook/watching/`, named by the mark of their process. Signs that were left behind are removed. It is
 * a courtesy: where nothing can be written, nothing is said.
 */
export function startWatching(root: string): Watching {
  const folder = join(root, '.workbook', 'watching');
  const own = newMark();
  const sign = join(folder, own);
  // First the own one, then a look: of two that start together at least one sees the other.
  put(folder, sign);
  const others = marksIn(folder).flatMap((name) => {
    const mark = readMark(name);
    if (name === own || mark === null) return [];
    const life = lifeOf(mark);
    if (life === 'gone' || !isFresh(join(folder, name))) {
      removeIfPossible(join(folder, name));
      return [];
    }
    return [{ pid: mark.pid, since: new Date(mark.madeAt), isHere: life === 'alive' }];
  });
  return {
    others: others.sort((a, b) => a.since.getTime() - b.since.getTime()),
    renew: () => put(folder, sign),
    end() {
      removeIfPossible(sign);
      removeIfEmpty(folder);
    },
  };
}

function put(folder: string, sign: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(sign, '');
    const now = new Date();
    utimesSync(sign, now, now);
  } catch {
    // Who cannot write here is told by what must be written.
  }
}

function isFresh(sign: string): boolean {
  const stat = statSync(sign, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < signHoldsFor;
}

function marksIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Others watch too.
  }
}
