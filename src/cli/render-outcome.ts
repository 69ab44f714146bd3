import type { Exercise } from '../catalog/index.ts';
import type { Feedback } from '../feedback/index.ts';
import type { Report } from '../runner/report.ts';
import { count, wrap } from './layout.ts';
import type { Way } from './render-failure.ts';
import type { Style } from './style.ts';

/** What a run means for the learner, beyond its specs. */
export interface Outcome {
  readonly exercise: Exercise;
  readonly report: Report;
  readonly feedback: Feedback;
  /** What the exercise became by this run; null when nothing changed. */
  readonly gained: 'solved' | 'mastered' | null;
  /** What ran is a reference that was put in place to catch up. */
  readonly caughtUp: boolean;
  /** The exercise to go on with; null when none is left. */
  readonly next: Exercise | null;
  /** Points that the lesson gives for an interview. */
  readonly interviewPoints: number;
}

export interface OutcomeOptions {
  readonly style: Style;
  readonly width: number;
  readonly way: Way;
}

const namedSpecs = 5;

/** What has been reached and learnt, and what to do next. */
export function renderOutcome(outcome: Outcome, options: OutcomeOptions): string[] {
  const { feedback } = outcome;
  if (feedback.state === 'solved' || feedback.state === 'mastered') {
    return renderSolved(outcome, options);
  }
  // Red in the stretch takes nothing away from what is reached.
  if (feedback.state === 'failing' && feedback.corePassed) return renderSolved(outcome, options);
  return renderNextStep(outcome, options);
}

function renderSolved(outcome: Outcome, { style, width, way }: OutcomeOptions): string[] {
  const { exercise, feedback, next, interviewPoints } = outcome;
  const open = openStretch(feedback);
  const points = `${count(interviewPoints, 'point')} to say in an interview`;
  const lesson = way === 'keys' ? 's' : `npx workbook show ${exercise.number}`;
  const onward = way === 'keys' ? 'n' : next ? `npx workbook watch ${next.number}` : '';
  return [
    ...headline(outcome, { style, width, way }),
    ...wrap(`What this was about: ${exercise.concepts.join(', ')}.`, width, '  '),
    ...(interviewPoints > 0 ? wrap(`The lesson ends with ${points}: ${lesson}`, width, '  ') : []),
    ...(open.length > 0 ? wrap(`Stretch is open: ${open.join(', ')}.`, width, '  ') : []),
    ...(next
      ? wrap(`Next: ${next.number} ${next.title} (${next.minutes} min): ${onward}`, width, '  ')
      : ['  No exercise is open any more.']),
  ];
}

function headline(
  { exercise, feedback, gained, caughtUp }: Outcome,
  { style, width, way }: OutcomeOptions,
): string[] {
  const { colors, symbols } = style;
  if (caughtUp) {
    const undo = way === 'keys' ? 'u' : `npx workbook undo ${exercise.number}`;
    return [
      `${colors.cyan(symbols.caughtUp)} ${colors.bold('Caught up: what passes here is the reference.')}`,
      ...wrap(`It does not count as solved. Your own file back: ${undo}`, width, '  '),
    ];
  }
  const text =
    feedback.state === 'mastered'
      ? exercise.stretch.length > 0
        ? 'Mastered: core and stretch pass.'
        : 'Solved: every spec passes.'
      : feedback.state === 'failing'
        ? 'Solved: the core passes. What is red belongs to the stretch.'
        : 'Solved: the core passes.';
  const again = gained === null ? colors.dim(' (it was before, too)') : '';
  return [`${colors.green(symbols.solved)} ${colors.bold(text)}${again}`];
}

function renderNextStep(outcome: Outcome, { style, width, way }: OutcomeOptions): string[] {
  const { state } = outcome.feedback;
  const todo = state === 'waiting' ? renderToWrite(outcome, { style, width, way }) : [];
  if (way === 'keys') return todo;
  const { number } = outcome.exercise;
  return [
    ...(todo.length > 0 ? [...todo, ''] : []),
    ...[
      ['the lesson', `npx workbook show ${number}`],
      ['a hint', `npx workbook hint ${number}`],
      ['check on every save', `npx workbook watch ${number}`],
    ].map(([what = '', command]) => `${what.padEnd(20)} ${style.colors.cyan(command)}`),
  ];
}

/** The first function that is still to be written, and what its specs say that it must do. */
function renderToWrite({ feedback, report }: Outcome, { style, width }: OutcomeOptions): string[] {
  const { colors, symbols } = style;
  const next = feedback.functions.find(({ part, waiting }) => part === 'core' && waiting > 0);
  if (!next) return [];
  const names = report.tests
    .filter((test) => test.function === next.name && test.state === 'waiting')
    .map(({ name }) => name);
  const rest = names.length - namedSpecs;
  return [
    `Nothing is red. Next to write: ${colors.bold(next.name)}. Its specs say what it must do:`,
    ...names
      .slice(0, namedSpecs)
      .flatMap((name) =>
        wrap(name, width, '    ').map((line, index) =>
          index === 0 ? `  ${colors.dim(symbols.waiting)} ${line.slice(4)}` : line,
        ),
      ),
    ...(rest > 0 ? [colors.dim(`    and ${rest} more`)] : []),
  ];
}

/** The stretch functions that do not pass yet. */
function openStretch({ functions }: Feedback): string[] {
  return functions
    .filter(({ part, failed, waiting }) => part === 'stretch' && failed + waiting > 0)
    .map(({ name }) => name);
}
