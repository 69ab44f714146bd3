import {
  type ExerciseStep,
  minutesOf,
  type TalkStep,
  type Track,
  type TrackStep,
} from './track.ts';

/** How a timetable is laid out. Times are minutes since midnight. */
export interface AgendaOptions {
  readonly start: number;
  /** When the room has to be left; null when nobody waits for it. */
  readonly end: number | null;
  readonly breakMinutes: number;
  /** Nobody works longer than this without a break, but for a single step that takes longer. */
  readonly breakEvery: number;
  /** 0 for a day without lunch. */
  readonly lunchMinutes: number;
}

/** From one time to another, in minutes since midnight. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

export type AgendaEntry = TimeSpan &
  (
    | {
        readonly kind: 'exercise';
        readonly step: ExerciseStep;
        readonly parts: readonly AgendaPart[];
      }
    | { readonly kind: TalkStep['kind']; readonly title: string }
    /** `open` is what is left until the end that was given. */
    | { readonly kind: 'break' | 'lunch' | 'open' }
  );

/** A part of an exercise in a room. */
export interface AgendaPart extends TimeSpan {
  readonly what: 'question and idea' | 'build' | 'compare';
}

export interface Agenda extends TimeSpan {
  readonly track: Track;
  readonly entries: readonly AgendaEntry[];
  /** Minutes that it takes longer than there are; 0 when it fits, or when no end was given. */
  readonly over: number;
}

const noon = 12 * 60;
const lunchIsBest = noon + 30;
const lunchIsLate = 13 * 60 + 30;
const longWithoutLunch = 4 * 60;

/**
 * Lays the steps of a track out from a start: an exercise is the question and the idea together (10 minutes where
 * the track does not say), the minutes of the functions to build, and comparing with the reference (5). Stretch has no
 * time of its own: it is what the quick do meanwhile.
 *
 * Between two steps stands a break wherever the work would get longer than `breakEvery`, and lunch, nearest to 12:30, when
 * all of it takes more than four hours and spans 12:00 to 13:30.
 */
export function agendaOf(track: Track, options: AgendaOptions): Agenda {
  const withoutLunch = layOut(track.steps, options, false);
  const { start } = options;
  const end = endOf(withoutLunch, start);
  const needsLunch =
    options.lunchMinutes > 0 &&
    start <= noon &&
    end >= lunchIsLate &&
    end - start > longWithoutLunch;
  const entries = needsLunch ? layOut(track.steps, options, true) : withoutLunch;
  const lastEnd = endOf(entries, start);
  const left = options.end === null ? 0 : options.end - lastEnd;
  return {
    track,
    entries:
      left > 0 ? [...entries, { kind: 'open', start: lastEnd, end: lastEnd + left }] : entries,
    start,
    end: Math.max(lastEnd, lastEnd + left),
    over: Math.max(0, -left),
  };
}

function layOut(
  steps: readonly TrackStep[],
  { start, breakMinutes, breakEvery, lunchMinutes }: AgendaOptions,
  needsLunch: boolean,
): readonly AgendaEntry[] {
  const entries: AgendaEntry[] = [];
  let now = start;
  let sinceBreak = 0;
  let isHungry = needsLunch;

  const rest = (kind: 'break' | 'lunch', minutes: number): void => {
    entries.push({ kind, start: now, end: now + minutes });
    now += minutes;
    sinceBreak = 0;
  };

  for (const [index, step] of steps.entries()) {
    const minutes = minutesOf(step);
    const isLast = index === steps.length - 1;
    if (index > 0 && isHungry && (isLast || isNearerToLunch(now, now + minutes))) {
      rest('lunch', lunchMinutes);
      isHungry = false;
    } else if (sinceBreak > 0 && breakMinutes > 0 && sinceBreak + minutes > breakEvery) {
      rest('break', breakMinutes);
    }
    entries.push(entryOf(step, now));
    now += minutes;
    sinceBreak += minutes;
  }
  return entries;
}

function isNearerToLunch(time: number, other: number): boolean {
  return Math.abs(time - lunchIsBest) <= Math.abs(other - lunchIsBest);
}

function entryOf(step: TrackStep, start: number): AgendaEntry {
  const end = start + minutesOf(step);
  if (step.kind !== 'exercise') return { kind: step.kind, title: step.title, start, end };
  const lengths = [
    ['question and idea', step.talkIn],
    ['build', step.exercise.minutes],
    ['compare', step.compare],
  ] as const;
  let now = start;
  const parts = lengths.flatMap(([what, minutes]) => {
    const from = now;
    now += minutes;
    return minutes > 0 ? [{ what, start: from, end: now }] : [];
  });
  return { kind: 'exercise', step, parts, start, end };
}

function endOf(entries: readonly AgendaEntry[], start: number): number {
  return entries.at(-1)?.end ?? start;
}
