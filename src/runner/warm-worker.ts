import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';
import type { StandbyThreads, Thread } from './standby-threads.ts';

/** What Vitest is told when a thread ends that nobody had told to. */
export const threadEnded = 'The thread ended by itself.';

/** A Vitest pool whose workers are taken from the threads that stand by. */
export function warmPool(
  threads: StandbyThreads,
  onStart: (thread: Thread) => void,
): PoolRunnerInitializer {
  return {
    name: 'workbook',
    createPoolWorker: (options) => new WarmWorker(options, threads, onStart),
  };
}

class WarmWorker implements PoolWorker {
  readonly name = 'workbook';
  readonly #options: PoolOptions;
  readonly #threads: StandbyThreads;
  readonly #onStart: (thread: Thread) => void;
  #thread: Thread | null = null;
  #isEnding = false;

  constructor(options: PoolOptions, threads: StandbyThreads, onStart: (thread: Thread) => void) {
    this.#options = options;
    this.#threads = threads;
    this.#onStart = onStart;
  }

  async start(): Promise<void> {
    const { env, execArgv } = this.#options;
    const thread = this.#threads.take({ env, execArgv });
    this.#thread = thread;
    thread.worker.ref();
    thread.worker.once('error', () => {
      this.#isEnding = true;
    });
    thread.worker.once('exit', () => {
      if (!this.#isEnding) thread.worker.emit('error', new Error(threadEnded));
    });
    this.#onStart(thread);
  }

  async stop(): Promise<void> {
    this.#isEnding = true;
    await this.#thread?.worker.terminate();
    this.#thread?.lifeLine.close();
  }

  send(message: WorkerRequest): void {
    this.#thread?.worker.postMessage(message);
  }

  on(event: string, listener: (argument: unknown) => void): void {
    // Vitest 4.1 takes an exit that follows an error for a second error, which nobody handles: the
    // whole process would end. So it hears of errors only, and an exit of its own accord is one.
    if (event !== 'exit') this.#thread?.worker.on(event, listener);
  }

  off(event: string, listener: (argument: unknown) => void): void {
    this.#thread?.worker.off(event, listener);
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}
