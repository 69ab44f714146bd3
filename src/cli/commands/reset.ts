import { Command } from 'commander';
import { findExercise } from '../../catalog/index.ts';
import type { CommandContext } from '../command.ts';
import { renderPlace } from '../source-place.ts';
import { print } from '../terminal.ts';

/** `workbook reset`: the stub back in place of the learner's file. */
export function resetCommand(context: CommandContext): Command {
  return new Command('reset')
    .description(
      'Puts the untouched stub of an exercise back. A copy of your file is kept, and `workbook undo` brings it back.',
    )
    .argument('<exercise>', 'number, id or words of the title')
    .addHelpText('after', '\nExample:\n  npx workbook reset 1.5')
    .action(async (query: string) => {
      const exercise = findExercise(await context.catalog(), query);
      const kept = (await context.progress()).reset(exercise);
      const { style, terminal } = context;
      const place = { file: exercise.files.learner, line: 1 };
      print(
        terminal,
        [
          `${renderPlace(place, { style, cwd: terminal.cwd })} is the untouched stub again.`,
          kept
            ? `What you had is kept. Bring it back: npx workbook undo ${exercise.number}`
            : 'There was nothing of yours in it to keep.',
        ].join('\n'),
      );
    });
}
