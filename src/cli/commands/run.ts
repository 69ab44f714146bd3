import { Command } from 'commander';
import { type Exercise, findExercises, requireSolution } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import { type Report, type Runner, startRunner } from '../../runner/index.ts';
import type { CommandContext } from '../command.ts';
import { readRun, recordRun } from '../finish-run.ts';
import { widest } from '../layout.ts';
import type { FinishedRun } from '../render-report.ts';
import { renderSummary, summaryLine } from '../render-summary.ts';
import { runOne, withDiagnosis } from '../run-one.ts';
import { print, textWidth } from '../terminal.ts';

interface RunOptions {
  readonly all?: true;
  readonly solution?: true;
  readonly json?: true;
}

/** `workbook run`: specs once, without watching. */
export function runCommand(context: CommandContext): Command {
  return new Command('run')
    .description(
      'Runs specs once. Exit code 1 as long as a spec fails or waits for a function that is not written.',
    )
    .argument(
      '[exercise|chapter]',
      'number, id or words of the title; a chapter by its number or id',
    )
    .option('--all', 'every exercise')
    .option('--solution', 'run the reference in place of your file')
    .option('--json', 'print one JSON object: the report, or {schema, reports} for several')
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook run 1.5\n  npx workbook run 1\n  npx workbook run --all --solution',
    )
    .action(async (query: string | undefined, options: RunOptions) => {
      const exercises = await chosen(context, query, options);
      const runner = await startRunner({ root: context.root });
      try {
        const [only] = exercises;
        const reports =
          only && exercises.length === 1 && !options.all
            ? [await runOne(context, only, { runner, ...options })]
            : await runSeveral(context, exercises, { runner, options });
        if (reports.some(({ state }) => state !== 'passed')) context.exitWith(exitCode.specsFail);
      } finally {
        await runner.close();
      }
    });
}

interface Run {
  readonly runner: Runner;
  readonly options: RunOptions;
}

async function chosen(
  context: CommandContext,
  query: string | undefined,
  { all }: RunOptions,
): Promise<readonly Exercise[]> {
  const catalog = await context.catalog();
  if (all && query === undefined) return catalog.exercises;
  if (!all && query !== undefined) return findExercises(catalog, query);
  throw new WorkbookError(
    all
      ? '--all stands for every exercise, so no name goes with it.'
      : 'What is to be run? Name an exercise or a chapter, or give --all.',
    'npx workbook run 1.5',
    exitCode.wrongCall,
  );
}

async function runSeveral(
  context: CommandContext,
  exercises: readonly Exercise[],
  { runner, options }: Run,
): Promise<readonly Report[]> {
  const { terminal, style } = context;
  const titleWidth = widest(exercises.map(({ title }) => title));
  const runs: FinishedRun[] = [];
  for await (const run of runsOf(context, exercises, { runner, options })) {
    runs.push(run);
    if (!options.json) print(terminal, summaryLine(run, { style, titleWidth }));
  }
  if (options.json) {
    print(terminal, JSON.stringify({ schema: 1, reports: runs.map(withDiagnosis) }, null, 2));
  } else {
    print(terminal, renderSummary(runs, { style, width: textWidth(terminal) }).join('\n'));
  }
  return runs.map(({ report }) => report);
}

async function* runsOf(
  context: CommandContext,
  exercises: readonly Exercise[],
  { runner, options }: Run,
): AsyncGenerator<FinishedRun> {
  if (options.solution) {
    exercises.forEach(requireSolution);
    const jobs = exercises.map((exercise) => ({ exercise, implementation: 'solution' as const }));
    const reports = await runner.runAll(jobs);
    for (const [index, { exercise }] of jobs.entries()) {
      const report = reports[index];
      if (report) yield readRun(exercise, report);
    }
    return;
  }
  // One by one, each in a worker of its own: a learner's file may hang or end the process.
  const progress = await context.progress();
  for (const exercise of exercises) {
    const run = readRun(exercise, await runner.run(exercise));
    recordRun(run, progress);
    yield run;
  }
}
