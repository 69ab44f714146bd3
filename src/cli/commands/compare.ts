import { Command } from 'commander';
import { type Exercise, findExercise } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { CommandContext } from '../command.ts';
import { renderCompare } from '../render-compare.ts';
import { confirm, isInteractive, print, sizeOf } from '../terminal.ts';

/** `workbook compare`: the learner's file beside the reference. */
export function compareCommand(context: CommandContext): Command {
  return new Command('compare')
    .description(
      'Shows your file beside the reference as a diff, then why the reference is written so. Asks first when the exercise is not solved.',
    )
    .argument('<exercise>', 'number, id or words of the title')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', '\nExample:\n  npx workbook compare 1.5')
    .action(async (query: string, { yes }: { readonly yes?: true }) => {
      const exercise = findExercise(await context.catalog(), query);
      const { terminal, style } = context;
      if (!yes && !(await isWanted(exercise, context))) {
        print(terminal, `Nothing shown. A hint instead: npx workbook hint ${exercise.number}`);
        return;
      }
      const columns = sizeOf(terminal).columns - 1;
      print(terminal, renderCompare(exercise, { style, columns }).join('\n'));
    });
}

async function isWanted(exercise: Exercise, context: CommandContext): Promise<boolean> {
  const state = (await context.progress()).stateOf(exercise);
  if (state === 'solved' || state === 'mastered' || state === 'caught-up') return true;
  const { number, title } = exercise;
  if (isInteractive(context.terminal)) {
    return confirm(
      context.terminal,
      `${number} ${title} is not solved yet. Show the reference all the same?`,
    );
  }
  throw new WorkbookError(
    `${number} ${title} is not solved yet, and the reference gives it away.`,
    `If you want to see it all the same: npx workbook compare ${number} --yes`,
    exitCode.wrongCall,
  );
}
