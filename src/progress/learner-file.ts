import { join } from 'node:path';
import type { Exercise } from '../catalog/exercise.ts';
import { readStub } from '../catalog/exercise-texts.ts';
import { WorkbookError } from '../errors.ts';
import { readIfThere, statIfThere } from './disk.ts';

/**
 * The bytes of the learner's file; null when it is gone.
 *
 * @throws WorkbookError when what stands there is no file, or cannot be read
 */
export function readLearnerFile({ files, id }: Exercise): Buffer | null {
  const stat = statIfThere(files.learner);
  if (stat && !stat.isFile()) {
    throw new WorkbookError(
      `${files.learner} should be the file of exercise ${id}, but it is ${stat.isDirectory() ? 'a folder' : 'no ordinary file'}.`,
      `Move it away; nothing was changed. Then: npx workbook reset ${id}`,
    );
  }
  return readIfThere(files.learner);
}

/** Where an update puts the new starter of an exercise whose file the learner has written in. */
export function newStarterOf({ files, id }: Exercise): string {
  return join(files.folder, `${id}.new.ts`);
}

/** Whether the learner's file is there, readable, and something other than the stub (line ends aside). */
export function isWritten(exercise: Exercise): boolean {
  const content = readLearnerFile(exercise)?.toString('utf8');
  return content !== undefined && content.replaceAll('\r\n', '\n') !== readStub(exercise);
}
