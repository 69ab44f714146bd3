import { receiveMessageOnPort } from 'node:worker_threads';
import { type LifeSign, outputLimit } from './life-line.ts';
import type { Thread } from './standby-threads.ts';

/** Without a heartbeat for so long the code is taken to be in an endless loop. */
const silenceLimit = 3_000;
/** A run that still beats but does not end (a top-level await that never settles) is stopped after this. */
const runLimit = 8_000;
const checkEvery = 100;

/** Follows one run over its life line, and ends its thread when it hangs. */
export class Watchdog {
  /** The spec that began last: "function › name". */
  currentSpec: string | null = null;
  /** Whether this watchdog ended the run because it hung. */
  hung = false;
  /** The packages that the run loaded; empty when it did not come to its end. */
  loaded: readonly string[] = [];
  #thread: Thread | null = null;
  #isEnded = false;
  #output = '';
  #truncated = false;
  #lastSign = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Starts to watch: called with the thread as soon as the run has one. */
  follow(thread: Thread): void {
    this.#thread = thread;
    const start = performance.now();
    this.#lastSign = start;
    thread.lifeLine.on('message', (sign: LifeSign) => this.#note(sign));
    for (const stream of [thread.worker.stdout, thread.worker.stderr]) {
      stream.on('data', (chunk) => this.#print(String(chunk)));
    }
    this.#timer = setInterval(() => {
      const now = performance.now();
      if (now - this.#lastSign < silenceLimit && now - start < runLimit) return;
      this.hung = true;
      this.end(new Error('The code under test gave no sign of life.'));
    }, checkEvery);
  }

  /** Ends the thread at once; Vitest ends its run with `reason`. */
  end(reason: Error): void {
    clearInterval(this.#timer);
    // A cancelled run may be closed as well: by then nobody listens for a second error, which would be thrown.
    if (!this.#thread || this.#isEnded) return;
    this.#isEnded = true;
    const { worker } = this.#thread;
    void worker.terminate();
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

  #note(sign: LifeSign): void {
    this.#lastSign = performance.now();
    if (sign.kind === 'spec') this.currentSpec = sign.name;
    else if (sign.kind === 'output') this.#print(sign.text);
    else if (sign.kind === 'loaded') this.loaded = sign.urls;
  }

  #print(text: string): void {
    const room = outputLimit - this.#output.length;
    this.#output += text.slice(0, room);
    // The thread sends an empty text when it leaves out the rest.
    if (text.length > room || text === '') this.#truncated = true;
  }
}
