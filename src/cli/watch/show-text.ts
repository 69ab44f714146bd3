import { type Exercise, readHints, readLesson } from '../../catalog/index.ts';
import type { Progress } from '../../progress/index.ts';
import { renderCompare } from '../render-compare.ts';
import { renderHints } from '../render-hints.ts';
import { renderMarkdown } from '../render-markdown.ts';
import type { Style } from '../style.ts';
import type { Subject, TextView } from './watch-model.ts';

export interface TextOptions {
  readonly style: Style;
  readonly columns: number;
  readonly progress: Pick<Progress, 'hintShown' | 'hintsShown'>;
  /** One hint more than were shown before. */
  readonly more: boolean;
}

const mostWidth = 90;

/** The text of a view, laid out for the terminal. A hint that is shown is written down as shown. */
export function textFor(
  exercise: Exercise,
  subject: Exclude<Subject, 'demo'>,
  options: TextOptions,
): Omit<TextView, 'kind'> {
  const { style, columns } = options;
  const width = Math.min(columns - 2, mostWidth);
  switch (subject) {
    case 'lesson':
      return text(subject, renderMarkdown(readLesson(exercise), { style, width }));
    case 'compare':
      return text(subject, renderCompare(exercise, { style, columns: columns - 2 }));
    case 'hints':
      return hintsFor(exercise, { ...options, width });
  }
}

function hintsFor(
  exercise: Exercise,
  { style, progress, more, width }: TextOptions & { readonly width: number },
): Omit<TextView, 'kind'> {
  const hints = readHints(exercise);
  const before = Math.min(progress.hintsShown(exercise), hints.length);
  const shown = more ? Math.min(before + 1, hints.length) : Math.max(1, before);
  const ways = { next: 'h', compare: 'c' };
  const render = (upTo: number) =>
    renderHints(exercise, { hints, shown: upTo }, { style, width, ways });
  const lines = render(shown);
  progress.hintShown(exercise, shown);
  // Begin where the newest hint begins: the line that closes what was seen before is gone.
  const offset = shown > 1 ? render(shown - 1).length - 1 : 0;
  return { ...text('hints', lines), offset };
}

function text(subject: Subject, lines: readonly string[]): Omit<TextView, 'kind'> {
  return { subject, lines, offset: 0, growing: false };
}
