import { join } from 'node:path';
import type { Exercise } from '../catalog/exercise.ts';
import { readStub } from '../catalog/exercise-texts.ts';
import { exitCode, WorkbookError } from '../errors.ts';
import { readIfThere, removeIfPossible } from './disk.ts';
import { newStarterOf, readLearnerFile } from './learner-file.ts';
import { type WriteFile, whileLocked } from './lock.ts';
import type { Progress, Snapshot } from './progress.ts';
import { keepSnapshot, readSnapshot, snapshotsIn, undoTarget } from './snapshots.ts';

type Copies = Pick<Progress, 'snapshot' | 'listSnapshots' | 'reset' | 'undo' | 'restore'> & {
  /** @returns the copy of what was there; null when there was nothing, or the same */
  putReference(exercise: Exercise, content: string): Snapshot | null;
};

/** The reason of the copies that are made before the reference is put in place. */
export const catchUp = 'catch-up';

/**
 * The learner's files and their copies under `folder`. Nothing is written over a learner's file before
 * its copy is on disk.
 */
export function openCopies(folder: string): Copies {
  const snapshots = join(folder, 'snapshots');

  /** What is there is copied when the new content is ready to take its place: a save until then is kept too. */
  function replace(exercise: Exercise, { content, reason, write }: Replacement): Snapshot | null {
    let kept: Snapshot | null = null;
    const keepPresent = () => {
      const present = readLearnerFile(exercise);
      kept = present && keepSnapshot(snapshots, exercise, { content: present, reason, write });
      const now = readLearnerFile(exercise);
      if (now !== null && !present?.equals(now)) keepPresent();
    };
    write(exercise.files.learner, content, keepPresent);
    return kept;
  }

  function put(exercise: Exercise, text: string, reason: string): Snapshot | null {
    const content = Buffer.from(text);
    return whileLocked(folder, (write) =>
      readLearnerFile(exercise)?.equals(content)
        ? null
        : replace(exercise, { content, reason, write }),
    );
  }

  return {
    listSnapshots: (exercise) => snapshotsIn(snapshots, exercise),
    snapshot(exercise, reason) {
      const slug = reason.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      return whileLocked(folder, (write) => {
        const content = readLearnerFile(exercise);
        return content && keepSnapshot(snapshots, exercise, { content, reason: slug, write });
      });
    },
    reset(exercise, reason = 'reset') {
      const stub = readStub(exercise);
      const kept = put(exercise, stub, reason);
      removeIfSame(newStarterOf(exercise), stub);
      return kept;
    },
    putReference(exercise, content) {
      return put(exercise, content, catchUp);
    },
    undo(exercise) {
      return whileLocked(folder, (write) => {
        const present = readLearnerFile(exercise);
        const target = undoTarget(snapshotsIn(snapshots, exercise), present);
        if (!target) throw nothingToUndo(exercise, present !== null);
        replace(exercise, { content: readSnapshot(target), reason: 'undo', write });
        return target;
      });
    },
    restore(exercise, snapshot) {
      if (snapshot.exercise !== exercise.id) {
        throw new RangeError(
          `snapshot is of exercise "${snapshot.exercise}"; it must be one of "${exercise.id}".`,
        );
      }
      whileLocked(folder, (write) => {
        replace(exercise, { content: readSnapshot(snapshot), reason: 'restore', write });
      });
    },
  };
}

/** The new starter that an update put beside the learner's file is of no use once it has taken its place. */
function removeIfSame(file: string, text: string): void {
  if (readIfThere(file)?.equals(Buffer.from(text))) removeIfPossible(file);
}

interface Replacement {
  readonly content: Buffer;
  readonly reason: string;
  readonly write: WriteFile;
}

function nothingToUndo({ id, number }: Exercise, present: boolean): WorkbookError {
  return present
    ? new WorkbookError(
        `There is nothing to undo in ${number} ${id}: no copy differs from your file.`,
        `npx workbook reset ${id}  starts it again (and can be undone)`,
        exitCode.wrongCall,
      )
    : new WorkbookError(
        `Your file of ${number} ${id} is gone, and there is no copy of it.`,
        `npx workbook reset ${id}`,
        exitCode.wrongCall,
      );
}
