import type { Exercise } from '../../catalog/index.ts';
import type { Report, Runner } from '../../runner/index.ts';

export interface RunLoopOptions {
  readonly runner: Pick<Runner, 'run'>;
  /** Differs when the content under test differs. */
  readonly fingerprint: () => string;
  readonly onStart: () => void;
  readonly onEnd: (report: Report) => void;
  /** Called with what is no report: the workbook itself failed. */
  readonly onError: (error: unknown) => void;
}

/** Runs an exercise as often as asked; a request during a run cancels it and starts again. */
export interface RunLoop {
  request(): void;
  /** Cancels what runs and takes no more requests. */
  close(): void;
}

/** Makes the loop for one exercise. */
export function createRunLoop(
  exercise: Exercise,
  { runner, fingerprint, onStart, onEnd, onError }: RunLoopOptions,
): RunLoop {
  let current: AbortController | null = null;
  let runsOn: string | null = null;
  let closed = false;

  async function runUntilCurrent(signal: AbortSignal): Promise<void> {
    for (;;) {
      const started = fingerprint();
      runsOn = started;
      onStart();
      const report = await runner.run(exercise, { signal });
      if (signal.aborted) return;
      runsOn = null;
      onEnd(report);
      // A save that came with no event, or while its event was under way.
      if (fingerprint() === started) return;
    }
  }

  return {
    request() {
      // The run under way has begun with what is there now: it will tell.
      if (closed || fingerprint() === runsOn) return;
      current?.abort();
      const controller = new AbortController();
      current = controller;
      runUntilCurrent(controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) onError(error);
      });
    },
    close() {
      closed = true;
      current?.abort();
    },
  };
}
