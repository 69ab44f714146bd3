import { relative } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Exercise, findExercise } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { Progress, Snapshot } from '../../progress/index.ts';
import type { CommandContext } from '../command.ts';
import { count, pad, widest } from '../layout.ts';
import { renderPlace } from '../source-place.ts';
import { print } from '../terminal.ts';

interface UndoOptions {
  readonly list?: true;
  readonly to?: number;
}

/** `workbook undo`: a copy of the learner's file back in its place. */
export function undoCommand(context: CommandContext): Command {
  return new Command('undo')
    .description(
      'Brings back your file of an exercise as it was before the last reset, catch-up or undo. What is there now is kept first, so a second undo takes the first one back.',
    )
    .argument('<exercise>', 'number, id or words of the title')
    .option('-l, --list', 'show the copies that are kept, and change nothing')
    .option('--to <copy>', 'bring back the copy with this number in the list', copyNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook undo 1.5\n  npx workbook undo 1.5 --list\n  npx workbook undo 1.5 --to 3',
    )
    .action(async (query: string, { list, to }: UndoOptions) => {
      const exercise = findExercise(await context.catalog(), query);
      const progress = await context.progress();
      if (list) {
        print(context.terminal, renderSnapshots(exercise, progress, context.terminal.cwd));
        return;
      }
      const snapshot = to === undefined ? progress.undo(exercise) : restore(exercise, progress, to);
      const { style, terminal } = context;
      const place = { file: exercise.files.learner, line: 1 };
      print(
        terminal,
        [
          `${renderPlace(place, { style, cwd: terminal.cwd })} is as it was on ${when(snapshot)} (${reasonOf(snapshot)}).`,
          `What stood there before is kept. Take this back: npx workbook undo ${exercise.number}`,
        ].join('\n'),
      );
    });
}

function restore(exercise: Exercise, progress: Progress, number: number): Snapshot {
  const snapshots = progress.listSnapshots(exercise);
  const snapshot = snapshots[number - 1];
  if (!snapshot) {
    throw new WorkbookError(
      `There is no copy ${number} of ${exercise.number} ${exercise.title}: ${count(snapshots.length, 'copy is', 'copies are')} kept.`,
      `npx workbook undo ${exercise.number} --list`,
      exitCode.wrongCall,
    );
  }
  progress.restore(exercise, snapshot);
  return snapshot;
}

function renderSnapshots(exercise: Exercise, progress: Progress, cwd: string): string {
  const { number, title } = exercise;
  const snapshots = progress.listSnapshots(exercise);
  if (snapshots.length === 0) return `No copy of ${number} ${title} is kept yet.`;
  const reasons = widest(snapshots.map(reasonOf));
  return [
    `Copies of ${number} ${title}, the newest last:`,
    ...snapshots.map(
      (snapshot, index) =>
        `  ${pad(String(index + 1), 3, 'left')}  ${when(snapshot)}  ${pad(reasonOf(snapshot), reasons)}  ${relative(cwd, snapshot.file)}`,
    ),
    `Bring one back: npx workbook undo ${number} --to ${snapshots.length}`,
  ].join('\n');
}

/** The local time as one reads it: 2026-03-14 15:09:26. */
function when({ takenAt }: Snapshot): string {
  return new Date(takenAt).toLocaleString('sv-SE');
}

const reasons: Readonly<Record<string, string>> = {
  run: 'at a run',
  reset: 'before a reset',
  'catch-up': 'before a catch-up',
  update: 'before an update',
  undo: 'before an undo',
};

function reasonOf({ reason }: Snapshot): string {
  return reasons[reason] ?? reason;
}

function copyNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A copy is named by its number in `--list`, from 1.');
}
