import type { Changes, ExerciseUpdate, FolderUpdate, UpdateState } from '../folder/index.ts';
import { count, wrap } from './layout.ts';
import type { Style } from './style.ts';

export interface UpdateOptions {
  readonly style: Style;
  readonly width: number;
}

/** Text to be wrapped; a path is not, so that it can be copied. */
type Line = string | { readonly path: string };

/** What an update has done, in words: first what needs the learner. */
export function renderUpdate({ plan, copies }: FolderUpdate, options: UpdateOptions): string[] {
  const { exercises, from, to } = plan;
  const of = (state: UpdateState) => exercises.filter((exercise) => exercise.state === state);
  const isOther = ({ changes, movedFrom }: ExerciseUpdate) =>
    movedFrom !== null || (changes !== null && sentences(changes).length > 0);
  const untouched = exercises.filter(
    (each) => each.state === 'replaced' || (each.state === 'current' && isOther(each)),
  );
  const blocks: readonly (readonly Line[])[] = [
    ...of('kept')
      .filter(isOther)
      .map((exercise) => renderKept(exercise, options)),
    [
      ...named('New', from === '' ? [] : of('new').filter(({ changes }) => changes === null)),
      ...named('Changed, and not begun by you', untouched),
      ...named(
        'Put back, since the file was gone',
        of('new').filter(({ changes }) => changes !== null),
      ),
    ],
    of('removed').flatMap(removed),
    edited(copies),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  const didSomething = filled.length > 0 || plan.actions.length > 0;
  return [
    options.style.colors.bold(headline(from, to, didSomething)),
    ...filled.flatMap((lines) => ['', ...lines.flatMap((line) => laidOut(line, options.width))]),
    ...(didSomething ? ['', 'What you have solved stays solved.'] : []),
  ];
}

function laidOut(line: Line, width: number): string[] {
  return typeof line === 'string' ? wrap(line, width) : [`     ${line.path}`];
}

function headline(from: string, to: string, didSomething: boolean): string {
  if (from === to || from === '') {
    return didSomething
      ? `The exercises are of version ${to} again, the newest that is installed.`
      : `The exercises are of version ${to}, the newest that is installed. Nothing was to be done.`;
  }
  return `The exercises are of version ${to} now; they were of ${from}.`;
}

function renderKept(update: ExerciseUpdate, { style }: UpdateOptions): Line[] {
  const { number, title, changes, beside, movedFrom, file } = update;
  return [
    `${style.colors.bold(`${number}  ${title}`)}: your file is as you wrote it.`,
    ...(movedFrom === null ? [] : ['     It has moved, and is now', { path: file }]),
    ...(changes ? sentences(changes).map((sentence) => `     ${sentence}`) : []),
    ...(beside
      ? [
          '     The new starter is beside it:',
          { path: beside },
          `     Take over from it what you need, or begin anew with it: npx workbook reset ${number}`,
        ]
      : [`     Does it still pass? npx workbook run ${number}`]),
  ];
}

function sentences(changes: Changes): string[] {
  const { added, gone, nowCore, nowStretch, parts, formerId, starter } = changes;
  const others = starter && added.length + gone.length === 0 ? ['starter', ...parts] : parts;
  return [
    ...(formerId ? [`It was called ${formerId}.`] : []),
    ...(added.length > 0 ? [`New to write: ${added.join(', ')}.`] : []),
    ...(gone.length > 0 ? [`No longer asked for: ${gone.join(', ')}.`] : []),
    ...(nowCore.length > 0 ? [`Core now, stretch before: ${nowCore.join(', ')}.`] : []),
    ...(nowStretch.length > 0 ? [`Stretch now, core before: ${nowStretch.join(', ')}.`] : []),
    ...(others.length > 0 ? [`Changed: ${others.join(', ')}.`] : []),
  ];
}

function named(what: string, exercises: readonly ExerciseUpdate[]): string[] {
  if (exercises.length === 0) return [];
  return [`${what}: ${exercises.map(({ number, title }) => `${number} ${title}`).join(', ')}.`];
}

function removed({ title, file }: ExerciseUpdate): Line[] {
  return [`No longer in the workbook: ${title}. What you had is kept:`, { path: file }];
}

function edited(copies: readonly string[]): Line[] {
  if (copies.length === 0) return [];
  const files = count(copies.length, 'file of the workbook', 'files of the workbook');
  return [
    `You had changed ${files}. What stood there is kept:`,
    ...copies.map((path) => ({ path })),
  ];
}
