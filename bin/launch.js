import { basename, dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { install } from './install/install.js';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
/** npm has installed this package with all that it needs, and there is no lockfile to install by. */
const isDependency = basename(dirname(home)) === 'node_modules';

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
  if (argv.includes('--debug')) process.setSourceMapsEnabled(true);
  try {
    const { main } = await import(await program());
    process.exitCode = await main(argv);
  } catch (error) {
    if (!isDependency || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write(`${incomplete}\n`);
    process.exitCode = 3;
  }
}

/** The module of the command line: compiled, or with a loader for its TypeScript where nothing can be written. */
async function program() {
  const { compileProgram } = await import('../src/runner/compiled-program.mjs');
  const compiled = await compileProgram();
  if (compiled) return pathToFileURL(compiled.moduleOf('cli/main.ts')).href;
  const { register } = await import('tsx/esm/api');
  register();
  return '../src/cli/main.ts';
}

const incomplete = 'The packages that the workbook needs are not all there.\n  npm install';
