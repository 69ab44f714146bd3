import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '../../catalog/index.ts';
import { watchFolder } from '../../runner/index.ts';

/** Notices what is saved in an exercise's folder. */
export interface FileChanges {
  /** A text that differs when the content of the folder's code differs. */
  fingerprint(): string;
  /** Takes what is there now as known: the workbook itself has written it. */
  accept(): void;
  close(): Promise<void>;
}

export interface FileChangesOptions {
  /** Called when the content is another than at the last call. */
  readonly onChange: () => void;
  /** Do not wait for events of the file system. */
  readonly poll: boolean;
}

/** Editors write in several steps (truncate, write; or move away, rename): wait until they are through. */
const quietFor = 10;
const absentFor = 200;
/** A look from time to time finds what events do not tell, on whatever file system. */
const lookEvery = 1_000;

/** Watches an exercise's folder. Only other content counts: a save of the same text changes nothing. */
export function watchChanges(
  exercise: Exercise,
  { onChange, poll }: FileChangesOptions,
): FileChanges {
  const { folder, learner } = exercise.files;
  let known = fingerprintOf(folder);
  let pending: NodeJS.Timeout | null = null;

  const look = () => {
    pending = null;
    const found = fingerprintOf(folder);
    if (found === known) return;
    known = found;
    onChange();
  };
  const notice = (file: string) => {
    if (!file.endsWith('.ts')) return;
    if (pending) clearTimeout(pending);
    pending = setTimeout(look, isThere(learner) ? quietFor : absentFor);
  };
  const watch = watchFolder(folder, notice, { poll });
  const timer = setInterval(() => {
    if (pending === null && fingerprintOf(folder) !== known) notice(learner);
  }, lookEvery);

  return {
    fingerprint: () => fingerprintOf(folder),
    accept() {
      known = fingerprintOf(folder);
    },
    async close() {
      clearInterval(timer);
      if (pending) clearTimeout(pending);
      await watch.close();
    },
  };
}

/** Whether events of the file system cannot be relied on: WSL does not pass on those of Windows' drives. */
export function needsPolling(root: string): boolean {
  return (
    process.platform === 'linux' && /microsoft/i.test(release()) && /^\/mnt\/[a-z]\//.test(root)
  );
}

function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of codeIn(folder)) {
    hash.update(`${name}\0`);
    hash.update(readIfThere(join(folder, name)));
  }
  return hash.digest('hex');
}

function codeIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .sort();
  } catch {
    return [];
  }
}

function readIfThere(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch {
    return 'not readable';
  }
}

function isThere(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
