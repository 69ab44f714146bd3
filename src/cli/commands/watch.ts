import { Command } from 'commander';
import { type Exercise, findExercise } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import { startRunner } from '../../runner/index.ts';
import { nextOnPath, onPath } from '../../workshop/learning-path.ts';
import type { CommandContext } from '../command.ts';
import { runOne } from '../run-one.ts';
import { isInteractive } from '../terminal.ts';
import { needsPolling } from '../watch/file-changes.ts';
import { watchSession } from '../watch/watch-session.ts';

/** `workbook watch`, also what `workbook` alone does. */
export function watchCommand(context: CommandContext): Command {
  return new Command('watch')
    .description(
      'Runs the specs of an exercise whenever you save its file, and shows what they say. Goes on where you left off when no exercise is named. Without a terminal the specs run once.',
    )
    .argument('[exercise]', 'number, id or words of the title')
    .option('--poll', 'look at the files every so often, where saves are not noticed')
    .addHelpText('after', '\nExamples:\n  npx workbook\n  npx workbook watch 1.5')
    .action(async (query: string | undefined, { poll }: { readonly poll?: true }) => {
      const { terminal, style, root } = context;
      const catalog = await context.catalog();
      const progress = await context.progress();
      const path = await context.path();
      const exercise = onPath(path, await chosen(context, query));
      const runner = await startRunner({ root });
      try {
        if (isInteractive(terminal)) {
          await watchSession({
            terminal,
            style,
            catalog,
            progress,
            path,
            runner,
            exercise,
            poll: poll ?? needsPolling(root),
          });
        } else {
          await runOne(context, exercise, { runner });
        }
      } finally {
        await runner.close();
      }
    });
}

/** The exercise that was asked for, else the one that the learner was at, else the first unsolved of the path. */
async function chosen(context: CommandContext, query: string | undefined): Promise<Exercise> {
  if (query !== undefined) return findExercise(await context.catalog(), query);
  const progress = await context.progress();
  const current = progress.current();
  const state = current ? progress.stateOf(current) : null;
  if (current && (state === 'new' || state === 'begun')) return current;
  const path = await context.path();
  const next = nextOnPath(path, progress, current ?? undefined) ?? current ?? path.exercises.at(0);
  if (next) return next;
  throw new WorkbookError(
    `There are no exercises in ${context.root}.`,
    'Name the workbook with --root.',
    exitCode.wrongCall,
  );
}
