import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';

/**
 * Writes a file that somebody asked for by name.
 *
 * @param mayReplace whether the file that stands there may be replaced, by its content; why not, if not
 * @throws WorkbookError (wrongCall) when another file stands there, or the folder is missing or not writable
 */
export function writeOut(
  file: string,
  text: string,
  mayReplace: (present: string) => true | string,
): void {
  const present = readIfThere(file);
  const answer = present === null || mayReplace(present);
  if (answer !== true) {
    throw new WorkbookError(
      `${file} ${answer}, so it is not written over.`,
      'Choose another name, or move that file away.',
      exitCode.wrongCall,
    );
  }
  try {
    writeFileAtomic.sync(file, text);
  } catch (error) {
    throw new WorkbookError(
      codeOf(error) === 'ENOENT'
        ? `${file} cannot be written: there is no folder ${dirname(file)}.`
        : `${file} cannot be written (${codeOf(error)}).`,
      'Choose a folder that is there and that you may write to.',
      exitCode.wrongCall,
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new WorkbookError(
      `${file} cannot be read (${codeOf(error)}), so it is not written over.`,
      'Choose another name.',
      exitCode.wrongCall,
    );
  }
}
