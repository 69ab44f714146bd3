import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Catalog, Exercise } from '../catalog/index.ts';
import { WorkbookError } from '../errors.ts';

const start = '<!-- exercises:start (written by npm run readme) -->';
const end = '<!-- exercises:end -->';

/**
 * Writes the list of exercises into README.md, between its two marks.
 *
 * @param check only compare: nothing is written
 * @returns whether the list was out of date
 * @throws WorkbookError when README.md has no marks
 */
export function writeExerciseList(catalog: Catalog, { check = false } = {}): boolean {
  const file = join(catalog.root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) {
    throw new WorkbookError(
      'README.md has no place for the list of exercises.',
      `Put these two lines where it should stand: ${start} and ${end}`,
    );
  }
  const text = `${readme.slice(0, from + start.length)}\n\n${exerciseList(catalog)}\n${readme.slice(to)}`;
  if (text === readme) return false;
  if (!check) writeFileAtomic.sync(file, text);
  return true;
}

/** The exercises as Markdown, one table a chapter. */
export function exerciseList(catalog: Catalog): string {
  return catalog.chapters
    .map(({ title, number, exercises }) =>
      [
        `**${number === 0 ? title : `${number}. ${title}`}**`,
        '',
        '| | exercise | the question | minutes |',
        '|---|---|---|---|',
        ...exercises.map((exercise) => row(exercise, catalog.root)),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function row({ number, title, asks, minutes, files }: Exercise, root: string): string {
  const folder = relative(root, files.folder).replaceAll('\\', '/');
  return `| ${number} | [${title}](${folder}/README.md) | ${asks} | ${minutes} |`;
}
