import { join } from 'node:path';
import { isFolder } from '../catalog/places.ts';
import { exportText, type LearnerExport, readExport } from './learner-export.ts';
import { writeOut } from './write-out.ts';

/**
 * Writes an export, also over an earlier one of the same learner.
 *
 * @param out a file, or a folder for a file named after the learner
 * @returns the file
 * @throws WorkbookError (wrongCall) when something else stands there, or it cannot be written
 */
export function writeExport(content: LearnerExport, out: string): string {
  const file = isFolder(out) ? join(out, fileNameOf(content)) : out;
  writeOut(file, exportText(content), (present) => {
    const { found } = readExport(present);
    if (found === null) return 'is no export that this workbook wrote';
    return found.id === content.id || `is the export of another learner, ${found.nickname}`;
  });
  return file;
}

/** `workbook-quiet-otter.json`: a name that every file system takes. */
export function fileNameOf({ nickname }: Pick<LearnerExport, 'nickname'>): string {
  const safe = nickname.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `workbook-${safe.replace(/^-|-$/g, '') || 'export'}.json`;
}
