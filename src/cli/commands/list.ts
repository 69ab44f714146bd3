import { Command, InvalidArgumentError } from 'commander';
import type { Catalog } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { LearningPath } from '../../workshop/learning-path.ts';
import type { CommandContext } from '../command.ts';
import { type ListedExercise, listedOn } from '../listed-exercise.ts';
import { progressBar, renderList, renderTrackList } from '../render-list.ts';
import { print, textWidth } from '../terminal.ts';

interface ListOptions {
  readonly all?: boolean;
  readonly chapter?: number;
  readonly json?: true;
}

/** `workbook list`: chapters and exercises with their states. */
export function listCommand(context: CommandContext): Command {
  return new Command('list')
    .description(
      'Lists chapters and exercises with minutes, difficulty and how far you are: new, begun, solved (the core passes), mastered (the stretch too) or caught up (the reference is in place). When you have chosen a track: its exercises in its order.',
    )
    .option('--all', 'every exercise by chapter, also when a track is chosen')
    .option('-c, --chapter <number>', 'only this chapter', chapterNumber)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  npx workbook list --chapter 1')
    .action(async ({ chapter, all = chapter !== undefined, json }: ListOptions) => {
      const catalog = await context.catalog();
      const progress = await context.progress();
      const path = await context.path();
      const chapters = chaptersOf(catalog, chapter);
      const byChapter = { exercises: chapters.flatMap(({ exercises }) => exercises), others: [] };
      if (json) {
        const data = { ...listData(chapters, listedOn(byChapter, progress)), ...trackData(path) };
        print(context.terminal, JSON.stringify(data, null, 2));
      } else if (path.track && !all) {
        printTrack(context, path.track, listedOn(path, progress));
      } else printChapters(context, chapters, listedOn(byChapter, progress));
      for (const notice of [progress.notice, path.notice]) {
        if (notice) context.terminal.errorOutput.write(`${notice}\n`);
      }
    });
}

function printChapters(
  { terminal, style }: CommandContext,
  chapters: Catalog['chapters'],
  listed: readonly ListedExercise[],
): void {
  const options = { style, width: textWidth(terminal, 100) };
  print(terminal, renderList(chapters, listed, options).join('\n'));
  if (chapters.length !== 1) print(terminal, `\n${progressBar(listed, style)}`);
}

function printTrack(
  { terminal, style }: CommandContext,
  track: NonNullable<LearningPath['track']>,
  listed: readonly ListedExercise[],
): void {
  const options = { style, width: textWidth(terminal, 100) };
  print(terminal, renderTrackList(track, listed, options).join('\n'));
  print(terminal, `\n${progressBar(listed, style)}`);
}

/** The chosen track and its order, null without one. Minutes are the track's. */
function trackData({ track, exercises }: LearningPath): { readonly track: unknown } {
  if (!track) return { track: null };
  const { id, title, kind } = track;
  const inOrder = exercises.map((exercise) => ({ id: exercise.id, minutes: exercise.minutes }));
  return { track: { id, title, kind, exercises: inOrder } };
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

function listData(chapters: Catalog['chapters'], listed: readonly ListedExercise[]): object {
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
