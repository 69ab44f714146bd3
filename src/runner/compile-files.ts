import { basename, dirname } from 'node:path';
import {
  type BuildFailure,
  type BuildOptions,
  build,
  type Message,
  type Metafile,
  type Plugin,
} from 'esbuild';
import { sourceOf } from './implementation-plugin.ts';

export interface CompiledFile {
  /** The file's path, perhaps with a query. */
  readonly id: string;
  readonly code: string;
  /** What it imports and does not bring with it. */
  readonly imports: readonly string[];
}

/** What stands in CommonJS for `import.meta`; the code around it has to define it. */
export const importMeta = '__importMeta';

const entries = 'workbook-entry';

/**
 * Compiles files, each to a module that holds all files it imports.
 *
 * @returns the modules, in the order of the files; that of a file which cannot be compiled throws a SyntaxError that says
 *   why (`await` at the top level is a reason in CommonJS)
 * @throws BuildFailure when something they import cannot be compiled
 */
export async function compileFiles(
  ids: readonly string[],
  format: 'esm' | 'cjs',
  plugins: readonly Plugin[],
): Promise<CompiledFile[]> {
  const wrong = new Map<number, string>();
  const entry: Plugin = {
    name: 'workbook:entry',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\d+$/ }, ({ path, kind }) =>
        kind === 'entry-point' ? { path, namespace: entries } : null,
      );
      onLoad({ filter: /./, namespace: entries }, ({ path }) => {
        const id = ids[Number(path)] ?? '';
        const error = wrong.get(Number(path));
        return error === undefined
          ? { contents: sourceOf(id), loader: 'ts', resolveDir: dirname(id) }
          : { contents: `throw new SyntaxError(${JSON.stringify(error)});` };
      });
    },
  };
  const options = {
    entryPoints: ids.map((_, index) => ({ in: String(index), out: String(index) })),
    outdir: '.',
    bundle: true,
    write: false,
    metafile: true,
    format,
    platform: 'node',
    target: 'node20',
    ...(format === 'cjs' && { define: { 'import.meta': importMeta } }),
    logLevel: 'silent',
    plugins: [entry, ...plugins],
  } satisfies BuildOptions;
  for (;;) {
    try {
      const { outputFiles, metafile } = await build(options);
      const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
      return ids.map((id, index) => ({
        id,
        code: texts.get(`${index}.js`) ?? '',
        imports: importedBy(metafile, `${index}.js`),
      }));
    } catch (error) {
      const before = wrong.size;
      for (const { location, text } of messagesOf(error)) {
        const [namespace, index] = location?.file.split(':') ?? [];
        const file = basename(ids[Number(index)] ?? '');
        if (namespace === entries) wrong.set(Number(index), `${text} (${file}:${location?.line})`);
      }
      if (wrong.size === before) throw error;
    }
  }
}

function importedBy({ outputs }: Metafile, output: string): string[] {
  return [...new Set(outputs[output]?.imports.map(({ path }) => path))];
}

function messagesOf(error: unknown): readonly Message[] {
  return error instanceof Error && 'errors' in error ? (error as BuildFailure).errors : [];
}
