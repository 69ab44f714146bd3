import type { OtherWatch } from '../../progress/index.ts';

/**
 * Says that others watch the same workbook: since when, that all may go on, and how to end them.
 *
 * @returns null when there is none
 */
export function otherWatchesText(
  others: readonly OtherWatch[],
  { now, platform }: { readonly now: Date; readonly platform: NodeJS.Platform },
): string | null {
  const [first] = others;
  if (first === undefined) return null;
  const since = timeText(first.since, now);
  const pids = others.filter(({ isHere }) => isHere).map(({ pid }) => pid);
  if (others.length === 1) {
    const which = first.isHere ? `process ${first.pid}` : 'on another machine or in a container';
    const ways = waysToEnd(pids, { windows: 'its window', platform });
    return `Another watch (${which}) has been open on this workbook since ${since}: both may go on, they share your progress; ${ways} ends it.`;
  }
  const which = pids.length > 0 ? ` (processes ${pids.join(', ')})` : '';
  const ways = waysToEnd(pids, { windows: 'their windows', platform });
  return `${others.length} other watches${which} are open on this workbook, the first since ${since}: all may go on, they share your progress; ${ways} ends them.`;
}

function waysToEnd(
  pids: readonly number[],
  { windows, platform }: { readonly windows: string; readonly platform: NodeJS.Platform },
): string {
  const key = `\`q\` in ${windows}`;
  if (pids.length === 0) return key;
  const command =
    platform === 'win32'
      ? `taskkill /F ${pids.map((pid) => `/PID ${pid}`).join(' ')}`
      : `kill ${pids.join(' ')}`;
  return `${key} or \`${command}\``;
}

/** 21:40:12, with the day before it when that was not today. */
function timeText(time: Date, now: Date): string {
  const format = (date: Date) => date.toLocaleString('sv-SE').split(' ');
  const [day, clock] = format(time);
  return day === format(now)[0] ? `${clock}` : `${day} ${clock}`;
}
