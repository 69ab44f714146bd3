import stringWidth from 'string-width';
import { count, pad, truncate, wrap } from '../layout.ts';
import { progressBar, stateName } from '../render-list.ts';
import { renderPlace, workPlace } from '../source-place.ts';
import type { Style } from '../style.ts';
import { keyLines } from './key-lines.ts';
import { listBody } from './list-body.ts';
import { type BodyOptions, exerciseBody, helpBody, questionBody } from './watch-body.ts';
import type { TextView, WatchState } from './watch-model.ts';

export interface ScreenOptions {
  readonly style: Style;
  /** The folder that shown paths start from. */
  readonly cwd: string;
}

interface Body {
  readonly lines: readonly string[];
  /** The line to begin with where not all have room. */
  readonly focus: number;
}

export interface Screen {
  /** From top to bottom, none wider than the terminal, no more than it has rows. */
  readonly lines: readonly string[];
  /** Where the body really begins: a view cannot be scrolled beyond its end. */
  readonly offset: number;
}

/** Draws the state: head, body, and at the bottom the progress and the keys. */
export function screenOf(state: WatchState, options: ScreenOptions): Screen {
  const { style } = options;
  const { columns, rows } = state.size;
  const { ellipsis } = style.symbols;
  const head = headLines(state, options);
  const foot = footLines(state, style);
  // The last row stays empty: a terminal may scroll when it is written to its end.
  const room = Math.max(3, rows - 1 - head.length - foot.length);
  const { shown, offset } = cut(bodyOf(state, { ...options, room }), room, style);
  const filled = [...shown, ...Array.from({ length: room - shown.length }, () => '')];
  const lines = [...head, ...filled, ...foot].slice(0, Math.max(1, rows - 1));
  return { lines: lines.map((line) => truncate(line, columns, ellipsis)), offset };
}

/** Title and minutes of the exercise, and the path of its file. */
export function headLines(state: WatchState, { style, cwd }: ScreenOptions): string[] {
  const { exercise, listed, seconds, running } = state;
  const { colors, symbols } = style;
  const found = listed.find((row) => row.exercise.id === exercise.id);
  const facts = [
    `${exercise.minutes} min`,
    ...(seconds >= 60 ? [`${Math.floor(seconds / 60)} min spent`] : []),
    running ? 'checking' : stateName(found?.state ?? 'new'),
  ].join(` ${symbols.dot} `);
  const title = `${exercise.number}  ${exercise.title}`;
  const room = state.size.columns - facts.length - 3;
  const left = pad(truncate(title, room, symbols.ellipsis), room);
  const place = workPlace(exercise, state.run);
  return [
    ` ${colors.bold(left)} ${colors.dim(facts)}`,
    ...placeLines(renderPlace(place, { style, cwd }), state.size.columns).map(colors.cyan),
    '',
  ];
}

/** A path that is wider than the screen goes on in the next line: cut off, it would be of no use. */
function placeLines(place: string, columns: number): string[] {
  return wrap(place, columns, ' ');
}

function footLines(state: WatchState, style: Style): string[] {
  const { listed, checked, run, size } = state;
  const when =
    checked === null || run === null
      ? ''
      : `checked ${new Date(checked).toLocaleTimeString('sv-SE')} in ${run.report.milliseconds} ms`;
  const left = progressBar(listed, style);
  const room = size.columns - stringWidth(when) - 2;
  const bar = ` ${pad(left, room)}${style.colors.dim(when)}`;
  return [bar, ...keyLines(state, style)];
}

/** What stands between head and foot, in full length. */
export function bodyOf(state: WatchState, options: BodyOptions): Body {
  const { view, size } = state;
  switch (view.kind) {
    case 'exercise':
      return { lines: exerciseBody(state, options), focus: view.offset };
    case 'help':
      return { lines: helpBody(size.columns, options.style), focus: view.offset };
    case 'question':
      return { lines: questionBody(state, view.about, options.style), focus: 0 };
    case 'text':
      return { lines: textBody(view, size.columns), focus: view.offset };
    case 'list': {
      const { lines, pointer } = listBody(view, state, options.style);
      // The pointer stays in the middle of the screen while the list moves under it.
      return { lines, focus: pointer - Math.floor(options.room / 2) };
    }
  }
}

interface Cut {
  readonly shown: readonly string[];
  readonly offset: number;
}

/** A demo draws for the whole width of the terminal, so nothing stands before its lines. */
function textBody({ subject, lines }: TextView, columns: number): readonly string[] {
  if (subject !== 'demo') return lines.map((line) => ` ${line}`);
  return lines.flatMap((line) => (stringWidth(line) <= columns ? line : wrap(line, columns)));
}

/** As many lines as there is room for. A blank line sets what is shown whole off from what follows. */
function cut({ lines, focus }: Body, room: number, { colors }: Style): Cut {
  if (lines.length < room) return { shown: lines, offset: 0 };
  const offset = Math.min(Math.max(0, focus), lines.length - room + 1);
  const shown = lines.slice(offset, offset + room - 1);
  const below = lines.length - offset - shown.length;
  const note =
    below > 0
      ? `${count(below, 'more line')} below: arrows or space`
      : 'the end: arrows or b go up';
  return { shown: [...shown, colors.dim(` ${note}`)], offset };
}
