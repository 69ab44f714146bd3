import { existsSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/exercise.ts';
import { codeOf, WorkbookError } from '../errors.ts';
import { whileLocked } from './lock.ts';
import type { ExerciseRecord } from './progress.ts';
import { laterName } from './snapshots.ts';
import type { State } from './state-file.ts';
import type { Store } from './store.ts';

interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * Carries what a learner did under an earlier id of an exercise over to its present one: record, copies, and
 * that it was the one under work. Where both ids have something, it is put together.
 *
 * @param folder where records and copies are
 * @throws WorkbookError when the disk does not let it; calling it again goes on from there
 */
export function adoptFormerIds({ exercises }: Catalog, store: Store, folder: string): void {
  const renamings = exercises.flatMap(({ id, formerly = [] }) =>
    formerly.map((from): Renaming => ({ from, to: id })),
  );
  const isMeant = ({ from }: Renaming) =>
    from in store.read().exercises || store.read().current === from;
  if (renamings.some(isMeant)) store.update((state) => renamings.reduce(renamed, state));
  const snapshots = join(folder, 'snapshots');
  const moves = renamings.filter(({ from }) => existsSync(join(snapshots, from)));
  if (moves.length === 0) return;
  whileLocked(folder, () => {
    for (const { from, to } of moves) moveCopies(join(snapshots, from), join(snapshots, to));
  });
}

function renamed(state: State, { from, to }: Renaming): State {
  const { [from]: former, ...rest } = state.exercises;
  const present = rest[to];
  const record = former && present ? together(former, present) : (former ?? present);
  return {
    ...state,
    current: state.current === from ? to : state.current,
    exercises: record ? { ...rest, [to]: record } : rest,
  };
}

/** One record of two that are of the same exercise. */
function together(a: ExerciseRecord, b: ExerciseRecord): ExerciseRecord {
  const misconceptions = { ...a.misconceptions };
  for (const [name, times] of Object.entries(b.misconceptions)) {
    misconceptions[name] = (misconceptions[name] ?? 0) + times;
  }
  return {
    firstStartedAt: earlier(a.firstStartedAt, b.firstStartedAt),
    solvedAt: earlier(a.solvedAt, b.solvedAt),
    masteredAt: earlier(a.masteredAt, b.masteredAt),
    seconds: a.seconds + b.seconds,
    runs: a.runs + b.runs,
    hintsShown: Math.max(a.hintsShown, b.hintsShown),
    misconceptions,
    caughtUp: a.caughtUp || b.caughtUp,
    caughtUpTo: b.caughtUpTo ?? a.caughtUpTo,
    secondsToSolve: a.secondsToSolve ?? b.secondsToSolve,
  };
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function moveCopies(from: string, to: string): void {
  try {
    if (!existsSync(to)) {
      renameSync(from, to);
      return;
    }
    for (const name of readdirSync(from)) {
      let free = name;
      while (existsSync(join(to, free))) free = laterName(free);
      renameSync(join(from, name), join(to, free));
    }
    rmdirSync(from);
  } catch (error) {
    throw new WorkbookError(
      `The copies in ${from} cannot be moved to ${to} (${codeOf(error)}).`,
      'Check that both folders may be written to, and run the command again.',
    );
  }
}
