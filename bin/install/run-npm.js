// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeInLog } from './explain-failure.js';

/**
 * How npm ended, by its log as much as by its exit code: on a full disk npm warns about every file that it
 * cannot write, and then ends as if all were well. The code of a failure is null where the log has none.
 * @typedef {{ readonly state: 'done' } | { readonly state: 'interrupted' } | { readonly state: 'failed', readonly code: string | null }} NpmResult
 */

/**
 * Runs npm in a folder. All that it prints goes to standard error, so that the output of the command that
 * follows stays clean; its progress is seen because it is given the terminal itself.
 *
 * @param {object} options
 * @param {string} options.npm
 * @param {readonly string[]} options.args
 * @param {string} options.root
 * @param {boolean} [options.quiet] whether what npm prints is thrown away
 * @param {(pid: number) => void} options.onStart called with npm's process id
 * @returns {Promise<NpmResult>}
 */
export async function runNpm({ npm, args, root, quiet = false, onStart }) {
  const logs = logFolder();
  const child = spawn(process.execPath, [npm, ...args, ...(logs ? [`--logs-dir=${logs}`] : [])], {
    cwd: root,
    stdio: quiet ? 'ignore' : ['ignore', 2, 2],
    windowsHide: true,
  });
  if (child.pid !== undefined) onStart(child.pid);
  let stopped = false;
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    stopped = true;
    // Ctrl-C reaches npm without us. It takes back what it did, and we wait for it.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  try {
    const code = await ended(child);
    if (code !== 0 && stopped) return { state: 'interrupted' };
    const problem = logs ? codeInLogs(logs) : null;
    if (code !== 0 || problem !== null) return { state: 'failed', code: problem };
    if (logs) rmSync(logs, { recursive: true, force: true });
    return { state: 'done' };
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | null>} the exit code; null when a signal ended it
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (/** @type {number | null} */ code) => resolve(code));
  });
}

/** A folder for npm's log, which alone tells the code of an error; null where none can be made. */
function logFolder() {
  try {
    return mkdtempSync(join(tmpdir(), 'workbook-npm-'));
  } catch {
    return null;
  }
}

/** @param {string} folder */
function codeInLogs(folder) {
  for (const file of readdirSync(folder).sort().reverse()) {
    const code = codeInLog(readFileSync(join(folder, file), 'utf8'));
    if (code !== null) return code;
  }
  return null;
}
