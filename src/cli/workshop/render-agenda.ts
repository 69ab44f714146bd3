import type { Agenda, AgendaEntry, AgendaPart, ExerciseStep } from '../../workshop/index.ts';
import { count } from '../layout.ts';
import { renderDuration } from '../render-duration.ts';
import { clock } from './clock.ts';
import { asCell, asMarkdown, codeList } from './markdown-text.ts';

/** A timetable as Markdown. */
export function renderAgenda(agenda: Agenda): string {
  const { track, entries, start, end, over } = agenda;
  const exercises = entries.filter(({ kind }) => kind === 'exercise').length;
  return [
    `# ${asMarkdown(track.title)}`,
    '',
    asMarkdown(track.for),
    '',
    `**${clock(start)} to ${clock(end)}**, ${renderDuration(end - start)}, ${count(exercises, 'exercise')}.`,
    ...(over > 0 ? ['', `**${overText(over)}**`] : []),
    '',
    '| Time | What | Minutes |',
    '|:--|:--|--:|',
    ...entries.flatMap(rowsOf).map((cells) => `| ${cells.map(asCell).join(' | ')} |`),
    '',
    '## Before',
    '',
    'Everybody has the folder, has run `npm start` in it once while there was a network, and has seen an exercise on the screen. `npx workbook doctor` settles most troubles with a machine.',
    '',
    '## When time gets short',
    '',
    'Give up building, never the question or the comparison: they are what people take home. Whoever is not done puts the reference in with `npx workbook catch-up EXERCISE` and goes on with the others; `undo` brings their own file back.',
    '',
    '## How the times come about',
    '',
    'An exercise is the question and the idea together, the minutes in which most people build the functions named, and a look at the reference. Stretch has no time of its own: it is what the quick do while the others build.',
  ].join('\n');
}

/** How much too long an agenda is. */
export function overText(over: number): string {
  return `This takes ${renderDuration(over)} longer than there is time.`;
}

type Row = readonly [time: string, what: string, minutes: string];

function rowsOf(entry: AgendaEntry): readonly Row[] {
  switch (entry.kind) {
    case 'exercise':
      return entry.parts.map((part, index) =>
        row(
          part,
          index === 0
            ? `${titleOf(entry.step)} ${partText(part, entry.step)}`
            : partText(part, entry.step),
        ),
      );
    case 'talk':
      return [row(entry, `**${asMarkdown(entry.title)}.**`)];
    case 'debrief':
      return [row(entry, `**Debrief.** ${asMarkdown(entry.title)}.`)];
    case 'break':
      return [row(entry, '*Break*')];
    case 'lunch':
      return [row(entry, '*Lunch*')];
    case 'open':
      return [row(entry, '*Left for questions and stretch*')];
  }
}

function row({ start, end }: { readonly start: number; readonly end: number }, what: string): Row {
  return [clock(start), what, String(end - start)];
}

function titleOf({ exercise }: ExerciseStep): string {
  return `**${exercise.number} ${asMarkdown(exercise.title)}.**`;
}

function partText({ what }: AgendaPart, { exercise, functions, spare }: ExerciseStep): string {
  switch (what) {
    case 'question and idea':
      return `The question and the idea, together: ${asMarkdown(exercise.asks)}`;
    case 'build': {
      const rest = spare.length === 0 ? '' : ` Who is done: ${codeList(spare)}.`;
      return `Build ${codeList(functions)}.${rest}`;
    }
    case 'compare':
      return `Compare with the reference: \`npx workbook compare ${exercise.number}\``;
  }
}
