import fc from 'fast-check';
import { beforeEach } from 'vitest';
import { refuseNetwork } from './offline.mjs';

// Generated inputs are the same in every run: a learner who changes nothing sees nothing change.
fc.configureGlobal({ seed: 20_260_101, numRuns: 50 });

refuseNetwork();

const tellRunner: unknown = Reflect.get(globalThis, Symbol.for('workbook.currentSpec'));
if (typeof tellRunner === 'function') {
  beforeEach(({ task }) => tellRunner(task.fullTestName.replaceAll(' > ', ' › ')));
}
