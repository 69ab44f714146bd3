import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { strToU8 } from 'fflate';
import { isNode, parseDocument } from 'yaml';
import { splitReadme } from '../catalog/front-matter.ts';
import { type Catalog, type Exercise, readStub, requireSolution } from '../catalog/index.ts';
import { placesOf } from '../catalog/places.ts';
import type { ArchivedFile } from './archive.ts';

/**
 * What participants get of exercises: lessons, specs, hints, demos and diagnoses; the stub in place of the
 * facilitator's own file, and once more as the starter, from which it is reset.
 *
 * @throws WorkbookError when a file of an exercise is missing
 */
export function exerciseFiles(
  catalog: Catalog,
  exercises: readonly Exercise[],
): readonly ArchivedFile[] {
  const { root } = catalog;
  const { starters } = placesOf(root);
  const ids = new Set(exercises.map(({ id }) => id));
  const chapters = catalog.chapters.filter((chapter) =>
    chapter.exercises.some(({ id }) => ids.has(id)),
  );
  return [
    ...chapters.map(({ folder }) => fileAt(root, join(folder, 'README.md'))),
    ...exercises.flatMap((exercise) => {
      const { files } = exercise;
      const stub = strToU8(readStub(exercise));
      const lesson = withoutStrangers(readFileSync(files.readme, 'utf8'), ids);
      return [
        { path: pathIn(root, files.readme), content: strToU8(lesson) },
        { path: pathIn(root, files.learner), content: stub },
        { path: `starters/${pathIn(starters, files.starter)}`, content: stub },
        ...[files.spec, files.hints, files.demo, files.diagnoses]
          .filter((file) => existsSync(file))
          .map((file) => fileAt(root, file)),
      ];
    }),
  ];
}

/**
 * What is kept back of an exercise: the reference, why it is written so, and the known mistakes. Paths start from
 * the exercise's folder below solutions/.
 *
 * @throws WorkbookError when the reference is not there, as in a pack
 */
export function solutionFiles(exercise: Exercise): readonly ArchivedFile[] {
  requireSolution(exercise);
  const folder = dirname(exercise.files.solution);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|md)$/.test(entry.name))
    .map((entry) => fileAt(folder, join(entry.parentPath, entry.name)));
}

/** A file of the disk, to be archived under its path from `root`. */
export function fileAt(root: string, file: string): ArchivedFile {
  return { path: pathIn(root, file), content: readFileSync(file) };
}

/** The README without the ids in `after` of exercises that do not come along. */
function withoutStrangers(readme: string, ids: ReadonlySet<string>): string {
  const { frontMatter, body } = splitReadme(readme);
  const document = parseDocument(frontMatter ?? '');
  const node = document.get('after', true);
  const after: unknown = document.toJS()?.after;
  if (frontMatter === null || !isNode(node) || !node.range || !Array.isArray(after)) return readme;
  const known = after.filter((id) => ids.has(id));
  if (known.length === after.length) return readme;
  const [start, end] = node.range;
  return `---\n${frontMatter.slice(0, start)}[${known.join(', ')}]${frontMatter.slice(end)}---\n\n${body}`;
}

function pathIn(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
