import fc from 'fast-check';
import { afterEach, beforeEach, vi } from 'vitest';
import { refuseNetwork } from './offline.mjs';

// Generated inputs are the same in every run: a learner who changes nothing sees nothing change.
fc.configureGlobal({ seed: 20_260_101, numRuns: 50 });

refuseNetwork();

/** What standby-worker.mjs offers; a plain Vitest has none of it. */
const builtIns: unknown = Reflect.get(globalThis, Symbol.for('workbook.builtIns'));
if (typeof builtIns === 'object' && builtIns !== null) {
  const remember: unknown = Reflect.get(builtIns, 'remember');
  const check: unknown = Reflect.get(builtIns, 'check');
  if (typeof remember === 'function') remember();
  // Registered first, it is done last: what the spec itself has stood in for is put back by then.
  if (typeof check === 'function') afterEach(() => check({ spied: !vi.isFakeTimers() }));
}

const tellRunner: unknown = Reflect.get(globalThis, Symbol.for('workbook.currentSpec'));
if (typeof tellRunner === 'function') {
  beforeEach(({ task }) => tellRunner(task.fullTestName.replaceAll(' > ', ' › ')));
}
