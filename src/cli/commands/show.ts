import { Command } from 'commander';
import { findExercise, readLesson } from '../../catalog/index.ts';
import type { CommandContext } from '../command.ts';
import { renderMarkdown } from '../render-markdown.ts';
import { print, textWidth } from '../terminal.ts';

/** `workbook show`: the lesson. */
export function showCommand({ terminal, style, catalog }: CommandContext): Command {
  return new Command('show')
    .description(
      'Prints the lesson of an exercise. With --plain it is the Markdown as it is written.',
    )
    .argument('<exercise>', 'number, id or words of the title')
    .addHelpText('after', '\nExample:\n  npx workbook show 1.5')
    .action(async (query: string) => {
      const lesson = readLesson(findExercise(await catalog(), query));
      print(terminal, renderMarkdown(lesson, { style, width: textWidth(terminal) }).join('\n'));
    });
}
