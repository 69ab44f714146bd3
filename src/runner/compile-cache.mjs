// @ts-check
// Plain JavaScript: the launcher needs it before anything can read TypeScript.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the package that this program belongs to. */
const project = resolve(import.meta.dirname, '../..');

/**
 * What is compiled together.
 *
 * @typedef {object} CompileJob
 * @property {string} name names its folder in the cache
 * @property {readonly string[]} sources files and folders, from the project's folder, that hold all of the source
 * @property {string} base the folder, from the project's, that the places of the modules start from
 * @property {(path: string) => boolean} isEntry whether a file (as its path from `base`) becomes a module of its own
 */

/**
 * @typedef {object} Compiled
 * @property {(path: string) => string} moduleOf where the JavaScript of an entry is, by its TypeScript's path from
 *   the job's base
 * @property {() => Promise<void>} restore compiles it again when what was compiled is gone
 */

/**
 * Compiles TypeScript of the workbook to JavaScript that Node loads by itself. The result is kept in
 * `node_modules/.cache` until a file of the source changes.
 *
 * @param {CompileJob} job
 * @returns {Promise<Compiled | null>} null where nothing can be written
 */
export async function compiled(job) {
  const files = filesOf(job);
  const cache = join(project, 'node_modules', '.cache', job.name);
  const folder = join(cache, fingerprint(files));
  const restore = async () => {
    if (existsSync(folder)) return;
    await compile(job, files, folder);
    removeOutdated(cache, folder);
  };
  try {
    await restore();
  } catch {
    return null;
  }
  return { moduleOf: (path) => join(folder, path.replace(/\.ts$/, '.mjs')), restore };
}

/** @typedef {{ readonly path: string, readonly state: string }} SourceFile the state differs when the content may */

/**
 * @param {CompileJob} job
 * @returns {SourceFile[]}
 */
function filesOf({ sources }) {
  return sources
    .map((source) => join(project, source))
    .flatMap((source) => (statSync(source).isFile() ? [source] : filesIn(source)))
    .map((path) => {
      const { mtimeMs, size } = statSync(path);
      return { path, state: `${relative(project, path)} ${mtimeMs} ${size}` };
    });
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @param {readonly SourceFile[]} files */
function fingerprint(files) {
  const states = files.map(({ state }) => state).sort();
  // What this module does belongs to it too, and where the sources are, which the result names.
  states.push(readFileSync(join(project, 'src', 'runner', 'compile-cache.mjs'), 'utf8'), project);
  return createHash('sha256').update(states.join('\n')).digest('hex').slice(0, 16);
}

/**
 * @param {CompileJob} job
 * @param {readonly SourceFile[]} files
 * @param {string} folder
 */
async function compile({ base, isEntry }, files, folder) {
  const { build } = await import('esbuild');
  const unfinished = `${folder}.${process.pid}`;
  const outbase = join(project, base);
  const { metafile } = await build({
    entryPoints: files
      .map(({ path }) => path)
      .filter((path) => /(?<!\.d)\.ts$/.test(path))
      .filter((path) => isEntry(relative(outbase, path).replaceAll('\\', '/'))),
    outdir: unfinished,
    outbase,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: project,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    bundle: true,
    splitting: true,
    packages: 'external',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'silent',
    // What is found relative to a module is so from its source, which the bundle moves.
    define: { 'import.meta.url': 'ownUrl', 'import.meta.dirname': 'ownFolder' },
    plugins: [
      {
        name: 'workbook:own-place',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.(ts|m?js)$/ }, ({ path }) => ({
            contents: `const ownUrl = ${JSON.stringify(pathToFileURL(path).href)}, ownFolder = ${JSON.stringify(dirname(path))}; ${readFileSync(path, 'utf8')}`,
            loader: path.endsWith('.ts') ? 'ts' : 'js',
          })),
      },
    ],
  });
  const known = new Set(files.map(({ path }) => path));
  const stranger = Object.keys(metafile.inputs).find((path) => !known.has(join(project, path)));
  if (stranger) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`${stranger} is compiled too, but a change of it would go unnoticed.`);
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Removes what earlier states of the source, or killed processes, left in a folder of the cache, but nothing that
 * another process may just be using.
 *
 * @param {string} cache
 * @param {string} [current] the folder that stays
 */
export function removeOutdated(cache, current) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (folder !== current && stats && stats.mtimeMs < anHourAgo) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
