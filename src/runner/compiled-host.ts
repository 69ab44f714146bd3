import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from './compile-cache.ts';

/** The host with a loader for its TypeScript. */
const asItIs = fileURLToPath(new URL('./host-entry.mjs', import.meta.url));

/**
 * Compiles the host to JavaScript: a loader of TypeScript would look at each of the hundreds of modules that
 * Vitest consists of, which takes four times as long as loading them.
 *
 * @returns gives the path of the module to start: one that brings its loader where nothing could be written, or
 *   what was written is gone
 */
export async function compileHost(): Promise<() => string> {
  const host = await compiled({
    name: 'workbook-host',
    sources: [join('src', 'runner'), join('src', 'catalog'), join('src', 'errors.ts')],
    base: join('src', 'runner'),
    isEntry: (path) => path === 'host.ts',
  });
  const path = host?.moduleOf('host.ts') ?? asItIs;
  return () => (existsSync(path) ? path : asItIs);
}
