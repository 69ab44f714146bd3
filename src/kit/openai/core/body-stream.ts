import type { BodyStep } from './answer.ts';
import type { Clock } from './clock.ts';
import { terminated } from './connection-lost.ts';

export interface BodyStreamOptions {
  readonly steps: Iterable<BodyStep>;
  readonly clock: Clock;
  /** The request's signal: an abort ends the body with its reason, as a real transport does. */
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
  readonly onEnd: (how: 'complete' | 'cancelled' | 'dropped') => void;
}

/** The body as a stream that makes each step only when it is read, and stops when nobody reads. */
export function bodyStream(options: BodyStreamOptions): ReadableStream<Uint8Array> {
  const { clock, signal, onSent, onEnd } = options;
  const steps = options.steps[Symbol.iterator]();
  const gone = new AbortController();
  let ended = false;
  let next: IteratorResult<BodyStep> | null = null;

  const end = (how: 'complete' | 'cancelled' | 'dropped'): void => {
    if (ended) return;
    ended = true;
    gone.abort(signal.reason);
    onEnd(how);
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          if (ended) return;
          end('cancelled');
          controller.error(signal.reason);
        };
        if (signal.aborted) abort();
        else signal.addEventListener('abort', abort, { once: true, signal: gone.signal });
      },
      async pull(controller) {
        for (;;) {
          const step = next ?? steps.next();
          next = null;
          if (step.done) {
            end('complete');
            return controller.close();
          }
          if ('bytes' in step.value) {
            onSent(step.value.bytes.length);
            controller.enqueue(step.value.bytes);
            // The end comes with the last bytes: who stops reading there has read all of it.
            next = steps.next();
            if (!next.done) return;
            end('complete');
            return controller.close();
          }
          if ('drop' in step.value) {
            end('dropped');
            return controller.error(terminated());
          }
          try {
            await clock.wait(step.value.pause, gone.signal);
          } catch {
            return;
          }
        }
      },
      cancel() {
        end('cancelled');
      },
    },
    { highWaterMark: 0 },
  );
}
