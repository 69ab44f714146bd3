import { receiveMessageOnPort } from 'node:worker_threads';
import { changedError } from './changed-built-ins.mjs';
import { type LifeSign, outputLimit } from './life-line.ts';
import { printable } from './printable.ts';
import type { RunError } from './report.ts';
import { heapLimit, type Thread } from './standby-threads.ts';

/** Without a heartbeat for so long the code is taken to be in an endless loop. */
const silenceLimit = 3_000;
/** A run that still beats but does not end (a top-level await that never settles) is stopped after this. */
const runLimit = 8_000;
/** How long a run may go on after its code has changed a built-in: what depends on it may wait for ever. */
const changedLimit = 1_000;
/** Typed arrays and buffers are not in the heap that a thread's limit is about, but in this process. */
const growthLimit = 2 * heapLimit * 1_048_576;
const checkEvery = 100;
/** A thread that has not ended by then is inside of one call that nothing interrupts. */
const endWithin = 500;

export interface WatchdogEvents {
  /** Called with the spec that the run is in, whenever a check finds it in another. */
  readonly onSpec: (name: string) => void;
  /** Called when the thread was told to end and goes on. */
  readonly onStuck: () => void;
}

/** Follows one run over its life line, and ends its thread when it hangs or takes all memory. */
export class Watchdog {
  /** The spec that began last: "function › name". */
  currentSpec: string | null = null;
  /** Why this watchdog ended the run; null when it did not. */
  stoppedFor: 'silence' | 'memory' | null = null;
  /** The built-ins that the code changed, where the thread has noticed by itself. */
  changed: Pick<RunError, 'name' | 'message'> | null = null;
  /** The packages that the run loaded; empty when it did not come to its end. */
  loaded: readonly string[] = [];
  readonly #events: WatchdogEvents;
  #thread: Thread | null = null;
  #isEnded = false;
  #output = '';
  #truncated = false;
  #lastSign = 0;
  #deadline = 0;
  #toldSpec: string | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(events: WatchdogEvents) {
    this.#events = events;
  }

  /** Starts to watch: called with the thread as soon as the run has one. */
  follow(thread: Thread): void {
    this.#thread = thread;
    const start = performance.now();
    const memoryBefore = process.memoryUsage.rss();
    this.#lastSign = start;
    this.#deadline = start + runLimit;
    thread.lifeLine.on('message', (sign: LifeSign) => this.#note(sign));
    this.#timer = setInterval(() => {
      this.#tellSpec();
      const now = performance.now();
      if (process.memoryUsage.rss() - memoryBefore > growthLimit) this.#stop('memory');
      else if (now - this.#lastSign > silenceLimit || now > this.#deadline) this.#stop('silence');
    }, checkEvery);
  }

  /** Ends the thread at once; Vitest ends its run with `reason`. */
  end(reason: Error): void {
    clearInterval(this.#timer);
    // A cancelled run may be closed as well: by then nobody listens for a second error, which would be thrown.
    if (!this.#thread || this.#isEnded) return;
    this.#isEnded = true;
    const { worker } = this.#thread;
    const stuck = setTimeout(this.#events.onStuck, endWithin);
    void worker.terminate().then(() => clearTimeout(stuck));
    // Vitest waits a minute for a worker that was ended before it said that it had started.
    worker.emit('message', { __vitest_worker_response__: true, type: 'started', error: reason });
    worker.emit('error', reason);
  }

  /** Stops watching, and takes in what the thread had sent before it ended. */
  release(): void {
    clearInterval(this.#timer);
    if (!this.#thread) return;
    for (;;) {
      const received = receiveMessageOnPort(this.#thread.lifeLine);
      if (!received) return;
      this.#note(received.message);
    }
  }

  get output(): { text: string; truncated: boolean } {
    return { text: this.#output, truncated: this.#truncated };
  }

  #stop(reason: 'silence' | 'memory'): void {
    this.stoppedFor = reason;
    this.end(new Error(`The code under test was stopped: ${reason}.`));
  }

  #tellSpec(): void {
    if (this.currentSpec === null || this.currentSpec === this.#toldSpec) return;
    this.#toldSpec = this.currentSpec;
    this.#events.onSpec(this.currentSpec);
  }

  #note(sign: LifeSign): void {
    this.#lastSign = performance.now();
    if (sign.kind === 'spec') this.currentSpec = sign.name;
    else if (sign.kind === 'output') this.#print(sign.text);
    else if (sign.kind === 'loaded') this.loaded = sign.urls;
    else if (sign.kind === 'changed') {
      this.changed ??= changedError(sign.names);
      this.#deadline = Math.min(this.#deadline, this.#lastSign + changedLimit);
    }
  }

  #print(text: string): void {
    const room = outputLimit - this.#output.length;
    this.#output += printable(text).slice(0, room);
    // The thread sends an empty text when it leaves out the rest.
    if (text.length > room || text === '') this.#truncated = true;
  }
}
