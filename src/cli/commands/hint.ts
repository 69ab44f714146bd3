import { Command } from 'commander';
import { findExercise, readHints } from '../../catalog/index.ts';
import type { CommandContext } from '../command.ts';
import { renderHints } from '../render-hints.ts';
import { print, textWidth } from '../terminal.ts';

/** `workbook hint`: one hint more than last time. */
export function hintCommand(context: CommandContext): Command {
  return new Command('hint')
    .description('Prints the next hint of an exercise below those that you have seen.')
    .argument('<exercise>', 'number, id or words of the title')
    .addHelpText('after', '\nExample:\n  npx workbook hint 1.5')
    .action(async (query: string) => {
      const exercise = findExercise(await context.catalog(), query);
      const progress = await context.progress();
      const hints = readHints(exercise);
      const shown = Math.min(progress.hintsShown(exercise) + 1, hints.length);
      const { terminal, style } = context;
      const lines = renderHints(
        exercise,
        { hints, shown },
        {
          style,
          width: textWidth(terminal),
          ways: {
            next: `npx workbook hint ${exercise.number}`,
            compare: `npx workbook compare ${exercise.number}`,
          },
        },
      );
      print(terminal, lines.join('\n'));
      progress.hintShown(exercise, shown);
    });
}
