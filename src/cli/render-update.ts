import type { Changes, ExerciseUpdate, FolderUpdate } from '../folder/index.ts';
import { count, wrap } from './layout.ts';
import type { Style } from './style.ts';

export interface UpdateOptions {
  readonly style: Style;
  readonly width: number;
}

/** What an update has done, in words: first what needs the learner. */
export function renderUpdate({ plan, copies }: FolderUpdate, options: UpdateOptions): string[] {
  const { exercises, from, to } = plan;
  const kept = exercises.filter(({ state, changes }) => state === 'kept' && isChanged(changes));
  const replaced = exercises.filter(
    ({ state, changes }) => state === 'replaced' || (state === 'current' && isChanged(changes)),
  );
  const rest = exercises.filter((each) => !kept.includes(each) && !replaced.includes(each));
  const added = rest.filter(({ state, changes }) => state === 'new' && changes === null);
  const restored = rest.filter(({ state, changes }) => state === 'new' && changes !== null);
  const isFirst = from === '';
  const lines = [
    ...(kept.length > 0 ? ['', ...kept.flatMap((each) => renderKept(each, options))] : []),
    ...moved(exercises),
    ...(isFirst ? [] : named('New', added)),
    ...named('Put back, since the file was gone', restored),
    ...named('Changed, and not begun by you: the new starter is in place', replaced),
    ...exercises.flatMap((each) => (each.state === 'removed' ? [removed(each)] : [])),
    ...edited(copies),
  ];
  const didSomething = lines.length > 0 || plan.actions.length > 0;
  return [
    options.style.colors.bold(headline(from, to, didSomething)),
    ...lines.flatMap((line) => (line === '' ? [''] : wrap(line, options.width))),
    ...(didSomething ? ['', 'What you have solved stays solved.'] : []),
  ];
}

function headline(from: string, to: string, didSomething: boolean): string {
  if (from === to || from === '') {
    return didSomething
      ? `The exercises are of version ${to} again, the newest that is installed.`
      : `The exercises are of version ${to}, the newest that is installed. Nothing was to be done.`;
  }
  return `The exercises are of version ${to} now; they were of ${from}.`;
}

function renderKept(update: ExerciseUpdate, { style }: UpdateOptions): string[] {
  const { number, title, changes, beside } = update;
  return [
    `${style.colors.bold(`${number}  ${title}`)}: your file is as you wrote it.`,
    ...(changes ? sentences(changes).map((sentence) => `     ${sentence}`) : []),
    ...(beside
      ? [
          `     The new starter is beside it: ${beside}`,
          `     Take over from it what you need. To begin anew with it: npx workbook reset ${number} (a copy of yours is kept)`,
        ]
      : [`     Whether it still passes: npx workbook run ${number}`]),
    '',
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

function isChanged(changes: Changes | null): boolean {
  return changes !== null && sentences(changes).length > 0;
}

function moved(exercises: readonly ExerciseUpdate[]): string[] {
  return exercises.flatMap(({ number, title, movedFrom, file, changes }) => {
    if (movedFrom === null || number === null) return [];
    const name = changes?.formerId ? `, formerly ${changes.formerId}` : '';
    return [`Moved: ${number} ${title}${name}. Your file is now ${file}`];
  });
}

function named(what: string, exercises: readonly ExerciseUpdate[]): string[] {
  if (exercises.length === 0) return [];
  return [`${what}: ${exercises.map(({ number, title }) => `${number} ${title}`).join(', ')}.`];
}

function removed({ title, file }: ExerciseUpdate): string {
  return `No longer in the workbook: ${title}. Your file is kept: ${file}`;
}

function edited(copies: readonly string[]): string[] {
  if (copies.length === 0) return [];
  const are = count(copies.length, 'file of the workbook', 'files of the workbook');
  return [
    `You had changed ${are}; what stood there is kept:`,
    ...copies.map((copy) => `  ${copy}`),
  ];
}
