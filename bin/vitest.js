// What the vitest.config.ts of a learner's own folder imports. Vitest loads that file, and this one, with
// Node itself, which reads no TypeScript below node_modules.
import { tsImport } from 'tsx/esm/api';

/** @type {typeof import('../src/runner/plain-vitest.ts')} */
const { plainVitest } = await tsImport('../src/runner/plain-vitest.ts', import.meta.url);

/**
 * The Vitest configuration of a folder that holds exercises/.
 *
 * @param {string} root
 */
export function workbookConfig(root) {
  return plainVitest(root);
}
