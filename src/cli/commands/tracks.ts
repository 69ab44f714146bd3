import { Command } from 'commander';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { Progress } from '../../progress/index.ts';
import { alongTrack, learningPath, nextOnPath, onPath } from '../../workshop/learning-path.ts';
import { exercisesOf, lengthOf, type Track } from '../../workshop/track.ts';
import { findTrack, readTracks } from '../../workshop/tracks.ts';
import type { CommandContext } from '../command.ts';
import { count } from '../layout.ts';
import { type ListedTrack, renderTracks } from '../render-tracks.ts';
import { print, textWidth } from '../terminal.ts';

interface TracksOptions {
  readonly none?: true;
  readonly json?: true;
}

/** `workbook tracks`: orders through the exercises; one of them can be chosen. */
export function tracksCommand(context: CommandContext): Command {
  return new Command('tracks')
    .description(
      'Lists the tracks: orders through a part of the exercises, self-paced or for a workshop. With an id it is chosen: list, watch and the key n then follow it.',
    )
    .argument('[track]', 'the id, its beginning, or words of the title')
    .option('--none', 'back to the order of the chapters')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook tracks\n  npx workbook tracks llm-first\n  npx workbook tracks --none',
    )
    .action(async (query: string | undefined, options: TracksOptions) => {
      if (query !== undefined && options.none) {
        throw new WorkbookError(
          '--none stands for no track, so no track goes with it.',
          'npx workbook tracks --none',
          exitCode.wrongCall,
        );
      }
      const news = await choose(context, query, options);
      if (options.json) await printJson(context);
      else if (news === null) await printTracks(context);
      else print(context.terminal, news);
    });
}

/** Chooses what was asked for. @returns what to tell about it, null when nothing was chosen */
async function choose(
  context: CommandContext,
  query: string | undefined,
  { none }: TracksOptions,
): Promise<string | null> {
  const progress = await context.progress();
  if (none) {
    progress.setTrack(null);
    return 'The exercises come by chapter again. npx workbook list shows them.';
  }
  return query === undefined ? null : follow(context, query);
}

async function follow(context: CommandContext, query: string): Promise<string> {
  const catalog = await context.catalog();
  const progress = await context.progress();
  const track = findTrack(catalog, query);
  const path = alongTrack(catalog, track);
  progress.setTrack(track.id);
  const current = progress.current();
  const isOnTrack = path.exercises.some(({ id }) => id === current?.id);
  const state = current && isOnTrack ? progress.stateOf(current) : null;
  const goesOn = current && (state === 'new' || state === 'begun');
  const next = goesOn ? onPath(path, current) : nextOnPath(path, progress);
  if (next) progress.setCurrent(next);
  const amount = count(path.exercises.length, 'exercise');
  return [
    `You follow "${track.title}": ${amount}, ${solvedOf(track, progress)} solved.`,
    next
      ? `Next: ${next.number} ${next.title}. npm start opens it.`
      : 'Every exercise is solved. npx workbook list shows them.',
  ].join('\n');
}

async function printTracks(context: CommandContext): Promise<void> {
  const { terminal, style } = context;
  const progress = await context.progress();
  const catalog = await context.catalog();
  // What cannot be followed is said below by its own error; what is gone only here.
  const { notice, track } = learningPath(catalog, progress);
  const { tracks, errors } = readTracks(catalog);
  const listed = tracks.map((each) => listedOf(each, progress, track));
  print(terminal, renderTracks(listed, { style, width: textWidth(terminal) }).join('\n'));
  const isBroken = progress.track() !== null && track === null;
  if (notice && !isBroken) terminal.errorOutput.write(`\n${notice}\n`);
  for (const { message } of errors) {
    terminal.errorOutput.write(`\nThis track is left out:\n${message}\n`);
  }
}

async function printJson(context: CommandContext): Promise<void> {
  const progress = await context.progress();
  const catalog = await context.catalog();
  const { track } = learningPath(catalog, progress);
  const { tracks, errors } = readTracks(catalog);
  const data = {
    schema: 1,
    chosen: track?.id ?? null,
    tracks: tracks.map((each) => listedOf(each, progress, track)),
    errors: errors.map(({ message }) => message),
  };
  print(context.terminal, JSON.stringify(data, null, 2));
}

function listedOf(track: Track, progress: Progress, chosen: Track | null): ListedTrack {
  const { id, title, kind } = track;
  return {
    id,
    title,
    for: track.for,
    kind,
    exercises: exercisesOf(track).map((exercise) => exercise.id),
    minutes: lengthOf(track),
    solved: solvedOf(track, progress),
    chosen: id === chosen?.id,
  };
}

function solvedOf(track: Track, progress: Progress): number {
  const states = exercisesOf(track).map((exercise) => progress.stateOf(exercise));
  return states.filter((state) => state === 'solved' || state === 'mastered').length;
}
