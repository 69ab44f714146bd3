import type { Exercise } from '../../catalog/index.ts';
import type { Progress } from '../../progress/index.ts';

/** After so long without a key or a save, somebody has gone for coffee. */
const longestPause = 5 * 60;

/** Counts the time that is spent on exercises, and writes it down. */
export interface TimeSpent {
  /** Something was done: the time since the last sign counts, up to five minutes. */
  sign(): void;
  /** From now on the time belongs to this exercise. */
  switchTo(exercise: Exercise): void;
  /** Seconds spent on the exercise, all sessions together. */
  seconds(): number;
  /** Writes down what is counted but not yet written. */
  flush(): void;
}

/** Starts the clock. @param now seconds, from any start */
export function countTime(
  start: Exercise,
  progress: Pick<Progress, 'addTime' | 'recordOf'>,
  now: () => number = () => performance.now() / 1_000,
): TimeSpent {
  let exercise = start;
  let last = now();
  let counted = 0;

  const sign = () => {
    const time = now();
    counted += Math.min(time - last, longestPause);
    last = time;
  };
  const flush = () => {
    const whole = Math.floor(counted);
    if (whole > 0) progress.addTime(exercise, whole);
    counted -= whole;
  };
  return {
    sign,
    flush,
    switchTo(next) {
      sign();
      flush();
      counted = 0;
      exercise = next;
    },
    seconds: () => progress.recordOf(exercise).seconds + counted,
  };
}
