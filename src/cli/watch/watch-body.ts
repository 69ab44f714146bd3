import stringWidth from 'string-width';
import { wrap } from '../layout.ts';
import { renderOutcome } from '../render-outcome.ts';
import { renderReport } from '../render-report.ts';
import type { Style } from '../style.ts';
import type { Question, WatchState } from './watch-model.ts';

/** Running text is not made wider than this. */
const mostWidth = 96;

/** What is to be known about the exercise: greeting, news, the last run and what follows from it. */
export function exerciseBody(state: WatchState, options: BodyOptions): string[] {
  const whole = layOut(state, { ...options, compact: false });
  return whole.length < options.room ? whole : layOut(state, { ...options, compact: true });
}

export interface BodyOptions {
  readonly style: Style;
  readonly cwd: string;
  /** Rows that are there for it; with more lines it is scrolled. */
  readonly room: number;
}

function layOut(
  { run, welcome, notice, running, trace, size }: WatchState,
  { style, cwd, compact }: BodyOptions & { readonly compact: boolean },
): string[] {
  const width = widthOf(size.columns);
  const way = 'keys';
  const sections = [
    welcome ? welcomeText.split('\n').map((line) => style.colors.cyan(line)) : [],
    notice === null ? [] : wrap(notice, width),
    run ? renderReport(run, { style, width, cwd, specs: false, trace, way, compact }) : [],
    run ? renderOutcome(run, { style, width, way }) : [],
    !run && running ? ['The specs are running.'] : [],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
    .flatMap((line) =>
      stringWidth(line) <= width ? ` ${line}`.trimEnd() : wrap(line, width, ' '),
    );
}

/** Asks before something is done that the learner may not want. */
export function questionBody(
  { exercise, size }: Pick<WatchState, 'exercise' | 'size'>,
  about: Question,
  { colors }: Style,
): string[] {
  const { number, title } = exercise;
  const text = {
    reset: `Put the untouched stub of ${number} ${title} back? A copy of your file is kept: \`u\` brings it back.`,
    compare: `${number} ${title} is not solved yet. Show the reference all the same?`,
  }[about];
  return wrap(colors.bold(text), widthOf(size.columns), ' ');
}

/** What every key does, and how a file is checked. */
export function helpBody(columns: number, { colors }: Style): string[] {
  return helpText.split('\n').flatMap((line) => {
    const [, key, does] = /^ {2}(\S+) +(.*)$/.exec(line) ?? [];
    if (key === undefined || does === undefined) return wrap(line, widthOf(columns), ' ');
    return wrap(does, widthOf(columns), ' '.repeat(11)).map((part, index) =>
      index === 0 ? `   ${colors.bold(key.padEnd(8))}${part.slice(11)}` : part,
    );
  });
}

function widthOf(columns: number): number {
  return Math.max(20, Math.min(columns - 2, mostWidth));
}

const welcomeText = `Welcome. An exercise is one file, named above, with functions to write.
Write the first one and save: its specs run at once and tell what they see.
s shows the lesson, h a hint, e opens your editor, n goes to the next one.
Nothing that you write is ever lost: u brings a file back.`;

const helpText = `Write in the file that is named at the top. Every save runs its specs, without a key.

A spec that waits is not red: the function it is about is still to be written. Work function by function. An exercise is solved when the specs of its core pass, and mastered when those of the stretch pass too.

  n       the next exercise; from a solved one, the next that is not solved
  p       the previous exercise
  h       a hint, each time one more
  d       the demo: draws what your code does
  c       compare: your file beside the reference, and why the reference is written so
  s       the lesson
  l       the list of exercises
  r       run the specs again
  x       put the untouched stub back; a copy of your file is kept
  u       undo: your file as it was before
  e       open the file in your editor ($VISUAL, $EDITOR, or VS Code)
  v       show or hide where an error was thrown
  q       quit; npm start goes on here

The same by command, from another terminal: npx workbook --help`;
