import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stubOf } from '../../src/catalog/stub.ts';
import { readmeWith, writeFiles } from '../sample-workbook.ts';

/** An exercise of a made-up package. */
export interface SampleExercise {
  readonly id: string;
  readonly chapter: string;
  readonly number: number;
  readonly formerly?: readonly string[];
  /** Another number makes another starter, specs or lesson. */
  readonly starter?: number;
  readonly specs?: number;
  readonly lesson?: number;
  readonly stretch?: readonly string[];
}

export interface SamplePackage {
  readonly version: string;
  readonly exercises: readonly SampleExercise[];
}

/** Writes a package into a folder of its own below `parent`. @returns that folder */
export function writePackage(parent: string, { version, exercises }: SamplePackage): string {
  const root = join(parent, `package-${version}`);
  mkdirSync(join(root, 'exercises'), { recursive: true });
  writeFiles(root, { 'package.json': JSON.stringify({ version, allowScripts: { msw: false } }) });
  for (const exercise of exercises) {
    const { id, chapter, formerly = [], specs = 1, lesson = 1, stretch = [] } = exercise;
    const place = folderOf(exercise);
    const facts = {
      title: id,
      minutes: String(lesson),
      stretch: `[${stretch.join(', ')}]`,
      formerly: formerly.length > 0 ? `[${formerly.join(', ')}]` : undefined,
    };
    const solution = solutionOf(exercise);
    writeFiles(root, {
      [`exercises/${chapter}/README.md`]: `# Chapter ${chapter}\n`,
      [`exercises/${place}/README.md`]: readmeWith(facts),
      [`exercises/${place}/${id}.ts`]: '// somebody is working on this in their clone\n',
      [`exercises/${place}/${id}.spec.ts`]: `// specs ${specs} of ${id}\n`,
      [`exercises/${place}/hints.md`]: '## 1\n\nThink.\n',
      [`solutions/${place}/${id}.ts`]: solution,
    });
  }
  return root;
}

/** `01-basics/05-split`. */
export function folderOf({ id, chapter, number }: SampleExercise): string {
  return `${chapter}/${String(number).padStart(2, '0')}-${id}`;
}

/** The starter of an exercise, as it stands in a learner's folder. */
export function starterOf(exercise: SampleExercise): string {
  return stubOf(solutionOf(exercise));
}

function solutionOf({ id, starter = 1, stretch = [] }: SampleExercise): string {
  return ['trainTestSplit', ...stretch]
    .map(
      (name) => `/** Starter ${starter} of ${id}. */
export function ${name}(): number {
  //#region solution
  return 1;
  //#endregion
}
`,
    )
    .join('\n');
}
