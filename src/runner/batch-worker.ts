import {
  type PoolOptions,
  type PoolRunnerInitializer,
  ThreadsPoolWorker,
  type WorkerRequest,
} from 'vitest/node';
import type { BatchModule } from './batch-modules.ts';
import type { Hand, JobQueue } from './job-queue.ts';

/** A thread that is silent for so long hangs: no spec of the workbook's own takes a tenth of it. */
const silenceLimit = 15_000;

/**
 * Vitest's own threads, each with an eye on it: one that hangs is ended, and what is left goes to another.
 *
 * @param modules which of them a thread runs is not for Vitest to say: it would deal them out one by one
 * @param onHang is told which module hung
 */
export function watchedThreads(
  modules: JobQueue<BatchModule>,
  onHang: (path: string) => void,
): PoolRunnerInitializer {
  return {
    name: 'workbook-batch',
    createPoolWorker: (options) => new WatchedThread(options, modules.hand(), onHang),
  };
}

type WorkerFiles = Extract<WorkerRequest, { type: 'run' }>['context']['files'];

class WatchedThread extends ThreadsPoolWorker {
  override readonly name = 'workbook-batch';
  readonly #next: Hand<BatchModule>;
  readonly #onHang: (path: string) => void;
  readonly #errorListeners = new Set<(error: unknown) => void>();
  #path = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions, next: Hand<BatchModule>, onHang: (path: string) => void) {
    super(options);
    this.#next = next;
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
      this.#take(message.context);
      this.#timer = setTimeout(() => this.#end(), silenceLimit);
    }
    super.send(message);
  }

  /** Puts the next modules into the places of those that Vitest has in mind. */
  #take(context: { files: WorkerFiles }): void {
    context.files = context.files.map((file) => {
      const module = this.#next();
      module?.write();
      return { ...file, filepath: module?.path ?? file.filepath };
    });
    this.#path = context.files[0]?.filepath ?? '';
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
    this.#onHang(this.#path);
    const error = new Error('The thread gave no sign of life.');
    for (const listener of [...this.#errorListeners]) listener(error);
  }
}
