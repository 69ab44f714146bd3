import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileProgram } from './compiled-program.mjs';

/** The host with a loader for its TypeScript. */
const asItIs = fileURLToPath(new URL('./host-entry.mjs', import.meta.url));

/**
 * Compiles the host, unless that has been done.
 *
 * @returns gives the path of the module to start: one that brings its loader where nothing could be written, or
 *   what was written is gone
 */
export async function compileHost(): Promise<() => string> {
  const program = await compileProgram();
  const path = program?.moduleOf('runner/host.ts') ?? asItIs;
  return () => (existsSync(path) ? path : asItIs);
}
