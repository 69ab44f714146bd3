import {
  type BigIntStats,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { codeOf, WorkbookError } from '../errors.ts';

/** A process that holds the lock longer than this has died: what it does takes milliseconds. */
const lockIsStaleAfter = 5_000;
const lockPatience = 20_000;
const pause = 5;

/** What stands at a path; null when nothing does. @throws WorkbookError when that cannot be found out */
export function statIfThere(path: string): BigIntStats | null {
  try {
    return statSync(path, { throwIfNoEntry: false, bigint: true }) ?? null;
  } catch (error) {
    throw cannotRead(path, error);
  }
}

/** Reads a file; null when there is none. @throws WorkbookError when it is there and cannot be read */
export function readIfThere(file: string): Buffer | null {
  try {
    return retryWhenBusy(() => readFileSync(file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw cannotRead(file, error);
  }
}

/**
 * Writes a file so that at every moment either the old or the new content is on disk, whole. Makes the
 * folder where it is missing.
 *
 * @throws WorkbookError when the disk does not let it; the old content is then still there
 */
export function writeWhole(file: string, content: Buffer | string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    retryWhenBusy(() => writeFileAtomic.sync(file, content));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/**
 * Does something that no other process does in this folder at the same time. Not to be nested.
 *
 * @throws WorkbookError when the folder cannot be written, or others hold the lock for 20 seconds
 */
export function whileLocked<Result>(folder: string, act: () => Result): Result {
  const lock = join(folder, 'lock');
  takeLock(lock);
  try {
    return act();
  } finally {
    unlinkIfThere(lock);
  }
}

function takeLock(lock: string): void {
  const deadline = Date.now() + lockPatience;
  while (!tryLock(lock)) {
    if (ageOf(lock) > lockIsStaleAfter) unlinkIfThere(lock);
    else if (Date.now() > deadline) {
      throw new WorkbookError(
        `Another workbook process has been writing for 20 seconds (${lock}).`,
        'Close the other one. If there is none, delete that file.',
      );
    } else sleep(pause);
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || isBusy(error)) return false;
    throw cannotWrite(lock, error);
  }
}

function ageOf(file: string): number {
  const stat = statIfThere(file);
  return stat ? Date.now() - Number(stat.mtimeMs) : 0;
}

function unlinkIfThere(file: string): void {
  try {
    retryWhenBusy(() => unlinkSync(file));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw cannotWrite(file, error);
  }
}

/** On Windows a virus scanner or an editor may hold a file for a moment after it was written. */
function retryWhenBusy<Result>(act: () => Result): Result {
  for (const wait of [10, 30, 100, 300]) {
    try {
      return act();
    } catch (error) {
      if (!isBusy(error)) throw error;
      sleep(wait);
    }
  }
  return act();
}

function isBusy(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function cannotRead(path: string, error: unknown): WorkbookError {
  return new WorkbookError(
    `${path} cannot be read (${codeOf(error)}).`,
    'Look at what stands at this path and in the folders above it: you must be allowed to read it.',
  );
}

function cannotWrite(file: string, error: unknown): WorkbookError {
  return new WorkbookError(
    `${file} cannot be written (${codeOf(error)}).`,
    'Check that the folder may be written to and that the disk is not full.',
  );
}
