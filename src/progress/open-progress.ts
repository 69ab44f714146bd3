import { join } from 'node:path';
import type { Catalog, Exercise } from '../catalog/exercise.ts';
import { readReference } from '../catalog/exercise-texts.ts';
import type { Report } from '../runner/report.ts';
import { catchUp, openCopies } from './copies.ts';
import { adoptFormerIds } from './former-ids.ts';
import { isWritten } from './learner-file.ts';
import { removeLeftovers } from './leftovers.ts';
import { outcomeOf } from './outcome.ts';
import type { Progress } from './progress.ts';
import { openRecords } from './records.ts';
import { ofRun } from './snapshots.ts';
import { openStore } from './store.ts';

/**
 * Opens what the learner has done in this workbook: `.workbook/progress.json` and
 * `.workbook/snapshots/` under the catalog's root. Both are made when something is first recorded.
 *
 * @throws WorkbookError when the state cannot be read, or a newer workbook wrote it
 */
export function openProgress(catalog: Catalog): Progress {
  const folder = join(catalog.root, '.workbook');
  removeLeftovers(folder);
  const store = openStore(folder);
  adoptFormerIds(catalog, store, folder);
  const { addRun, addCatchUp, isCaughtUp, ...records } = openRecords(catalog, store);
  const { putReference, ...copies } = openCopies(folder);

  return {
    ...records,
    ...copies,
    firstVisit: store.firstVisit,
    get notice() {
      return store.notice();
    },
    catchUp(exercise) {
      const reference = readReference(exercise);
      copies.snapshot(exercise, catchUp);
      // Before the file is written: a watch that sees it must not take its specs for solved.
      addCatchUp(exercise, reference);
      return putReference(exercise, reference);
    },
    recordReport(exercise, report, diagnosis) {
      if (report.exercise !== exercise.id) {
        throw new RangeError(
          `report is of exercise "${report.exercise}"; it must be one of "${exercise.id}".`,
        );
      }
      if (report.implementation !== 'learner' || isCaughtUp(exercise)) return null;
      const written = hasWrittenFile(exercise);
      if (!written && !ranSomething(report)) return null;
      const became = addRun(exercise, { outcome: outcomeOf(exercise, report), diagnosis });
      if (written) copies.snapshot(exercise, became ?? ofRun);
      return became;
    },
  };
}

/** False also for a file that is gone or unreadable: a report of that is no reason to fail. */
function hasWrittenFile(exercise: Exercise): boolean {
  try {
    return isWritten(exercise);
  } catch {
    return false;
  }
}

/** Whether some function was written when the specs ran, whatever the file holds by now. */
function ranSomething({ tests }: Report): boolean {
  return tests.some(({ state }) => state === 'passed' || state === 'failed');
}
