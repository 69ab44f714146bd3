import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Catalog, Exercise } from '../../src/catalog/index.ts';

/** Chapters have two digits, so that those of the copies never meet them. */
const chaptersPerCopy = 100;

/** Adds copies of all exercises under other ids, in chapters of their own, to learn how time grows. */
export function addCopies({ root, chapters }: Catalog, copies: number): void {
  for (let copy = 1; copy <= copies; copy += 1) {
    for (const chapter of chapters) {
      const name = copiedChapter(basename(chapter.folder), copy);
      for (const exercise of chapter.exercises) {
        const place = join(name, `${basename(exercise.files.folder)}-${copy}`);
        copyPart(exercise, {
          to: join(root, 'exercises', place),
          from: exercise.files.folder,
          copy,
        });
        const solution = dirname(exercise.files.solution);
        copyPart(exercise, { to: join(root, 'solutions', place), from: solution, copy });
      }
      cpSync(join(chapter.folder, 'README.md'), join(root, 'exercises', name, 'README.md'));
    }
  }
}

function copiedChapter(name: string, copy: number): string {
  return name.replace(/^\d+/, (number) => String(Number(number) + copy * chaptersPerCopy));
}

interface Part {
  readonly from: string;
  readonly to: string;
  readonly copy: number;
}

/** An exercise's files are named after it, and so are the imports between them. */
function copyPart({ id }: Exercise, { from, to, copy }: Part): void {
  cpSync(from, to, { recursive: true });
  for (const path of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    const file = join(to, path);
    if (path.endsWith('.ts')) {
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replaceAll(`/${id}.ts'`, `/${id}-${copy}.ts'`));
    }
    if (dirname(path) === '.' && path.startsWith(`${id}.`)) {
      renameSync(file, join(to, path.replace(id, `${id}-${copy}`)));
    }
  }
}
