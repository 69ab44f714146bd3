import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Catalog, Exercise } from '../catalog/index.ts';
import { isFolder, placesOf } from '../catalog/places.ts';
import { exitCode, WorkbookError } from '../errors.ts';
import { cannotWrite, readIfThere, retryWhenBusy } from '../progress/disk.ts';
import type { ArchivedFile } from './archive.ts';
import { fits, readSealed, type Sealed, type Stretched, stretch, unseal } from './seal.ts';
import { readCode } from './unlock-codes.ts';

/** A sealed exercise and the code that opens it. */
export interface FoundSeal {
  readonly exercise: Exercise;
  /** Whether its reference is there already. */
  readonly isOpen: boolean;
  /**
   * Puts its solutions in their place, all or none.
   *
   * @throws WorkbookError when the sealed file is damaged, or the disk does not let it
   */
  readonly open: () => void;
}

/**
 * Finds the exercise that a code opens.
 *
 * @param typed the code as somebody typed it, see {@link readCode}
 * @throws WorkbookError when nothing is sealed here, when the code opens none, and when a sealed file is damaged so
 *   that the code may be its
 */
export function findSeal(catalog: Catalog, typed: string): FoundSeal {
  if (!isFolder(placesOf(catalog.root).sealed)) throw nothingSealed(catalog);
  const code = readCode(typed);
  const bySalt = new Map<string, Stretched>();
  const damaged: string[] = [];
  for (const exercise of catalog.exercises) {
    const text = readIfThere(exercise.files.sealed)?.toString();
    if (text === undefined) continue;
    const sealed = readSealed(text);
    if (sealed?.exercise !== exercise.id) {
      damaged.push(nameOf(exercise));
      continue;
    }
    const stretched = bySalt.get(sealed.salt) ?? stretch(code, sealed.salt);
    bySalt.set(sealed.salt, stretched);
    if (fits(stretched, sealed)) return foundSeal(catalog, { exercise, sealed, stretched });
  }
  throw damaged.length > 0 ? perhapsDamaged(code, damaged) : opensNothing(code);
}

interface Fitting {
  readonly exercise: Exercise;
  readonly sealed: Sealed;
  readonly stretched: Stretched;
}

function foundSeal({ root }: Catalog, { exercise, sealed, stretched }: Fitting): FoundSeal {
  return {
    exercise,
    isOpen: existsSync(exercise.files.solution),
    open() {
      const files = unseal(stretched, sealed);
      if (!files) throw isDamaged([nameOf(exercise)]);
      unpack(files, { into: dirname(exercise.files.solution), beside: placesOf(root).solutions });
    },
  };
}

/** Writes all files to a folder beside, which then takes its place. */
function unpack(
  files: readonly ArchivedFile[],
  { into, beside }: { readonly into: string; readonly beside: string },
): void {
  let staged: string | null = null;
  try {
    mkdirSync(beside, { recursive: true });
    const folder = mkdtempSync(join(beside, '.unlocking-'));
    staged = folder;
    for (const { path, content } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    mkdirSync(dirname(into), { recursive: true });
    retryWhenBusy(() => renameSync(folder, into));
  } catch (error) {
    if (staged) rmSync(staged, { recursive: true, force: true });
    throw cannotWrite(into, error);
  }
}

function nameOf({ files }: Exercise): string {
  return `sealed/${basename(files.sealed)}`;
}

function nothingSealed({ exercises }: Catalog): WorkbookError {
  const isWithout = exercises.some(({ files }) => !existsSync(files.solution));
  return isWithout
    ? new WorkbookError(
        'No code opens the references of this workbook: it came without them.',
        'Ask whoever leads the workshop for them.',
        exitCode.wrongCall,
      )
    : new WorkbookError(
        'Nothing is sealed in this workbook: all its references are in the folder solutions.',
        'npx workbook compare EXERCISE shows one of them.',
        exitCode.wrongCall,
      );
}

function opensNothing(code: string): WorkbookError {
  return new WorkbookError(
    `The code ${code} opens no exercise of this workbook.`,
    'Compare it, letter by letter, with what you were given. If it is the same: is this the archive of this workshop?',
    exitCode.wrongCall,
  );
}

function perhapsDamaged(code: string, files: readonly string[]): WorkbookError {
  const { message, help } = isDamaged(files);
  return new WorkbookError(`The code ${code} opens no exercise that can be read. ${message}`, help);
}

function isDamaged(files: readonly string[]): WorkbookError {
  const [are, them] = files.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return new WorkbookError(
    `${files.join(', ')} ${are} damaged.`,
    `Unpack the archive to a new folder and copy ${them} from there.`,
  );
}
