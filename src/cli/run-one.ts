import { type Exercise, requireSolution } from '../catalog/index.ts';
import type { Report, Runner } from '../runner/index.ts';
import { progressAlong } from '../workshop/learning-path.ts';
import type { CommandContext } from './command.ts';
import { readRun, recordRun, weighRun } from './finish-run.ts';
import { renderOutcome } from './render-outcome.ts';
import { type FinishedRun, renderReport } from './render-report.ts';
import { print, textWidth } from './terminal.ts';

export interface RunOneOptions {
  readonly runner: Runner;
  /** The reference in place of the learner's file. */
  readonly solution?: boolean;
  readonly json?: boolean;
}

/** Runs one exercise and prints what there is to say. A run of the learner's file is written down. */
export async function runOne(
  context: CommandContext,
  exercise: Exercise,
  { runner, solution = false, json = false }: RunOneOptions,
): Promise<Report> {
  const { terminal, style } = context;
  if (solution) requireSolution(exercise);
  const report = await runner.run(exercise, { implementation: solution ? 'solution' : 'learner' });
  const progress = await context.progress();
  const path = await context.path();
  const along = progressAlong(path, progress);
  const weighed = solution ? null : weighRun(exercise, report, along);
  const run = weighed ?? readRun(exercise, report);
  if (weighed) recordRun(weighed, progress);
  if (path.notice) terminal.errorOutput.write(`${path.notice}\n`);
  if (json) {
    print(terminal, JSON.stringify(withDiagnosis(run), null, 2));
    return report;
  }
  const width = textWidth(terminal);
  const shown = {
    style,
    width,
    cwd: terminal.cwd,
    specs: true,
    trace: context.debug,
    way: 'commands',
  } as const;
  const subject = solution ? ' (the reference)' : '';
  const outcome = weighed ? renderOutcome(weighed, { style, width, way: 'commands' }) : [];
  print(
    terminal,
    [
      `${style.colors.bold(`${exercise.number}  ${exercise.title}`)}${subject}`,
      '',
      ...renderReport(run, shown),
      ...(outcome.length > 0 ? ['', ...outcome] : []),
    ].join('\n'),
  );
  return report;
}

/** What `run --json` prints of a run. */
export function withDiagnosis({ report, feedback }: FinishedRun): unknown {
  return { ...report, diagnosis: feedback.diagnosis };
}
