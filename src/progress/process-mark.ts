import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { codeOf } from '../errors.ts';

/** Which process made something in a folder that several share. */
export interface ProcessMark {
  readonly pid: number;
  /** Where that number means a process: the machine, and the container on it. */
  readonly home: string;
  /** In milliseconds since 1970. */
  readonly madeAt: number;
}

/** A mark as part of a regular expression: it can stand in the name of a file. */
export const markPattern = String.raw`\d+-[0-9a-f]{8}-\d+-[0-9a-f]{8}`;

const parts = /^(\d+)-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}$/;
const home = homeOfThisProcess();

/** A text that names this process and this moment, and that is never given twice. */
export function newMark(): string {
  return `${process.pid}-${home}-${Date.now()}-${randomBytes(4).toString('hex')}`;
}

/** What a mark says; null when the text is none. */
export function readMark(text: string): ProcessMark | null {
  const [, pid, markHome, madeAt] = parts.exec(text) ?? [];
  if (pid === undefined || markHome === undefined || madeAt === undefined) return null;
  return { pid: Number(pid), home: markHome, madeAt: Number(madeAt) };
}

/** Clocks are read a little apart. */
const slack = 5_000;

/**
 * Whether the process that made a mark still runs. `elsewhere` when that cannot be known from here: it ran
 * on another machine, or in another container. A process that has taken the number of one that ended is
 * recognised after a restart of the machine, else not.
 */
export function lifeOf({
  pid,
  home: markHome,
  madeAt,
}: ProcessMark): 'alive' | 'gone' | 'elsewhere' {
  if (markHome !== home) return 'elsewhere';
  if (madeAt < Date.now() - uptime() * 1_000 - slack) return 'gone';
  // In a container that is started anew the same number comes back every time.
  if (pid === process.pid) return madeAt < Date.now() - process.uptime() * 1_000 ? 'gone' : 'alive';
  return isRunning(pid) ? 'alive' : 'gone';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
  return process.platform !== 'linux' || !isZombie(pid);
}

/** A process that has ended but that nobody has asked about: in many containers it stays for ever. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function homeOfThisProcess(): string {
  const facts = [hostname(), process.platform, processNamespace()];
  return createHash('sha256').update(facts.join('\0')).digest('hex').slice(0, 8);
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
