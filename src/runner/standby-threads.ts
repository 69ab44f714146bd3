import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { heartbeatMilliseconds, outputLimit } from './life-line.ts';

/** Megabytes of heap that the code under test may use. */
export const heapLimit = 512;

/** A worker thread with its life line. */
export interface Thread {
  readonly worker: Worker;
  readonly lifeLine: MessagePort;
}

/** How Vitest wants its threads started. */
export interface ThreadSettings {
  readonly env: NodeJS.ProcessEnv;
  readonly execArgv: readonly string[];
}

/**
 * Keeps one thread ready that has loaded Vitest and the packages of the exercise under work. Each run
 * takes it and uses it up, so every run is isolated and none pays for the start.
 */
export class StandbyThreads {
  #ready: { thread: Thread; preload: readonly string[] } | null = null;
  #preload: readonly string[] = [];
  #settings: ThreadSettings | null = null;

  /** Sets which packages (URLs or specifiers) the next threads load ahead. */
  preload(packages: readonly string[]): void {
    this.#preload = packages;
    if (this.#ready && !sameItems(this.#ready.preload, packages)) this.refill();
  }

  /** Gives the ready thread, or starts one. `settings` are what later threads start with too. */
  take(settings: ThreadSettings): Thread {
    this.#settings = settings;
    const thread = this.#ready?.thread ?? startThread(settings, this.#preload);
    this.#ready = null;
    return thread;
  }

  /** Has a fresh thread ready for the next run. Before the first run it does nothing: the settings are Vitest's. */
  refill(): void {
    if (!this.#settings) return;
    if (this.#ready && sameItems(this.#ready.preload, this.#preload)) return;
    this.discard();
    this.#ready = { thread: startThread(this.#settings, this.#preload), preload: this.#preload };
  }

  discard(): void {
    void this.#ready?.thread.worker.terminate();
    this.#ready = null;
  }
}

function startThread({ env, execArgv }: ThreadSettings, preload: readonly string[]): Thread {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./standby-worker.mjs', import.meta.url), {
    env,
    // Node 26 warns of a localStorage that MSW looks for; it would read as the learner's own output.
    execArgv: [...execArgv, '--disable-warning=ExperimentalWarning'],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapLimit },
    workerData: { lifeLine: port2, preload, heartbeatMilliseconds, outputLimit },
    transferList: [port2],
  });
  // Without a listener an error in the thread would end this process.
  worker.on('error', () => {});
  // An idle thread must not keep the process from ending.
  worker.unref();
  port1.unref();
  return { worker, lifeLine: port1 };
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  const items = new Set(a);
  return items.size === new Set(b).size && b.every((item) => items.has(item));
}
