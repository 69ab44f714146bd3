import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vitest/config';
import type { Implementation } from '../catalog/exercise.ts';
import { placesOf } from '../catalog/places.ts';
import { stubOf } from '../catalog/stub.ts';
import type { KitResolver } from './compiled-kit.ts';
import { isBelow, referenceImport, refusal } from './reference-import.ts';

const query = 'implementation';
const stubQuery = '?stub';

export interface ImplementationOptions {
  /** The folder that holds exercises/. */
  readonly root: string;
  /** What a spec imports when its own id does not say (see {@link specId}). */
  readonly byDefault?: 'learner' | 'solution';
  /** Where the kit's compiled modules are; without it the kit is transformed like other sources. */
  readonly kit?: KitResolver | null;
}

/** The id under which Vitest runs a spec against one implementation: the spec's path and a query. */
export function specId(spec: string, implementation: Implementation): string {
  return implementation === 'learner' ? spec : `${spec}?${query}=${implementation}`;
}

/**
 * The one place that decides which code a spec tests. Specs import `./name.ts` and nothing else;
 * this plugin answers that import with the learner's file, the solution, the stub (made from the
 * solution, or the starter of a pack), or one of the known mistakes.
 */
export function implementationPlugin({
  root,
  byDefault = 'learner',
  kit = null,
}: ImplementationOptions): Plugin {
  const exercises = resolve(root, 'exercises');
  const { solutions } = placesOf(root);

  return {
    name: 'workbook:implementation',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source.startsWith('#kit/')) return kit?.(source) ?? null;
      if (!importer) return null;
      const [spec = '', search = ''] = importer.split('?');
      if (isBelow(exercises, spec) && isBelow(solutions, resolve(dirname(spec), source))) {
        return referenceImport(source, spec);
      }
      if (!source.startsWith('./')) return null;
      if (!spec.endsWith('.spec.ts') || resolve(dirname(spec), source) !== learnerFileOf(spec))
        return null;
      const implementation = (new URLSearchParams(search).get(query) ??
        byDefault) as Implementation;
      return implementation === 'learner' ? null : implementationId(root, spec, implementation);
    },
    load(id) {
      return id.endsWith(stubQuery) ? sourceOf(id) : refusal(id);
    },
  };
}

/** The path of what a spec imports as the learner's file, with a query where that is made from the file. */
export function implementationId(
  root: string,
  spec: string,
  implementation: Implementation,
): string {
  const learnerFile = learnerFileOf(spec);
  if (implementation === 'learner') return learnerFile;
  const { solutions, starters } = placesOf(root);
  const path = relative(resolve(root, 'exercises'), learnerFile);
  const solution = join(solutions, path);
  if (implementation === 'solution') return solution;
  if (implementation === 'stub') {
    return existsSync(solution) ? solution + stubQuery : join(starters, path);
  }
  return join(dirname(solution), 'mistakes', `${basename(implementation)}.ts`);
}

/** The code of an implementation, by its {@link implementationId}. */
export function sourceOf(id: string): string {
  if (!id.endsWith(stubQuery)) return readFileSync(id, 'utf8');
  return stubOf(readFileSync(id.slice(0, -stubQuery.length), 'utf8'));
}

function learnerFileOf(spec: string): string {
  return spec.replace(/\.spec\.ts$/, '.ts');
}
