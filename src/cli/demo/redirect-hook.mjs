// Plain JavaScript: Node 20 loads it in a thread of its own, before anything there reads TypeScript.

/** @type {{ importer: string, target: string, replacement: string } | null} */
let redirect = null;

/**
 * @param {{ importer: string, target: string, replacement: string }} data file URLs: what `importer`
 *   imports as `target` is answered with `replacement`
 */
export function initialize(data) {
  redirect = data;
}

/**
 * Node's `resolve` hook, which fits `registerHooks` (all in one thread) as well as `register`.
 *
 * @param {string} specifier
 * @param {{ parentURL?: string }} context
 * @param {(specifier: string, context: { parentURL?: string }) => unknown} nextResolve
 */
export function resolve(specifier, context, nextResolve) {
  const importer = context.parentURL?.split('?')[0];
  const isTarget =
    redirect !== null &&
    importer === redirect.importer &&
    specifier.startsWith('.') &&
    new URL(specifier, importer).href === redirect.target;
  return nextResolve(isTarget ? redirect.replacement : specifier, context);
}
