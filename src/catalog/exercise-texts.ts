import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';
import type { Exercise } from './exercise.ts';
import { splitReadme } from './front-matter.ts';
import { howToRestore } from './places.ts';
import { stubOf, withoutRegionMarks } from './stub.ts';

/** A wrong attempt that the workbook knows. */
export interface Mistake {
  /** The file's name without its ending: `leaks-into-train`. */
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
}

/** The wrong attempts that come with an exercise, sorted by name; none when it has no such folder. */
export function mistakesOf(exercise: Exercise): Mistake[] {
  let files: string[];
  try {
    files = readdirSync(exercise.files.mistakes);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return files
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ name: basename(file, '.ts'), file: join(exercise.files.mistakes, file) }));
}

/**
 * The learner's file as it is before anything is written in it. Lines end with `\n`.
 *
 * @throws WorkbookError when the solution, from which it is made, is missing or its regions are wrong, and
 *   no starter stands in for it
 */
export function readStub(exercise: Exercise): string {
  const { solution: reference, starter } = exercise.files;
  if (!existsSync(reference) && existsSync(starter)) return read(exercise, starter);
  const solution = read(exercise, reference);
  try {
    return stubOf(solution);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new WorkbookError(
      `${exercise.files.solution}: ${cause}`,
      'Correct the solution regions.',
    );
  }
}

/**
 * The source of the reference, with its region marks. Lines end with `\n`.
 *
 * @throws WorkbookError when it is missing, or kept back by the one who made the pack
 */
export function readSolution(exercise: Exercise): string {
  requireSolution(exercise);
  return read(exercise, exercise.files.solution);
}

/** The reference as it stands in a learner's file: without its region marks. @throws as {@link readSolution} */
export function readReference(exercise: Exercise): string {
  return withoutRegionMarks(readSolution(exercise));
}

/** @throws WorkbookError when this is a pack that does not hold the exercise's reference, or not yet */
export function requireSolution({ number, files }: Exercise): void {
  if (existsSync(files.solution) || !existsSync(files.starter)) return;
  throw new WorkbookError(
    `The reference of ${number} is not in this folder: whoever leads the workshop gives it out.`,
    existsSync(files.sealed)
      ? 'With a code from them: npx workbook unlock CODE'
      : 'Ask them for it. Hints, demos, diagnoses and reset work without it.',
    exitCode.wrongCall,
  );
}

/** The lesson: the exercise's README without its front matter. @throws WorkbookError when it is missing */
export function readLesson(exercise: Exercise): string {
  return splitReadme(read(exercise, exercise.files.readme)).body;
}

/**
 * The hints in order: what stands under `## 1`, `## 2`, … of hints.md.
 *
 * @throws WorkbookError when the file is missing, the numbers do not count up from 1, a hint is empty,
 *   or text stands under another heading or under none (a title `# …` at the top is allowed)
 */
export function readHints(exercise: Exercise): string[] {
  const hints: string[][] = [];
  let fenced = false;
  for (const [index, line] of read(exercise, exercise.files.hints).split('\n').entries()) {
    const malformed = (problem: string) =>
      new WorkbookError(`${exercise.files.hints}:${index + 1}: ${problem}`, hintsHelp);
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^##(?:\s+(.*?))?\s*$/.exec(line);
    const hint = hints.at(-1);
    if (heading) {
      if (hint?.join('').trim() === '') throw malformed(`hint ${hints.length} is empty.`);
      if (heading[1] !== String(hints.length + 1)) {
        throw malformed(`"${heading[0]}" stands where "## ${hints.length + 1}" is due.`);
      }
      hints.push([]);
    } else if (hint) {
      hint.push(line);
    } else if (line.trim() !== '' && !line.startsWith('# ')) {
      throw malformed('text stands before the first hint, "## 1".');
    }
  }
  const texts = hints.map((lines) => lines.join('\n').trim());
  if (texts.length === 0 || texts.at(-1) === '') {
    const problem = texts.length === 0 ? 'there is no hint' : `hint ${texts.length} is empty`;
    throw new WorkbookError(`${exercise.files.hints}: ${problem}.`, hintsHelp);
  }
  return texts;
}

/** The folder that holds exercises/NN-chapter/MM-id. */
function rootOf({ files }: Exercise): string {
  return resolve(files.folder, '..', '..', '..');
}

const hintsHelp = 'hints.md holds one hint under each of the headings ## 1, ## 2, ## 3 …';

function read(exercise: Exercise, file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    throw new WorkbookError(
      `${file}, a part of exercise ${exercise.number} ${exercise.id}, cannot be read (${codeOf(error)}).`,
      howToRestore(rootOf(exercise), file),
    );
  }
}
