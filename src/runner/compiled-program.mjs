// @ts-check
// Plain JavaScript like compile-cache.mjs, for the launcher.
import { compiled } from './compile-cache.mjs';

/**
 * Compiles the command line and the host that runs learners' files: through a loader of TypeScript, the hundreds of
 * modules that they load take longer than most commands take to do, and Vitest four times as long as by itself.
 *
 * @returns {Promise<import('./compile-cache.mjs').Compiled | null>} with the entries `cli/main.ts` and
 *   `runner/host.ts`; null where nothing can be written
 */
export function compileProgram() {
  return compiled({
    name: 'workbook-program',
    sources: ['bin', 'src', 'package.json'],
    base: 'src',
    isEntry: (path) => path === 'cli/main.ts' || path === 'runner/host.ts',
  });
}
