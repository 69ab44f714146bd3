import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import type { Catalog } from '../catalog/index.ts';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';
import type { RoomReport } from './room-report.ts';
import { writeOut } from './write-out.ts';

/** An exercise whose minutes are not those that a room needed. */
export interface MinutesChange {
  readonly number: string;
  readonly title: string;
  /** Path of the README, from the workbook's folder, with `/`. */
  readonly readme: string;
  readonly from: number;
  readonly to: number;
}

/** The exercises for which the room needed other minutes than planned, and could tell. */
export function minutesChanges(
  { root, exercises }: Catalog,
  report: Pick<RoomReport, 'exercises'>,
): readonly MinutesChange[] {
  return report.exercises.flatMap(({ id, number, title, minutes, suggestedMinutes }) => {
    const exercise = exercises.find((found) => found.id === id);
    if (!exercise || suggestedMinutes === null || suggestedMinutes === minutes) return [];
    const readme = relative(root, exercise.files.readme).split(sep).join('/');
    return { number, title, readme, from: minutes, to: suggestedMinutes };
  });
}

/**
 * Writes the minutes into the front matter of the exercises' READMEs. Nothing else in the files changes.
 *
 * @throws WorkbookError (wrongCall) when this is no clone: there a correction could not be handed on
 */
export function writeMinutes({ root }: Catalog, changes: readonly MinutesChange[]): void {
  if (!existsSync(join(root, '.git'))) {
    throw new WorkbookError(
      `${root} is no clone of the workbook, so corrected minutes would go with the next update.`,
      'Clone the workbook with git, and run the command there.',
      exitCode.wrongCall,
    );
  }
  for (const { readme, to } of changes) {
    const file = join(root, readme);
    writeOut(file, withMinutes(read(file), to, readme), () => true);
  }
}

/**
 * A README with other minutes in its front matter, and every other byte as it was.
 *
 * @param name the README as errors should show it
 * @throws WorkbookError when there is no front matter with minutes
 */
export function withMinutes(source: string, minutes: number, name: string): string {
  const [, before = '', frontMatter] =
    /^(\uFEFF?--- *\r?\n)((?:[^\n]*\n)*?)--- *(?:\r?\n|$)/.exec(source) ?? [];
  const node = parseDocument(frontMatter ?? '').get('minutes', true);
  if (frontMatter === undefined || !isScalar(node) || !node.range) {
    throw new WorkbookError(
      `${name} has no minutes in its front matter.`,
      `git checkout -- ${name}`,
    );
  }
  const [start, end] = node.range;
  return source.slice(0, before.length + start) + minutes + source.slice(before.length + end);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new WorkbookError(
      `${file} cannot be read (${codeOf(error)}).`,
      `git checkout -- ${file}`,
    );
  }
}
