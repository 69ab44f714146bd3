import type { Exercise } from '../catalog/index.ts';
import type { Feedback } from '../feedback/index.ts';
import type { Report } from '../runner/report.ts';
import { count, truncate } from './layout.ts';
import { type FailureOptions, renderDiagnosis, renderFailure } from './render-failure.ts';
import { renderFunctions } from './render-functions.ts';
import { renderRunError } from './render-run-error.ts';
import type { Style } from './style.ts';

/** A finished run with what it says. */
export interface FinishedRun {
  readonly exercise: Exercise;
  readonly report: Report;
  readonly feedback: Feedback;
}

export interface ReportOptions extends FailureOptions {
  /** Name every spec of the functions that have been begun. */
  readonly specs: boolean;
}

const shownOutput = 12;

/** A run, section by section: function by function, the first failure, its diagnosis, what the code printed. */
export function renderReport(run: FinishedRun, options: ReportOptions): string[] {
  const { exercise, report, feedback } = run;
  const { firstFailure, diagnosis, functions } = feedback;
  const hasRun = report.tests.some(({ state }) => state !== 'skipped');
  const sections = [
    hasRun ? renderFunctions(functions, report, options) : [],
    renderRunError(exercise, report, options),
    firstFailure && report.state === 'failed' ? renderFailure(firstFailure, options) : [],
    diagnosis ? renderDiagnosis(diagnosis, options) : [],
    renderOutput(report.output, options),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap(separated);
}

/** What the learner's code printed, apart from everything else and never all of it. */
function renderOutput(
  { text, truncated }: Report['output'],
  { style, width }: { readonly style: Style; readonly width: number },
): string[] {
  const { colors, symbols } = style;
  const lines = text.trimEnd().split('\n');
  if (text.trim() === '') return [];
  const rest = lines.length - shownOutput;
  return [
    colors.dim('Your code printed:'),
    ...lines
      .slice(0, shownOutput)
      .map((line) =>
        colors.dim(`  ${symbols.column} ${truncate(line, width - 4, symbols.ellipsis)}`),
      ),
    ...(rest > 0 || truncated
      ? [colors.dim(`  ${symbols.ellipsis} ${restOf(Math.max(0, rest), truncated)}`)]
      : []),
  ];
}

function restOf(lines: number, truncated: boolean): string {
  if (lines === 0) return 'and more, which was not kept';
  return `${count(lines, 'more line')}${truncated ? ', and more that was not kept' : ''}`;
}

function separated(lines: readonly string[], index: number): string[] {
  return index === 0 ? [...lines] : ['', ...lines];
}
