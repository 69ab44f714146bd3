import * as bodies from './body-faults.ts';
import * as drafts from './draft-faults.ts';
import * as statuses from './status-faults.ts';

export type { Fault } from './fault.ts';

/** Everything that can go wrong, to be queued with `next(…)`. */
export const fault = { ...statuses, ...bodies, ...drafts };
