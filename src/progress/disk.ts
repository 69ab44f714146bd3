import {
  type BigIntStats,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, WorkbookError } from '../errors.ts';
import { newMark } from './process-mark.ts';

/** How the name of a file begins that is being written and not yet in its place; a mark follows. */
export const stagedPrefix = 'writing-';

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

export interface WriteOptions {
  /**
   * Where the content is written before it takes its place. What a process leaves there when it is killed
   * can be told by its name; beside a learner's file it would be in the way, and could be the learner's own.
   */
  readonly staging: string;
  /** Called when the content is on disk, right before it takes its place; what it throws stops that. */
  readonly ready?: (() => void) | undefined;
  /** False where the content can be had again: it may then be lost when the power fails, and is written faster. */
  readonly durable?: boolean;
}

/**
 * Writes a file so that at every moment either the old or the new content is on disk, whole, with owner
 * and rights of the old one. Makes the folder where it is missing; a symbolic link is written through.
 *
 * @throws WorkbookError when the disk does not let it; the old content is then still there
 */
export function writeWhole(file: string, content: Buffer | string, options: WriteOptions): void {
  const { staging, ready, durable = true } = options;
  const target = throughLinks(file);
  const folder = dirname(target);
  try {
    mkdirSync(folder, { recursive: true });
    const write: Write = { target, content, ready, durable };
    if (!writeBy(staging, write)) writeBy(folder, write);
  } catch (error) {
    throw isOfSystem(error) ? cannotWrite(file, error) : error;
  }
}

interface Write {
  readonly target: string;
  readonly content: Buffer | string;
  readonly ready: (() => void) | undefined;
  readonly durable: boolean;
}

/** @returns false when the folder is on another disk than the target, where nothing can be moved to */
function writeBy(folder: string, { target, content, ready, durable }: Write): boolean {
  const staged = join(folder, `${stagedPrefix}${newMark()}`);
  try {
    stage(staged, { content, durable }, statSync(target, { throwIfNoEntry: false }));
    ready?.();
    retryWhenBusy(() => renameSync(staged, target));
    return true;
  } catch (error) {
    removeIfPossible(staged);
    if (codeOf(error) === 'EXDEV' && folder !== dirname(target)) return false;
    throw error;
  }
}

/** Removes what is nobody's any more, folders with all they hold; what cannot be removed stays. */
export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It is found again, and tried again, by the next process.
  }
}

function stage(
  staged: string,
  { content, durable }: Pick<Write, 'content' | 'durable'>,
  old: Stats | undefined,
): void {
  const descriptor = openSync(staged, 'wx', old?.mode);
  try {
    // Unlike writeSync, this goes on after a part, and fails when the disk is full.
    writeFileSync(descriptor, content);
    if (durable) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (old) keepOwner(staged, old);
}

/** Where the workbook was once run as administrator, the file stays the learner's. */
function keepOwner(staged: string, { uid, gid }: Stats): void {
  const now = statSync(staged);
  if (now.uid === uid && now.gid === gid) return;
  try {
    chownSync(staged, uid, gid);
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(codeOf(error))) throw error;
  }
}

function throughLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** On Windows a virus scanner or an editor may hold a file for a moment after it was written. */
export function retryWhenBusy<Result>(act: () => Result): Result {
  for (const wait of [10, 30, 100, 300]) {
    try {
      return act();
    } catch (error) {
      if (!isBusy(error)) throw error;
      pauseFor(wait);
    }
  }
  return act();
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

export function isBusy(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
}

/** Stops the whole thread: what is done to the learner's files is done in one go. */
export function pauseFor(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function cannotRead(path: string, error: unknown): WorkbookError {
  return new WorkbookError(
    `${path} cannot be read (${codeOf(error)}).`,
    'Look at what stands at this path and in the folders above it: you must be allowed to read it.',
  );
}

export function cannotWrite(file: string, error: unknown): WorkbookError {
  return new WorkbookError(
    `${file} cannot be written (${codeOf(error)}).`,
    'Check that the folder may be written to and that the disk is not full.',
  );
}
