import { WorkbookError } from '../../errors.ts';
import { startWatching } from '../../progress/index.ts';
import { sizeOf } from '../terminal.ts';
import { createDisplay } from './display.ts';
import { listenToKeys } from './keys.ts';
import { otherWatchesText } from './other-watches.ts';
import { onTerminalSignals } from './terminal-signals.ts';
import { countTime } from './time-spent.ts';
import { createEffects } from './watch-effects.ts';
import type { WatchEvent } from './watch-model.ts';
import { listedIn, type WatchSessionOptions } from './watch-options.ts';
import { reduce, startState } from './watch-state.ts';

const clockEvery = 15_000;

/**
 * The watch mode: shows an exercise, runs it on every save and answers keys, until the learner quits.
 * The terminal is given back as it was, also after an error.
 *
 * @returns when the learner has quit; rejects when the workbook itself failed
 */
export function watchSession(options: WatchSessionOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const close = openSession(options, (error) => {
      close().then(() => (error === undefined ? resolve() : reject(error)), reject);
    });
  });
}

/**
 * Starts a session.
 *
 * @param onEnd called once, with the error if there was one
 * @returns gives everything back
 */
function openSession(
  options: WatchSessionOptions,
  onEnd: (error?: unknown) => void,
): () => Promise<void> {
  const { terminal, style, catalog, exercise, progress, path } = options;
  const watching = startWatching(catalog.root);
  const display = createDisplay(terminal, style);
  const time = countTime(exercise, progress);
  const queue: WatchEvent[] = [];
  let isDispatching = false;
  let hasEnded = false;
  let state = startState({
    exercise,
    listed: listedIn(options),
    seconds: time.seconds(),
    welcome: progress.firstVisit,
    notice: noticeOf([
      progress.notice ?? path.notice,
      otherWatchesText(watching.others, { now: new Date(), platform: process.platform }),
    ]),
    size: sizeOf(terminal),
  });

  const end = (error?: unknown): void => {
    if (hasEnded) return;
    hasEnded = true;
    // Later: what is being done now is done to its end first.
    setImmediate(onEnd, error);
  };

  function dispatch(event: WatchEvent): void {
    queue.push(event);
    if (isDispatching || hasEnded) return;
    isDispatching = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) step(next);
      show();
    } catch (error) {
      end(error);
    } finally {
      isDispatching = false;
    }
  }

  function step(event: WatchEvent): void {
    if (event.type === 'key' || event.type === 'saved') time.sign();
    const next = reduce(state, event);
    state = next.state;
    for (const effect of next.effects) effects.perform(effect, state);
  }

  function show(): void {
    state = display.show(state);
  }

  const effects = createEffects({
    ...options,
    time,
    dispatch,
    onQuit: end,
    onError: end,
    async lendTerminal(act) {
      pause();
      await act();
      resume();
    },
  });
  const keyboard = listenToKeys(terminal.input, (key) => dispatch({ type: 'key', key }));
  const pause = () => {
    keyboard.pause();
    display.pause();
  };
  const resume = () => {
    display.resume();
    keyboard.resume();
    dispatch({ type: 'resized', size: sizeOf(terminal) });
  };
  const release = onTerminalSignals(terminal, {
    onResize: () => dispatch({ type: 'resized', size: sizeOf(terminal) }),
    onEnd: () => end(),
    suspend: pause,
    resume,
  });
  const clock = setInterval(() => {
    watching.renew();
    try {
      time.flush();
      dispatch({ type: 'time', seconds: time.seconds() });
    } catch (error) {
      // Written the next time, when the disk or another process lets it.
      if (error instanceof WorkbookError) dispatch({ type: 'notice', text: textOf(error) });
      else end(error);
    }
  }, clockEvery);
  show();
  effects.perform({ type: 'run' }, state);

  return async () => {
    release();
    clearInterval(clock);
    watching.end();
    pause();
    time.sign();
    time.flush();
    await effects.close();
  };
}

function noticeOf(notices: readonly (string | null)[]): string | null {
  return notices.filter((notice) => notice !== null).join('\n') || null;
}

function textOf({ message, help }: WorkbookError): string {
  return `${message}\n${help}`;
}
