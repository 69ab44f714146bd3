import { spawnSync } from 'node:child_process';
import { newMark } from '../../src/progress/process-mark.ts';

/** A mark as this process makes them, of another process, place or time. */
export function markWith(
  changes: Readonly<{ pid?: number; home?: string; madeAt?: number }>,
): string {
  const [pid, home, madeAt, rest] = newMark().split('-');
  return [changes.pid ?? pid, changes.home ?? home, changes.madeAt ?? madeAt, rest].join('-');
}

/** The number of a process that has ended. */
export function pidOfNobody(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
