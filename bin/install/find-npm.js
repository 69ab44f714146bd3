// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/**
 * @typedef {object} Machine
 * @property {string} execPath the running Node
 * @property {string} platform
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(path: string) => boolean} [exists]
 * @property {(path: string) => string} [realPath]
 */

/**
 * Finds npm's own script, to be run with Node. Not the command `npm`: on Windows it is a batch file, which
 * Node starts only through a shell, where paths with blanks break.
 *
 * Looks at the npm that started this process, beside Node, then along PATH. Another package manager that
 * started this process (yarn, pnpm) is passed over: its lockfile is not ours.
 *
 * @param {Machine} machine
 * @returns {string | null} the path of npm-cli.js
 */
export function findNpm({ execPath, platform, env, exists = existsSync, realPath = realpathSync }) {
  const { dirname, join, basename } = platform === 'win32' ? win32 : posix;
  const script = join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const candidates = [];

  const starter = env.npm_execpath ?? '';
  if (basename(starter) === 'npm-cli.js') candidates.push(starter);
  if (basename(starter) === 'npx-cli.js') candidates.push(join(dirname(starter), 'npm-cli.js'));

  const nodeFolder = dirname(execPath);
  candidates.push(join(nodeFolder, script), join(nodeFolder, '..', 'lib', script));

  const path = env.PATH ?? env.Path ?? '';
  for (const folder of path.split(platform === 'win32' ? ';' : ':')) {
    if (folder === '') continue;
    candidates.push(join(folder, script), join(folder, '..', 'lib', script));
    // Debian and Homebrew keep npm elsewhere, and the command on PATH is a link to its script.
    const command = join(folder, 'npm');
    if (platform !== 'win32' && exists(command)) candidates.push(realPath(command));
  }
  return candidates.find((file) => basename(file) === 'npm-cli.js' && exists(file)) ?? null;
}
