import { Command } from 'commander';
import { type Exercise, findExercise } from '../../catalog/index.ts';
import { nextOnPath } from '../../workshop/learning-path.ts';
import type { CommandContext } from '../command.ts';
import { stateName } from '../render-list.ts';
import { renderPlace } from '../source-place.ts';
import { print } from '../terminal.ts';

/** `workbook catch-up`: the reference in the place of the learner's file, and on to the next exercise. */
export function catchUpCommand(context: CommandContext): Command {
  return new Command('catch-up')
    .description(
      'Puts the reference in the place of your file, so that you can go on with a group. A copy of your file is kept, and `workbook undo` brings it back. The exercise counts as caught up; it counts as solved when you have written it yourself.',
    )
    .argument('<exercise>', 'number, id or words of the title')
    .addHelpText('after', '\nExample:\n  npx workbook catch-up 1.5')
    .action(async (query: string) => {
      const exercise = findExercise(await context.catalog(), query);
      const progress = await context.progress();
      const lines = await putReference(exercise, context);
      const next = nextOnPath(await context.path(), progress, exercise);
      if (next) progress.setCurrent(next);
      const onward = next
        ? `Next: ${next.number} ${next.title} (${next.minutes} min): npx workbook watch ${next.number}`
        : 'No exercise is open any more.';
      print(context.terminal, [...lines, onward].join('\n'));
    });
}

async function putReference(exercise: Exercise, context: CommandContext): Promise<string[]> {
  const progress = await context.progress();
  const { number, title, files } = exercise;
  const state = progress.stateOf(exercise);
  const compare = `The reference, and why it is written so: npx workbook compare ${number}`;
  if (state !== 'new' && state !== 'begun') {
    return [
      `${number} ${title} is ${stateName(state)} already; your file stays as it is.`,
      compare,
    ];
  }
  const kept = progress.catchUp(exercise);
  const { style, terminal } = context;
  const place = renderPlace({ file: files.learner, line: 1 }, { style, cwd: terminal.cwd });
  return [
    `${place} is the reference now. ${number} is caught up, which does not count as solved.`,
    compare,
    ...(kept ? [`Your own file back: npx workbook undo ${number}`] : []),
  ];
}
