import { existsSync, readFileSync } from 'node:fs';
import { type Exercise, readReference, withoutRegionMarks } from '../catalog/index.ts';
import { renderDiff } from './render-diff.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { Style } from './style.ts';

/** The learner's file beside the reference, then why the reference is written so. */
export function renderCompare(
  exercise: Exercise,
  { style, columns }: { readonly style: Style; readonly columns: number },
): string[] {
  const { number, title, files } = exercise;
  const reference = readReference(exercise);
  const yours = existsSync(files.learner)
    ? withoutRegionMarks(readFileSync(files.learner, 'utf8'))
    : '';
  const diff = renderDiff({ yours, reference }, { style, width: columns });
  const why = existsSync(files.solutionReadme) ? readFileSync(files.solutionReadme, 'utf8') : '';
  return [
    `${number}  ${style.colors.bold(title)}: your file and the reference`,
    '',
    ...(diff.length > 0 ? diff : ['Your file is the reference, letter by letter.']),
    '',
    style.colors.dim(style.symbols.line.repeat(Math.min(columns, 90))),
    '',
    ...renderMarkdown(why, { style, width: Math.min(columns, 90) }),
  ];
}
