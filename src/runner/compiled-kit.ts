import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { compiled } from './compile-cache.mjs';

const project = resolve(import.meta.dirname, '../..');
const source = join('src', 'kit');

/** Finds the JavaScript of a kit module; null for an import that is not the kit's. */
export type KitResolver = (specifier: string) => string | null;

export interface CompiledKit {
  readonly resolve: KitResolver;
  /** Compiles it again when what was compiled is gone. */
  readonly restore: () => Promise<void>;
}

/**
 * Compiles the kit to JavaScript that a worker thread loads by itself.
 *
 * Otherwise each of its hundred modules costs a question to the main thread at every run, which for an LLM
 * exercise is half of the time. Compiled, the kit counts as a package: the thread that stands by
 * has it loaded before there is anything to run. The result is kept until a file of the kit changes.
 *
 * @returns null where nothing can be written; the kit is then transformed like any other source
 */
export async function compileKit(): Promise<CompiledKit | null> {
  const kit = await compiled({
    name: 'workbook-kit',
    sources: [source],
    base: source,
    isEntry: () => true,
  });
  if (!kit) return null;
  const imports = kitImports();
  return {
    restore: kit.restore,
    resolve(specifier) {
      for (const [name, target] of imports) {
        const matched = match(specifier, name);
        if (matched !== null) return kit.moduleOf(relative(source, target.replace('*', matched)));
      }
      return null;
    },
  };
}

/** The `#kit/…` entries of package.json. */
function kitImports(): [name: string, target: string][] {
  const manifest: unknown = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const imports: unknown = Reflect.get(Object(manifest), 'imports');
  return Object.entries(Object(imports)).map(([name, target]) => [name, String(target)]);
}

/** What `*` stands for in `pattern` when `specifier` fits it; an empty text for a pattern without one. */
function match(specifier: string, pattern: string): string | null {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return specifier === pattern ? '' : null;
  return specifier.startsWith(before) && specifier.endsWith(after)
    ? specifier.slice(before.length, specifier.length - after.length)
    : null;
}
