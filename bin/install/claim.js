// @ts-check
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMilliseconds = 200;
const settleMilliseconds = 50;
/** A claim from another machine (a shared folder) is given up on after this time. */
const longestMilliseconds = 15 * 60_000;

/**
 * The right to install.
 * @typedef {object} Claim
 * @property {(pid: number) => void} passTo names a process that holds the claim too: one that is started for
 *   the work may outlive its starter
 * @property {() => void} release
 */

/**
 * Claims the right to install, so that two starts at once do not delete each other's files. Waits while
 * another process that is alive holds it; a claim whose processes died is taken over.
 *
 * @param {string} file where the claim is written
 * @param {() => void} onWait called once, when another process is found installing
 * @returns {Promise<Claim>}
 * @throws the system's error when the file cannot be written
 */
export async function claimInstallation(file, onWait) {
  const own = `${process.pid}@${hostname()}`;
  let replaced = false;
  let told = false;
  for (;;) {
    if (create(file, own)) {
      // Two processes that found the same dead claim may both have replaced it: the later one holds it.
      if (replaced) await sleep(settleMilliseconds);
      if (read(file) === own) {
        return {
          passTo: (pid) => writeFileSync(file, `${process.pid},${pid}@${hostname()}`),
          release: () => release(file),
        };
      }
    } else if (isHeld(file)) {
      if (!told) onWait();
      told = true;
      await sleep(lookEveryMilliseconds);
    } else {
      rmSync(file, { force: true });
      replaced = true;
    }
  }
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {boolean} false when there is a claim already
 */
function create(file, text) {
  makeFolder(dirname(file));
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // The holder gave its claim back, and took the folder away, after we made the folder.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Not `recursive`: on a read-only disk that reports ENOENT in place of EROFS.
 *
 * @param {string} folder
 */
function makeFolder(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} file */
function isHeld(file) {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined || Date.now() - written > longestMilliseconds) return false;
  const [pids = '', host] = read(file)?.split('@') ?? [];
  // Empty for a moment, between the creation of the file and the writing of its text.
  if (host !== hostname()) return true;
  return pids.split(',').some((pid) => isAlive(Number(pid)));
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

/** @param {string} file */
function release(file) {
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch {
    // Other things are kept there too.
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : null;
}
