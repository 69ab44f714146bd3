/**
 * The process in which learners' code runs, each time in a thread of its own. Most of what code can do ends
 * with the thread. What ends a whole process (a heap that overflows inside of one call, a signal, a fault
 * of native code) ends this one, and the workbook lives to tell (see hosted-runs.ts).
 */
import type { HostAnswer, HostRequest } from './host-messages.ts';
import { LearnerRuns } from './learner-run.ts';

// Of Ctrl-C and a closed terminal every process of the group is told; the workbook decides what it means.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
// Without the workbook there is nobody left to tell. A thread may hang, so nothing is waited for.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

let runs: LearnerRuns | null = null;
const cancels = new Map<number, AbortController>();

process.on('message', (request: HostRequest) => {
  if (request.kind === 'open') {
    runs = new LearnerRuns(request.root, { onStuck: () => tell({ kind: 'stuck' }) });
  } else if (request.kind === 'prepare') runs?.prepare(request.exercise);
  else if (request.kind === 'run') void run(request);
  else if (request.kind === 'cancel') cancels.get(request.id)?.abort();
  else void close();
});

async function run(request: HostRequest & { readonly kind: 'run' }): Promise<void> {
  const { id, exercise, implementation } = request;
  const cancel = new AbortController();
  cancels.set(id, cancel);
  try {
    const report = await runs?.run(exercise, implementation, {
      signal: cancel.signal,
      onBegin: () => tell({ kind: 'began', id }),
      onSpec: (name) => tell({ kind: 'spec', id, name }),
    });
    if (report) tell({ kind: 'report', id, report });
  } catch (error) {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', id, message, stack });
  } finally {
    cancels.delete(id);
  }
}

async function close(): Promise<void> {
  await runs?.close();
  process.disconnect();
}

function tell(answer: HostAnswer): void {
  if (process.connected) process.send?.(answer);
}
