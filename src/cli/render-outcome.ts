import type { Exercise } from '../catalog/index.ts';
import type { Feedback } from '../feedback/index.ts';
import { count, wrap } from './layout.ts';
import type { Style } from './style.ts';

/** What a run means for the learner, beyond its specs. */
export interface Outcome {
  readonly exercise: Exercise;
  readonly feedback: Feedback;
  /** What the exercise became by this run; null when nothing changed. */
  readonly gained: 'solved' | 'mastered' | null;
  /** The exercise to go on with; null when none is left. */
  readonly next: Exercise | null;
  /** Points that the lesson gives for an interview. */
  readonly interviewPoints: number;
}

export interface OutcomeOptions {
  readonly style: Style;
  readonly width: number;
  /** How the learner gets somewhere: by a key of the watch mode, or by a command. */
  readonly way: 'keys' | 'commands';
}

/** What has been reached and learnt, and what to do next. */
export function renderOutcome(outcome: Outcome, options: OutcomeOptions): string[] {
  const { feedback } = outcome;
  if (feedback.state === 'solved' || feedback.state === 'mastered') {
    return renderSolved(outcome, options);
  }
  return renderNextStep(outcome, options);
}

function renderSolved(
  { exercise, feedback, gained, next, interviewPoints }: Outcome,
  { style, width, way }: OutcomeOptions,
): string[] {
  const { colors, symbols } = style;
  const open = openStretch(feedback);
  const headline =
    feedback.state === 'mastered'
      ? exercise.stretch.length > 0
        ? 'Mastered: core and stretch pass.'
        : 'Solved: every spec passes.'
      : 'Solved: the core passes.';
  const again = gained === null ? colors.dim(' (it was before, too)') : '';
  const points = `${count(interviewPoints, 'point')} to say in an interview`;
  const lesson = way === 'keys' ? 's' : `npx workbook show ${exercise.number}`;
  const onward = way === 'keys' ? 'n' : next ? `npx workbook watch ${next.number}` : '';
  return [
    `${colors.green(symbols.solved)} ${colors.bold(headline)}${again}`,
    ...wrap(`What this was about: ${exercise.concepts.join(', ')}.`, width, '  '),
    ...(interviewPoints > 0 ? wrap(`The lesson ends with ${points}: ${lesson}`, width, '  ') : []),
    ...(open.length > 0 ? wrap(`Stretch is open: ${open.join(', ')}.`, width, '  ') : []),
    ...(next
      ? wrap(`Next: ${next.number} ${next.title} (${next.minutes} min): ${onward}`, width, '  ')
      : ['  Every exercise of the workbook is solved.']),
  ];
}

function renderNextStep(
  { exercise, feedback }: Outcome,
  { style, width, way }: OutcomeOptions,
): string[] {
  if (way === 'keys' || feedback.state === 'error') return [];
  const { number } = exercise;
  const first = feedback.functions.find(({ failed, waiting }) => failed + waiting > 0);
  const todo =
    feedback.state === 'waiting' && first
      ? `Nothing is red. Next to write: ${first.name}.`
      : 'Change your file and run again.';
  return [
    ...wrap(todo, width),
    ...[
      ['the lesson', `npx workbook show ${number}`],
      ['a hint', `npx workbook hint ${number}`],
      ['check on every save', `npx workbook watch ${number}`],
    ].map(([what = '', command]) => `  ${what.padEnd(20)} ${style.colors.cyan(command)}`),
  ];
}

/** The stretch functions that do not pass yet. */
function openStretch({ functions }: Feedback): string[] {
  return functions
    .filter(({ part, failed, waiting }) => part === 'stretch' && failed + waiting > 0)
    .map(({ name }) => name);
}
