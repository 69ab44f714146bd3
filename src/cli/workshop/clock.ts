import { InvalidArgumentError } from 'commander';

/** Minutes since midnight as a clock shows them: 570 is "09:30". */
export function clock(minutes: number): string {
  const pair = (value: number) => String(value).padStart(2, '0');
  return `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}`;
}

/** Reads "9:30" or "09:30" as minutes since midnight. @throws InvalidArgumentError for anything else */
export function readClock(text: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) {
    throw new InvalidArgumentError('A time is written as 09:30.');
  }
  return Number(hours) * 60 + Number(minutes);
}

/** Reads a whole number of minutes. */
export function readMinutes(least: number, most: number): (text: string) => number {
  return (text) => {
    const minutes = Number(text);
    if (/^\d+$/.test(text) && minutes >= least && minutes <= most) return minutes;
    throw new InvalidArgumentError(`Minutes are a whole number from ${least} to ${most}.`);
  };
}
