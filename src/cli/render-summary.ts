import type { Feedback } from '../feedback/index.ts';
import { count, pad, wrap } from './layout.ts';
import type { FinishedRun } from './render-report.ts';
import type { Style } from './style.ts';

export interface SummaryOptions {
  readonly style: Style;
  readonly width: number;
}

/** One run of several as a line of a table. */
export function summaryLine(
  { exercise, report, feedback }: FinishedRun,
  { style, titleWidth }: { readonly style: Style; readonly titleWidth: number },
): string {
  const passed = report.tests.filter(({ state }) => state === 'passed').length;
  const specs =
    report.state === 'error' ? 'nothing ran' : `${passed} of ${report.tests.length} pass`;
  return [
    symbolOf(feedback.state, style),
    pad(exercise.number, 5),
    pad(exercise.title, titleWidth),
    pad(specs, 14),
    words[feedback.state],
  ].join('  ');
}

/** Below the table: the first failure of each exercise that is red, and how many are solved. */
export function renderSummary(
  runs: readonly FinishedRun[],
  { style, width }: SummaryOptions,
): string[] {
  const red = runs.filter(({ feedback }) => isRed(feedback.state));
  const solved = runs.filter(({ feedback }) => isSolved(feedback.state)).length;
  return [
    ...red.flatMap((run) => ['', ...shortFailure(run, { style, width })]),
    '',
    `${solved} of ${count(runs.length, 'exercise')} solved, ${red.length} red.`,
  ];
}

function shortFailure(
  { exercise, report, feedback }: FinishedRun,
  { style, width }: SummaryOptions,
): string[] {
  const { colors, symbols } = style;
  const { firstFailure, diagnosis } = feedback;
  const test = report.error ? null : firstFailure?.test;
  const what = test ? `${test.function} ${symbols.pointer} ${test.name}` : words[feedback.state];
  const said = test?.message ?? report.error?.message ?? '';
  const named = diagnosis
    ? `${diagnosis.certainty === 'this is' ? 'This is' : 'This looks like'}: ${diagnosis.title}`
    : '';
  return [
    `${colors.red(symbols.failed)} ${colors.bold(exercise.number)}  ${what}`,
    ...wrap(said.split('\n')[0] ?? '', width, '    '),
    ...(named === '' ? [] : wrap(colors.yellow(named), width, '    ')),
  ];
}

const words: Readonly<Record<Feedback['state'], string>> = {
  mastered: 'every spec passes',
  solved: 'solved; the stretch is open',
  failing: 'red',
  waiting: 'not finished; nothing red',
  error: 'the file does not load',
  timeout: 'stopped: it did not come to an end',
};

function symbolOf(state: Feedback['state'], { colors, symbols }: Style): string {
  if (isSolved(state)) return colors.green(symbols.passed);
  return isRed(state) ? colors.red(symbols.failed) : colors.dim(symbols.waiting);
}

function isSolved(state: Feedback['state']): boolean {
  return state === 'mastered' || state === 'solved';
}

function isRed(state: Feedback['state']): boolean {
  return state === 'failing' || state === 'error' || state === 'timeout';
}
