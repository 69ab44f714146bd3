import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install/install.js';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
/** npm has installed this package with all that it needs, and there is no lockfile to install by. */
const isDependency = basename(dirname(home)) === 'node_modules';

/**
 * What nearly every command needs, zod alone in a hundred files. Once tsx is registered, its thread is asked
 * about every file that is loaded, so these come first.
 */
const loadedAhead = ['commander', 'picocolors', 'string-width', 'wrap-ansi', 'yaml', 'zod'];

/**
 * Runs the command line, after installing what it needs where that is missing.
 *
 * @param {readonly string[]} argv what stands after the program's name
 */
export async function launch(argv) {
  const failed = isDependency ? 0 : await install();
  if (failed) {
    process.exitCode = failed;
    return;
  }
  try {
    await Promise.all(loadedAhead.map((name) => import(name)));
    const { register } = await import('tsx/esm/api');
    register();
  } catch (error) {
    if (!isDependency || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write(`${incomplete}\n`);
    process.exitCode = 3;
    return;
  }
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(argv);
}

const incomplete = 'The packages that the workbook needs are not all there.\n  npm install';
