import { type ChildProcess, fork } from 'node:child_process';
import type { HostAnswer, HostRequest } from './host-messages.ts';

/** A host as the workbook sees it. */
export interface HostProcess {
  /** Whether it came so far as to begin a run, or to say that it cannot. */
  readonly hasAnswered: boolean;
  send(request: HostRequest): void;
  /** Whether this process has to wait for it: an idle host does not keep it from ending. */
  hold(busy: boolean): void;
  /** Ends it at once. `onEnd` is not called then. */
  kill(): void;
  /** Lets it put its things in order, and ends it when that takes too long. */
  close(): Promise<void>;
}

export interface HostEvents {
  readonly onAnswer: (answer: HostAnswer) => void;
  readonly onEnd: (end: HostEnd) => void;
}

/** How a host ended that nobody had told to. */
export interface HostEnd {
  /** `exit code 7`, `signal SIGABRT`. */
  readonly how: string;
  /** Whether the JavaScript engine ended it because memory ran out. */
  readonly outOfMemory: boolean;
  /** The last of what it wrote to its standard error. */
  readonly words: string;
}

const keptWords = 4_000;
const closeWithin = 1_000;

export interface HostOptions extends HostEvents {
  /** Path of the JavaScript to start. */
  readonly module: string;
  /** The workbook. */
  readonly root: string;
}

/** Starts a host. */
export function startHost({ module, root, onAnswer, onEnd }: HostOptions): HostProcess {
  const child = fork(module, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  let hasAnswered = false;
  let isAwaited = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptWords);
  });
  child.on('message', (answer: HostAnswer) => {
    hasAnswered = true;
    onAnswer(answer);
  });
  // What cannot be started, or told any more, has ended; there may be an `exit` event as well.
  let hasEnded = false;
  const end = (how: string) => {
    if (hasEnded) return;
    hasEnded = true;
    const outOfMemory = /JavaScript heap out of memory|Allocation failed/.test(words);
    if (!isAwaited) onEnd({ how, outOfMemory, words: words.trim() });
  };
  child.on('error', (error) => end(error.message));
  // `close`, not `exit`: its last words have been read by then.
  child.on('close', (code, signal) =>
    end(signal === null ? `exit code ${code}` : `signal ${signal}`),
  );
  const send = (request: HostRequest) => {
    // A failed send is no news: the end of the host is told by itself.
    if (child.connected) child.send(request, () => {});
  };
  send({ kind: 'open', root });
  hold(child, false);

  return {
    get hasAnswered() {
      return hasAnswered;
    },
    send,
    hold: (busy) => hold(child, busy),
    kill() {
      isAwaited = true;
      child.kill('SIGKILL');
    },
    close() {
      isAwaited = true;
      if (hasEnded) return Promise.resolve();
      hold(child, true);
      send({ kind: 'close' });
      return new Promise((resolve) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), closeWithin);
        child.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

function hold(child: ChildProcess, busy: boolean): void {
  const act = busy ? 'ref' : 'unref';
  child[act]();
  child.channel?.[act]();
  const { stderr } = child;
  if (stderr && 'unref' in stderr) Reflect.get(stderr, act).call(stderr);
}
