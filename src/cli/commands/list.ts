import { Command, InvalidArgumentError } from 'commander';
import type { Catalog } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { Progress } from '../../progress/index.ts';
import type { CommandContext } from '../command.ts';
import { type ListedExercise, progressBar, renderList } from '../render-list.ts';
import { print, textWidth } from '../terminal.ts';

interface ListOptions {
  readonly chapter?: number;
  readonly json?: true;
}

/** `workbook list`: chapters and exercises with their states. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description(
      'Lists chapters and exercises with minutes, difficulty and how far you are: new, begun, solved (the core passes) or mastered (the stretch too).',
    )
    .option('-c, --chapter <number>', 'only this chapter', chapterNumber)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  npx workbook list --chapter 1')
    .action(async ({ chapter, json }: ListOptions) => {
      const catalog = await context.catalog();
      const progress = await context.progress();
      const chapters = chaptersOf(catalog, chapter);
      const listed = listedOf(
        chapters.flatMap(({ exercises }) => exercises),
        progress,
      );
      if (json) print(context.terminal, JSON.stringify(listData(chapters, listed), null, 2));
      else printList(context, chapters, listed);
      if (progress.notice) context.terminal.errorOutput.write(`${progress.notice}\n`);
    });
}

function printList(
  { terminal, style }: CommandContext,
  chapters: Catalog['chapters'],
  listed: readonly ListedExercise[],
): void {
  const options = { style, width: textWidth(terminal, 100) };
  print(terminal, renderList(chapters, listed, options).join('\n'));
  if (chapters.length !== 1) print(terminal, `\n${progressBar(listed, style)}`);
}

function chaptersOf({ chapters }: Catalog, wanted: number | undefined): Catalog['chapters'] {
  if (wanted === undefined) return chapters;
  const found = chapters.filter(({ number }) => number === wanted);
  if (found.length > 0) return found;
  const lines = chapters.map(({ number, title }) => `  ${number}  ${title}`);
  throw new WorkbookError(
    `There is no chapter ${wanted}. Chapters:\n${lines.join('\n')}`,
    'npx workbook list --chapter NUMBER',
    exitCode.wrongCall,
  );
}

function listedOf(exercises: Catalog['exercises'], progress: Progress): ListedExercise[] {
  return exercises.map((exercise) => ({ exercise, state: progress.stateOf(exercise) }));
}

function listData(chapters: Catalog['chapters'], listed: readonly ListedExercise[]): unknown {
  const isSolved = ({ state }: ListedExercise) => state === 'solved' || state === 'mastered';
  return {
    schema: 1,
    total: listed.length,
    solved: listed.filter(isSolved).length,
    chapters: chapters.map(({ number, id, title }) => ({
      number,
      id,
      title,
      exercises: listed
        .filter(({ exercise }) => exercise.chapter === number)
        .map(({ exercise: { files, ...facts }, state }) => ({
          ...facts,
          state,
          file: files.learner,
        })),
    })),
  };
}

function chapterNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A chapter is named by its number, as in --chapter 1.');
}
