import { WorkbookError } from '../errors.ts';
import type { Report } from '../runner/report.ts';
import type { Diagnoses } from './diagnosis.ts';
import { failuresOf } from './failure-signature.ts';
import { firstComment } from './first-comment.ts';

/** A known mistake, and what happened when the specs ran against it. */
export interface MistakeRun {
  /** The file's name without its ending. */
  readonly name: string;
  /** The text of the file. */
  readonly source: string;
  readonly report: Report;
}

/**
 * Makes the content of diagnoses.json: mistakes by name, their failures in the order of the spec file.
 *
 * @throws WorkbookError when a file does not open with its title and explanation, or its specs did not run
 */
export function makeDiagnoses(mistakes: readonly MistakeRun[]): Diagnoses {
  const known = mistakes.map(({ name, source, report }) => {
    const note = firstComment(source);
    if (!note) {
      throw new WorkbookError(
        `The mistake ${name} of ${report.exercise} does not open with a comment that explains it.`,
        'Begin the file with a comment: a title, an empty line, then two to four sentences.',
      );
    }
    if (report.state === 'error' || report.state === 'timeout') {
      throw new WorkbookError(
        `The specs of ${report.exercise} did not run against the mistake ${name}: ${report.error?.message ?? report.state}`,
        'A mistake must load, export every function and come to an end.',
      );
    }
    return { name, ...note, failures: failuresOf(report) };
  });
  return { schema: 1, mistakes: known.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}
