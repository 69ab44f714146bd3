import { install } from './install/install.js';

/**
 * Runs the command line, after installing what it needs where that is missing.
 *
 * @param {readonly string[]} argv what stands after the program's name
 */
export async function launch(argv) {
  const failed = await install();
  if (failed) {
    process.exitCode = failed;
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(argv);
}
