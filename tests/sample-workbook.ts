import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stubOf } from '../src/catalog/stub.ts';

/** What a sample exercise holds where a test does not say otherwise. */
export const sampleFacts = {
  title: 'Train/test split',
  asks: 'Why hold data back?',
  minutes: '25',
  difficulty: '1',
  concepts: '[generalisation, hold-out set]',
  core: '[trainTestSplit]',
  stretch: '[groupSplit]',
  after: '[]',
  packages: '[]',
};

export const sampleSolution = `/** Splits. */
export function trainTestSplit(rows: readonly number[]): number {
  //#region solution
  return rows.length;
  //#endregion
}

export function groupSplit(): number {
  //#region solution
  return 2;
  //#endregion
}
`;

/** Makes an empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files (path from the root → content) into a folder, with the folders they need. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A README with a front matter of the sample facts and those given; undefined takes a key out. */
export function readmeWith(facts: Readonly<Record<string, string | undefined>> = {}): string {
  const lines = Object.entries({ ...sampleFacts, ...facts }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `---\n${lines.join('\n')}\n---\n\n## The question\n\nWhy?\n`;
}

/**
 * Writes a workbook of the given exercises (`01-basics/05-train-test-split` → its facts), each with its
 * stub and solution.
 *
 * @returns its root
 */
export function sampleWorkbook(
  exercises: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>,
): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'exercises'));
  for (const [path, facts] of Object.entries(exercises)) {
    const [chapter = '', folder = ''] = path.split('/');
    const id = folder.replace(/^\d+-/, '');
    writeFiles(root, {
      [`exercises/${chapter}/README.md`]: `# Chapter ${chapter}\n\nTen lines.\n`,
      [`exercises/${path}/README.md`]: readmeWith(facts),
      [`exercises/${path}/${id}.ts`]: stubOf(sampleSolution),
      [`solutions/${path}/${id}.ts`]: sampleSolution,
    });
  }
  return root;
}
