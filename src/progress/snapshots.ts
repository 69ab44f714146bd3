import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../catalog/exercise.ts';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';
import { readIfThere } from './disk.ts';
import type { WriteFile } from './lock.ts';
import type { Snapshot } from './progress.ts';

const fileName = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)-(.+)\.ts$/;

/** The reason of the copies that every run makes. */
export const ofRun = 'run';

/** The copies of one exercise's file in `folder`, oldest first. */
export function snapshotsIn(folder: string, exercise: Exercise): readonly Snapshot[] {
  return namesIn(join(folder, exercise.id)).flatMap((name) => {
    const [, hour, minute, second, reason] = fileName.exec(name) ?? [];
    if (reason === undefined) return [];
    const takenAt = `${hour}:${minute}:${second}`;
    return [{ exercise: exercise.id, file: join(folder, exercise.id, name), takenAt, reason }];
  });
}

/** The name of a copy that counts as taken a millisecond later; of another file, one that no file is likely to have. */
export function laterName(name: string): string {
  const [, hour, minute, second, reason] = fileName.exec(name) ?? [];
  if (reason === undefined) return `${name}~`;
  const later = new Date(Date.parse(`${hour}:${minute}:${second}`) + 1).toISOString();
  return `${later.replaceAll(':', '-')}-${reason}.ts`;
}

interface Copy {
  readonly content: Buffer;
  readonly reason: string;
  readonly write: WriteFile;
}

/**
 * Keeps a copy of `content`, unless the newest copy has the same bytes: that one is given then, and
 * where it came from a run it takes the new reason, since it now stands for what was about to be replaced.
 */
export function keepSnapshot(
  folder: string,
  exercise: Exercise,
  { content, reason, write }: Copy,
): Snapshot {
  const newest = snapshotsIn(folder, exercise).at(-1);
  if (newest && sameBytes(newest, content)) {
    if (newest.reason !== ofRun || reason === ofRun) return newest;
    const promoted = named(folder, exercise, { takenAt: newest.takenAt, reason });
    renameSync(newest.file, promoted.file);
    return promoted;
  }
  // Later than the newest even when the clock was set back, so that names keep their order.
  const after = newest ? Date.parse(newest.takenAt) + 1 : 0;
  const takenAt = new Date(Math.max(Date.now(), after)).toISOString();
  const snapshot = named(folder, exercise, { takenAt, reason });
  write(snapshot.file, content);
  return snapshot;
}

/**
 * The copy that undo brings back: the latest that differs from `present`. Copies made by runs come last,
 * except when the file is gone (`present` is null): then the newest of all is what was there.
 */
export function undoTarget(
  snapshots: readonly Snapshot[],
  present: Buffer | null,
): Snapshot | undefined {
  const latestFirst = snapshots.toReversed();
  if (present === null) return latestFirst[0];
  const byWorkbook = latestFirst.filter(({ reason }) => reason !== ofRun);
  const byRun = latestFirst.filter(({ reason }) => reason === ofRun);
  return [...byWorkbook, ...byRun].find((snapshot) => !sameBytes(snapshot, present));
}

/** @throws WorkbookError when the copy is gone */
export function readSnapshot(snapshot: Snapshot): Buffer {
  const content = readIfThere(snapshot.file);
  if (content) return content;
  throw new WorkbookError(
    `The copy ${snapshot.file} is gone.`,
    'Choose another copy of this exercise.',
    exitCode.wrongCall,
  );
}

function named(
  folder: string,
  exercise: Exercise,
  { takenAt, reason }: { readonly takenAt: string; readonly reason: string },
): Snapshot {
  const name = `${takenAt.replaceAll(':', '-')}-${reason}.ts`;
  return { exercise: exercise.id, file: join(folder, exercise.id, name), takenAt, reason };
}

function sameBytes(snapshot: Snapshot, content: Buffer): boolean {
  return readIfThere(snapshot.file)?.equals(content) ?? false;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new WorkbookError(
      `The folder of copies ${folder} cannot be read (${codeOf(error)}).`,
      'Check what stands at this path: it should be a folder that you may read.',
    );
  }
}
