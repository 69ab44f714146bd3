import type { HostedRun } from './host-messages.ts';
import type { HostEnd } from './host-process.ts';
import type { Report, RunError } from './report.ts';
import { heapLimit } from './standby-threads.ts';

/** What is known of a run that did not come to a report. */
interface BrokenRun extends HostedRun {
  /** The spec that it was in, where that is known. */
  readonly spec: string | null;
}

/** The report of a run that brought its whole process down. */
export function endedReport(
  run: BrokenRun,
  { how, outOfMemory }: HostEnd,
  milliseconds: number,
): Report {
  return brokenReport(run, milliseconds, {
    state: 'error',
    ...(outOfMemory ? memoryError : endError(`the process that runs it (${how})`)),
  });
}

/** The report of a run whose process gave no more sign of life. */
export function timeoutReport(run: BrokenRun, milliseconds: number): Report {
  return brokenReport(run, milliseconds, { state: 'timeout', ...timeoutError });
}

type Cause = Pick<RunError, 'name' | 'message'>;

export const timeoutError: Cause = {
  name: 'Timeout',
  message: 'The code did not come to an end and was stopped.',
};

export const memoryError: Cause = {
  name: 'OutOfMemory',
  message: `The code used more than ${heapLimit} MB of memory and was stopped.`,
};

/** @param what the code ended: a thread or a process */
export function endError(what: string): Cause {
  return { name: 'Ended', message: `Your code ended ${what} before the specs were through.` };
}

function brokenReport(
  { exercise, implementation, spec }: BrokenRun,
  milliseconds: number,
  { state, name, message }: Cause & Pick<Report, 'state'>,
): Report {
  return {
    schema: 1,
    exercise: exercise.id,
    implementation,
    state,
    tests: [],
    error: { name, message, location: null, stack: null, during: spec },
    output: { text: '', truncated: false },
    milliseconds,
  };
}
