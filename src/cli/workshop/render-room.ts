import { relative } from 'node:path';
import type { MetMisconception, RoomReport, SkippedFile } from '../../workshop/index.ts';
import { count, truncate, widest, wrap } from '../layout.ts';
import { renderTable } from '../render-table.ts';
import type { Style } from '../style.ts';

export interface RoomOptions {
  readonly style: Style;
  readonly width: number;
}

const shownMisconceptions = 10;

const columnsOfShares = 26;

/** How a room of learners did: a table of the exercises, and the misconceptions met most. */
export function renderRoom(report: RoomReport, options: RoomOptions): string[] {
  const { colors } = options.style;
  const { learners, exercises, misconceptions, solvedEach, unsolved, untouched, unknown } = report;
  const notes = [
    ...(unsolved.length > 0
      ? [`Solved by fewer than half of those who began: ${unsolvedList(unsolved)}.`]
      : []),
    ...(untouched.length > 0 ? [`Begun by nobody: ${untouched.join(', ')}.`] : []),
    ...(unknown.length > 0 ? [`Not in this workbook, and left out: ${unknown.join(', ')}.`] : []),
  ];
  return [
    colors.bold(
      `${count(learners, 'learner')}; half of them solved at least ${count(Math.floor(solvedEach.median), 'exercise')}.`,
    ),
    '',
    ...(exercises.length > 0 ? exerciseTable(report, options) : ['Nobody has begun an exercise.']),
    ...(notes.length > 0 ? ['', ...notes.flatMap((note) => wrap(note, options.width))] : []),
    ...(misconceptions.length > 0 ? ['', ...misconceptionTable(misconceptions, options)] : []),
  ];
}

/** "1.4 (60 of 275), 1.8 (3 of 9)". */
export function unsolvedList(exercises: RoomReport['unsolved']): string {
  return exercises
    .map(
      ({ number, states, begun }) => `${number} (${states.solved + states.mastered} of ${begun})`,
    )
    .join(', ');
}

/** The files that were left out, and why. */
export function renderSkipped(skipped: readonly SkippedFile[], cwd: string): string[] {
  return skipped.map(({ file, problem }) => `Left out: ${relative(cwd, file) || file} ${problem}.`);
}

function exerciseTable({ exercises }: RoomReport, { style, width }: RoomOptions): string[] {
  const figures = exercises.map(({ states, begun, times, minutes, hints, suggestedMinutes }) => [
    `${states.solved + states.mastered} of ${begun}`,
    String(states.caughtUp),
    times === null ? '' : String(Math.round(times.median)),
    times === null ? '' : `${Math.round(times.lower)}-${Math.round(times.upper)}`,
    String(minutes),
    suggestedMinutes === null || suggestedMinutes === minutes ? '' : String(suggestedMinutes),
    hints.toFixed(1),
  ]);
  const names = ['solved', 'caught', 'median', 'half', 'plan', 'better', 'hints'];
  const taken = names.map(
    (name, column) => widest([name, ...figures.map((row) => row[column] ?? '')]) + 2,
  );
  const room = Math.max(12, width - taken.reduce((sum, columns) => sum + columns, 0));
  const rows = exercises.map(({ number, title }, index) => [
    truncate(`${number} ${title}`, room, style.symbols.ellipsis),
    ...(figures[index] ?? []),
  ]);
  const header = ['exercise', ...names];
  const align = header.map((_, column) => (column === 0 ? null : ('right' as const)));
  return [
    ...renderTable({ header, rows, align }, { style, width }),
    ...wrap(legend, width).map(style.colors.dim),
  ];
}

const legend =
  'Solved: of those who have begun. Caught: caught up, not solved. Median and half (the middle half of the times): minutes until solved. Better: what the plan should be by this room.';

function misconceptionTable(
  misconceptions: readonly MetMisconception[],
  options: RoomOptions,
): string[] {
  const shown = misconceptions.slice(0, shownMisconceptions);
  const room = Math.max(20, options.width - columnsOfShares);
  const rows = shown.map(({ share, learners, number, title }) => [
    `${Math.round(share * 100)} %`,
    String(learners),
    number,
    truncate(title, room, options.style.symbols.ellipsis),
  ]);
  const rest = misconceptions.length - shown.length;
  const table = {
    header: ['share', 'learners', '', 'misconceptions met most'],
    rows,
    align: ['right', 'right', null, null] as const,
  };
  return [
    ...renderTable(table, options),
    ...(rest > 0 ? [options.style.colors.dim(`and ${rest} more, in --json and --html`)] : []),
  ];
}
