import type { Exercise } from '../catalog/exercise.ts';
import { endedReport, timeoutReport } from './broken-run.ts';
import type { HostAnswer, HostedRun } from './host-messages.ts';
import { type HostEnd, type HostProcess, startHost } from './host-process.ts';
import type { Report } from './report.ts';

/**
 * Longer than the host's own watchdog takes for whatever it can see. What is left is a host that does not even
 * keep time any more.
 */
const hostLimit = 9_000;

interface Pending extends HostedRun {
  readonly resolve: (report: Report) => void;
  readonly reject: (error: unknown) => void;
  /** When the run began, on this process's clock; null while it waits for its turn. */
  began: number | null;
  spec: string | null;
  timer: NodeJS.Timeout | undefined;
}

/** Has runs done in a process of their own, and starts another one when learners' code brings it down. */
export class HostedRuns {
  readonly #root: string;
  readonly #module: () => string;
  readonly #pending = new Map<number, Pending>();
  #host: HostProcess | null = null;
  #prepared: Exercise | null = null;
  /** A thread of the host hangs in a call that nothing interrupts: the host is replaced when its run is over. */
  #isStuck = false;
  #nextId = 1;

  /** @param module gives the path of the host's JavaScript */
  constructor(root: string, module: () => string) {
    this.#root = root;
    this.#module = module;
  }

  prepare(exercise: Exercise): void {
    this.#prepared = exercise;
    this.#ready().send({ kind: 'prepare', exercise });
  }

  run(asked: HostedRun, signal: AbortSignal | undefined): Promise<Report> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#host?.send({ kind: 'cancel', id });
        this.#forget(id);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const settle = () => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(id, {
        ...asked,
        resolve: (report) => {
          settle();
          resolve(report);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        began: null,
        spec: null,
        timer: undefined,
      });
      this.#ask(id, asked);
    });
  }

  async close(): Promise<void> {
    for (const [id, { reject }] of [...this.#pending]) {
      this.#forget(id);
      reject(new Error('The runner was closed.'));
    }
    const host = this.#host;
    this.#host = null;
    await host?.close();
  }

  #ready(): HostProcess {
    this.#host ??= startHost({
      module: this.#module(),
      root: this.#root,
      onAnswer: (answer) => this.#onAnswer(answer),
      onEnd: (end) => this.#onEnd(end),
    });
    return this.#host;
  }

  #ask(id: number, { exercise, implementation }: HostedRun): void {
    const host = this.#ready();
    host.hold(true);
    host.send({ kind: 'run', id, exercise, implementation });
  }

  #onAnswer(answer: HostAnswer): void {
    if (answer.kind === 'stuck') {
      this.#isStuck = true;
      this.#replaceIfStuck();
      return;
    }
    const run = this.#pending.get(answer.id);
    if (!run) return;
    if (answer.kind === 'spec') run.spec = answer.name;
    else if (answer.kind === 'began') {
      run.began = performance.now();
      run.timer = setTimeout(() => this.#giveUp(answer.id, run), hostLimit);
    } else {
      this.#forget(answer.id);
      if (answer.kind === 'report') run.resolve(answer.report);
      else run.reject(Object.assign(new Error(answer.message), { stack: answer.stack }));
      this.#replaceIfStuck();
    }
  }

  #forget(id: number): void {
    clearTimeout(this.#pending.get(id)?.timer);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#host?.hold(false);
  }

  #giveUp(id: number, run: Pending): void {
    this.#forget(id);
    this.#replace();
    run.resolve(timeoutReport(run, hostLimit));
  }

  #onEnd(end: HostEnd): void {
    const wasStuck = this.#isStuck;
    const hadAnswered = this.#host?.hasAnswered ?? false;
    this.#host = null;
    this.#isStuck = false;
    for (const [id, run] of [...this.#pending]) {
      // The thread that was stuck may have brought it down: then this run has not had its chance.
      if (!hadAnswered || (run.began !== null && !wasStuck)) this.#forget(id);
      if (!hadAnswered) {
        run.reject(
          new Error(`The process that runs specs did not start (${end.how}). ${end.words}`),
        );
      } else if (run.began !== null && !wasStuck) {
        const milliseconds = Math.round(performance.now() - run.began);
        run.resolve(endedReport(run, end, milliseconds));
      }
    }
    this.#startAgain();
  }

  #replaceIfStuck(): void {
    const isBusy = [...this.#pending.values()].some(({ began }) => began !== null);
    if (this.#isStuck && !isBusy) this.#replace();
  }

  #replace(): void {
    this.#host?.kill();
    this.#host = null;
    this.#isStuck = false;
    this.#startAgain();
  }

  /** A fresh host for the runs that wait, or for the next one. */
  #startAgain(): void {
    if (this.#prepared) this.prepare(this.#prepared);
    for (const [id, run] of this.#pending) {
      clearTimeout(run.timer);
      run.began = null;
      this.#ask(id, run);
    }
  }
}
