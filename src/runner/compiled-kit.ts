import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const project = resolve(import.meta.dirname, '../..');
const source = join(project, 'src', 'kit');
const cache = join(project, 'node_modules', '.cache', 'workbook-kit');

/** Finds the JavaScript of a kit module; null for an import that is not the kit's. */
export type KitResolver = (specifier: string) => string | null;

/**
 * Compiles the kit to JavaScript that a worker thread loads by itself.
 *
 * Otherwise each of its hundred modules costs a question to the main thread at every run, which for an LLM
 * exercise is half of the time. Compiled, the kit counts as a package: the thread that stands by
 * has it loaded before there is anything to run. The result is kept until a file of the kit changes.
 *
 * @returns null where nothing can be written; the kit is then transformed like any other source
 */
export async function compileKit(): Promise<KitResolver | null> {
  const files = kitFiles();
  const folder = join(cache, fingerprint(files));
  try {
    if (!existsSync(folder)) await compile(files, folder);
  } catch {
    return null;
  }
  const imports = kitImports();
  return (specifier) => {
    for (const [name, target] of imports) {
      const matched = match(specifier, name);
      if (matched === null) continue;
      const module = relative(source, resolve(project, target.replace('*', matched)));
      return join(folder, module.replace(/\.ts$/, '.mjs'));
    }
    return null;
  };
}

interface KitFile {
  readonly path: string;
  readonly state: string;
}

function kitFiles(): KitFile[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = statSync(path);
      return { path, state: `${relative(source, path)} ${mtimeMs} ${size}` };
    });
}

function fingerprint(files: readonly KitFile[]): string {
  const states = files.map(({ state }) => state).sort();
  return createHash('sha256').update(states.join('\n')).digest('hex').slice(0, 16);
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

async function compile(files: readonly KitFile[], folder: string): Promise<void> {
  const { build } = await import('esbuild');
  const unfinished = `${folder}.${process.pid}`;
  const modules = files.map(({ path }) => path).filter((path) => /(?<!\.d)\.ts$/.test(path));
  await build({
    entryPoints: modules,
    outdir: unfinished,
    outbase: source,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    bundle: true,
    splitting: true,
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'workbook:own-place',
        // Data files are found relative to their module's source, which the bundle moves.
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: 'ts',
          })),
      },
    ],
  });
  renameSync(unfinished, folder);
  removeOutdated(folder);
}

/** Removes what earlier states of the kit left, but nothing that another process may just be using. */
function removeOutdated(current: string): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (folder !== current && statSync(folder).mtimeMs < anHourAgo) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
