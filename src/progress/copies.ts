import { join } from 'node:path';
import type { Exercise } from '../catalog/exercise.ts';
import { readStub } from '../catalog/exercise-texts.ts';
import { exitCode, WorkbookError } from '../errors.ts';
import { whileLocked, writeWhole } from './disk.ts';
import { readLearnerFile } from './learner-file.ts';
import type { Progress } from './progress.ts';
import { keepSnapshot, readSnapshot, snapshotsIn, undoTarget } from './snapshots.ts';

type Copies = Pick<Progress, 'snapshot' | 'listSnapshots' | 'reset' | 'undo' | 'restore'>;

/**
 * The learner's files and their copies under `folder`. Nothing is written over a learner's file before
 * its copy is on disk.
 */
export function openCopies(folder: string): Copies {
  const snapshots = join(folder, 'snapshots');

  function keep(exercise: Exercise, content: Buffer | null, reason: string) {
    return content && keepSnapshot(snapshots, exercise, { content, reason });
  }

  return {
    listSnapshots: (exercise) => snapshotsIn(snapshots, exercise),
    snapshot(exercise, reason) {
      const slug = reason.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      return whileLocked(folder, () => keep(exercise, readLearnerFile(exercise), slug));
    },
    reset(exercise) {
      const stub = Buffer.from(readStub(exercise));
      return whileLocked(folder, () => {
        const present = readLearnerFile(exercise);
        if (present?.equals(stub)) return null;
        const kept = keep(exercise, present, 'reset');
        writeWhole(exercise.files.learner, stub);
        return kept;
      });
    },
    undo(exercise) {
      return whileLocked(folder, () => {
        const present = readLearnerFile(exercise);
        const target = undoTarget(snapshotsIn(snapshots, exercise), present);
        if (!target) throw nothingToUndo(exercise, present !== null);
        const content = readSnapshot(target);
        keep(exercise, present, 'undo');
        writeWhole(exercise.files.learner, content);
        return target;
      });
    },
    restore(exercise, snapshot) {
      if (snapshot.exercise !== exercise.id) {
        throw new RangeError(
          `snapshot is of exercise "${snapshot.exercise}"; it must be one of "${exercise.id}".`,
        );
      }
      whileLocked(folder, () => {
        const content = readSnapshot(snapshot);
        keep(exercise, readLearnerFile(exercise), 'restore');
        writeWhole(exercise.files.learner, content);
      });
    },
  };
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
