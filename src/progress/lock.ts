import { mkdirSync, readdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, WorkbookError } from '../errors.ts';
import {
  cannotWrite,
  isBusy,
  pauseFor,
  removeIfPossible,
  retryWhenBusy,
  writeWhole,
} from './disk.ts';
import { lifeOf, newMark, readMark } from './process-mark.ts';

/** How the name of a lock begins that is made and not yet taken; a mark follows. */
export const stagedLockPrefix = 'lock-';

const patience = 20_000;
/** What is done under the lock takes milliseconds. */
const strangerIsGoneAfter = 10_000;
const longestPause = 5;

/** Writes a file whole; see {@link writeWhole}. */
export type WriteFile = (file: string, content: Buffer | string, ready?: () => void) => void;

/**
 * Does something that no other process does in this folder at the same time. Not to be nested. The lock of
 * a process that was killed is taken over at once.
 *
 * @param act gets what writes files by way of this folder
 * @throws WorkbookError when the folder cannot be written, or another process holds the lock for 20 seconds
 */
export function whileLocked<Result>(folder: string, act: (write: WriteFile) => Result): Result {
  const lock = join(folder, 'lock');
  const mark = takeLock(folder, lock);
  try {
    return act((file, content, ready) => writeWhole(file, content, { staging: folder, ready }));
  } finally {
    removeLock(lock, mark);
  }
}

/**
 * The lock is a folder with one empty file in it, named by the mark of its holder. It is made aside and
 * moved into place, so it never stands there without a name; and who removes it names the mark, so a lock
 * that somebody else has taken in the meantime cannot be removed by mistake.
 *
 * @returns the mark
 */
function takeLock(folder: string, lock: string): string {
  const mark = newMark();
  const staged = join(folder, `${stagedLockPrefix}${mark}`);
  try {
    mkdirSync(staged, { recursive: true });
    writeFileSync(join(staged, mark), '');
    waitUntil(() => isMovedTo(lock, staged), lock);
    return mark;
  } catch (error) {
    removeIfPossible(staged);
    throw error instanceof WorkbookError ? error : cannotWrite(lock, error);
  }
}

function waitUntil(isTaken: () => boolean, lock: string): void {
  const start = performance.now();
  let seen: { readonly holder: string | null; readonly since: number } | null = null;
  while (!isTaken()) {
    const now = performance.now();
    const holder = holderOf(lock);
    if (seen === null || seen.holder !== holder) seen = { holder, since: now };
    if (holder === null) removeIfEmpty(lock);
    else if (isAbandoned(holder, now - seen.since)) removeLock(lock, holder);
    else if (now - start > patience) throw stillHeld(lock, holder);
    if (holder === null && now - start > patience) throw cannotWrite(lock, 'EBUSY');
    // Not in step with the others who wait.
    pauseFor(1 + Math.random() * (longestPause - 1));
  }
}

/** A folder with something in it is not replaced by another: that is what makes this a lock. */
function isMovedTo(lock: string, staged: string): boolean {
  try {
    renameSync(staged, lock);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Earlier versions had a file here.
    if (code === 'ENOTDIR') removeIfPossible(lock);
    else if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && !isBusy(error)) throw error;
    return false;
  }
}

function holderOf(lock: string): string | null {
  try {
    return readdirSync(lock).at(0) ?? null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error)) || isBusy(error)) return null;
    throw error;
  }
}

function isAbandoned(holder: string, heldFor: number): boolean {
  const mark = readMark(holder);
  const life = mark ? lifeOf(mark) : 'gone';
  return life === 'gone' || (life === 'elsewhere' && heldFor > strangerIsGoneAfter);
}

function removeLock(lock: string, mark: string): void {
  try {
    retryWhenBusy(() => unlinkSync(join(lock, mark)));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw cannotWrite(lock, error);
  }
  removeIfEmpty(lock);
}

/** An empty one is no lock: on most systems the next is moved over it. */
function removeIfEmpty(lock: string): void {
  try {
    rmdirSync(lock);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error)) && !isBusy(error)) {
      throw cannotWrite(lock, error);
    }
  }
}

function stillHeld(lock: string, holder: string): WorkbookError {
  const pid = readMark(holder)?.pid;
  return new WorkbookError(
    `Another workbook process (${pid}) has been writing for 20 seconds.`,
    `End process ${pid}. If it is none of the workbook's, delete the folder ${lock}.`,
  );
}
