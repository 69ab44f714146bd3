/** The time that the offline API lives in. It moves only when it is told to, so that ids, dates and jobs repeat. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves on by `milliseconds` and wakes whatever waited for a moment that has now come. */
  advance(milliseconds: number): void;
  /**
   * Waits until `milliseconds` have passed by this clock or by the computer's own timer, whichever
   * is first: a spec moves the clock (or Vitest's fake timers), a demo lets real time pass.
   *
   * @throws the signal's reason when it is aborted first
   */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Goes back to the start; what still waits is woken. */
  reset(): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

// setTimeout's own limit; a longer wait ends by the clock or by an abort.
const longestTimer = 2 ** 31 - 1;

/** The computer's own time, for a server that runs beside other programs. */
export const realTime = (): number => Date.now();

/**
 * @param start the moment it shows at first, in milliseconds since 1970, or {@link realTime}, which
 *   it then follows
 */
export function createClock(start: number | typeof realTime): Clock {
  const base = typeof start === 'number' ? () => start : start;
  let moved = 0;
  const now = (): number => base() + moved;
  const sleepers = new Set<Sleeper>();

  const wakeUntil = (moment: number): void => {
    for (const sleeper of [...sleepers]) if (sleeper.until <= moment) sleeper.wake();
  };

  return {
    now,
    advance(milliseconds) {
      if (!(milliseconds >= 0))
        throw new RangeError(`The clock only moves on: advance(${milliseconds}) is not allowed.`);
      moved += milliseconds;
      wakeUntil(now());
    },
    wait(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const timer =
          milliseconds <= longestTimer ? setTimeout(() => sleeper.wake(), milliseconds) : undefined;
        const forget = (): void => {
          clearTimeout(timer);
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', giveUp);
        };
        const giveUp = (): void => {
          forget();
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: now() + milliseconds,
          wake: () => {
            forget();
            if (typeof start === 'number') moved = Math.max(moved, sleeper.until - start);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', giveUp, { once: true });
      });
    },
    reset() {
      for (const sleeper of [...sleepers]) sleeper.wake();
      moved = 0;
    },
  };
}
