import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { type CompiledFile, compileFiles, importMeta } from './compile-files.ts';
import type { KitResolver } from './compiled-kit.ts';
import { implementationId } from './implementation-plugin.ts';
import type { Job } from './runner.ts';

/** A module that defines the specs of a job when Node loads it. */
export interface BatchModule {
  readonly path: string;
  /** Writes it: it is not there before. */
  readonly write: () => void;
}

export interface BatchModulesOptions {
  readonly root: string;
  /** An empty folder for them. */
  readonly folder: string;
  /** Where the kit is; without it each module has its own. */
  readonly kit: KitResolver | null;
}

/**
 * Compiles the specs and implementations of many jobs to modules that ask nothing of Vite. A thread loads a spec file
 * once, however many implementations it is run against, and what V8 has learnt of it is kept.
 *
 * @returns the modules, in the order of the jobs
 */
export async function batchModules(
  jobs: readonly Job[],
  { root, folder, kit }: BatchModulesOptions,
): Promise<BatchModule[]> {
  const specs = [...new Set(jobs.map(({ exercise }) => exercise.files.spec))];
  const ids = jobs.map(({ exercise, implementation }) =>
    implementationId(root, exercise.files.spec, implementation),
  );
  const learnerFiles = specs.map((spec) => implementationId(root, spec, 'learner'));
  const [setup, definitions, implementations] = await Promise.all([
    compileFiles([join(import.meta.dirname, 'batch-setup.ts')], 'esm', [staying(kit)]),
    compileFiles(specs, 'cjs', [given(learnerFiles), staying(kit)]),
    compileFiles(ids, 'cjs', [staying(kit)]),
  ]);
  for (const { code } of setup) writeFileSync(join(folder, 'setup.mjs'), code);
  mkdirSync(join(folder, 'spec'));
  for (const [index, file] of definitions.entries()) {
    const code = `${importsOf(file)}\nexport default ${functionOf(file)};`;
    writeFileSync(join(folder, 'spec', `${index}.mjs`), code);
  }
  return implementations.map((file, index) => {
    const { exercise, functions } = jobs[index] ?? {};
    // Vitest's own paths have slashes on every system.
    const path = join(folder, `${index}.mjs`).split(sep).join('/');
    const write = () => {
      const wanted = JSON.stringify(functions?.() ?? null);
      const code = [
        "import { vitestFor } from './setup.mjs';",
        `import define from './spec/${specs.indexOf(exercise?.files.spec ?? '')}.mjs';`,
        importsOf(file),
        `const implementation = (${functionOf(file)})({});`,
        `define({ vitest: vitestFor(${wanted}), implementation });`,
      ];
      writeFileSync(path, code.join('\n'));
    };
    return { path, write };
  });
}

/** What a spec file imports that differs from job to job. */
function given(learnerFiles: readonly string[]): Plugin {
  return {
    name: 'workbook:given',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
        learnerFiles.includes(join(resolveDir, path))
          ? { path: 'implementation', external: true }
          : null,
      );
      onResolve({ filter: /^vitest$/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** Packages and the kit stay where they are. */
function staying(kit: KitResolver | null): Plugin {
  return {
    name: 'workbook:staying',
    setup({ onResolve }) {
      onResolve({ filter: /^#kit\// }, ({ path }) => {
        const module = kit?.(path);
        return module ? { path: pathToFileURL(module).href, external: true } : null;
      });
      onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) =>
        kind === 'entry-point' || path.startsWith('node:')
          ? null
          : { path: import.meta.resolve(path), external: true },
      );
    },
  };
}

/** Imports what a {@link functionOf} the same code needs, as `modules`. */
function importsOf({ imports }: CompiledFile): string {
  const known = imports.filter((path) => !isGiven.has(path)).map((path) => JSON.stringify(path));
  return [
    ...known.map((path, index) => `import * as module${index} from ${path};`),
    // With the mark that makes the default export of each what it is.
    `const modules = {${known.map((path, index) => `${path}: { __esModule: true, ...module${index} }`)}};`,
  ].join('\n');
}

const isGiven = new Set(['implementation', 'vitest']);

/** The code of a CommonJS module as a function that gives its exports. */
function functionOf({ id, code }: CompiledFile): string {
  const [filename = ''] = id.split('?');
  const meta = { dirname: dirname(filename), filename, url: pathToFileURL(filename).href };
  return `function (given) {
const ${importMeta} = ${JSON.stringify(meta)};
const require = (path) => given[path] ?? modules[path];
const module = {};
${code}
return module.exports;
}`;
}
