import { join } from 'node:path';
import type { ProjectConfig } from 'vitest/node';

/** How exercise specs run, in the workbook's own runner and under plain `vitest` alike. */
export function specOptions(root: string): Partial<ProjectConfig> & {
  include: string[];
  setupFiles: string[];
} {
  return {
    root,
    include: ['exercises/**/*.spec.ts'],
    setupFiles: [join(import.meta.dirname, 'spec-setup.ts')],
    // A run ends by the runner's watchdog; this bounds a promise that never settles.
    testTimeout: 2_000,
  };
}
