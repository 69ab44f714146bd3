import {
  type PoolOptions,
  type PoolRunnerInitializer,
  ThreadsPoolWorker,
  type WorkerRequest,
} from 'vitest/node';

/** A thread that is silent for so long hangs: no spec of the workbook's own takes a tenth of it. */
const silenceLimit = 15_000;

/**
 * Vitest's own threads, each with an eye on it: one that hangs is ended, and the next file gets another.
 *
 * @param onHang is told which module hung
 */
export function watchedThreads(onHang: (moduleId: string) => void): PoolRunnerInitializer {
  return {
    name: 'workbook-batch',
    createPoolWorker: (options) => new WatchedThread(options, onHang),
  };
}

class WatchedThread extends ThreadsPoolWorker {
  override readonly name = 'workbook-batch';
  readonly #onHang: (moduleId: string) => void;
  readonly #errorListeners = new Set<(error: unknown) => void>();
  #module = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions, onHang: (moduleId: string) => void) {
    super(options);
    this.#onHang = onHang;
  }

  override async start(): Promise<void> {
    await super.start();
    // Every message is a sign of life; the thread sends one about every spec.
    super.on('message', () => this.#timer?.refresh());
  }

  override send(message: WorkerRequest): void {
    if (message.type === 'run') {
      clearTimeout(this.#timer);
      this.#module = message.context.files[0]?.filepath ?? '';
      this.#timer = setTimeout(() => this.#end(), silenceLimit);
    }
    super.send(message);
  }

  override async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await super.stop();
  }

  override on(event: string, listener: (argument: unknown) => void): void {
    if (event === 'error') this.#errorListeners.add(listener);
    super.on(event, listener);
  }

  override off(event: string, listener: (argument: unknown) => void): void {
    this.#errorListeners.delete(listener);
    super.off(event, listener);
  }

  #end(): void {
    this.#onHang(this.#module);
    const error = new Error('The thread gave no sign of life.');
    for (const listener of [...this.#errorListeners]) listener(error);
  }
}
