import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Exercise,
  findExercise,
  loadCatalog,
  mistakesOf,
  readHints,
  readLesson,
  readStub,
  requireSolution,
} from '../../src/catalog/index.ts';
import { sampleSolution, sampleWorkbook, writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

const place = '01-basics/05-train-test-split';

function exerciseWith(files: Readonly<Record<string, string>>): Exercise {
  const root = sampleWorkbook({ [place]: {} });
  writeFiles(root, files);
  return findExercise(loadCatalog(root), '1.5');
}

describe('mistakesOf', () => {
  it('gives the names and files, sorted', () => {
    const exercise = exerciseWith({
      [`solutions/${place}/mistakes/shuffles-nothing.ts`]: '',
      [`solutions/${place}/mistakes/leaks-into-train.ts`]: '',
      [`solutions/${place}/mistakes/notes.md`]: '',
    });
    expect(mistakesOf(exercise)).toEqual([
      { name: 'leaks-into-train', file: join(exercise.files.mistakes, 'leaks-into-train.ts') },
      { name: 'shuffles-nothing', file: join(exercise.files.mistakes, 'shuffles-nothing.ts') },
    ]);
  });

  it('gives none where there is no folder of mistakes', () => {
    expect(mistakesOf(exerciseWith({}))).toEqual([]);
  });
});

describe('readStub', () => {
  it('is made from the solution', () => {
    const stub = readStub(exerciseWith({}));
    expect(stub).toContain("throw new NotImplemented('trainTestSplit');");
    expect(stub).not.toContain('rows.length');
  });

  it('does not depend on the line ends of the checkout', () => {
    const path = `solutions/${place}/train-test-split.ts`;
    const windows = exerciseWith({ [path]: sampleSolution.replaceAll('\n', '\r\n') });
    expect(readStub(windows)).toBe(readStub(exerciseWith({})));
  });

  it('names the solution that is missing or has a wrong region', () => {
    const missing = exerciseWith({});
    rmSync(missing.files.solution);
    expect(workbookErrorOf(() => readStub(missing)).message).toContain(missing.files.solution);
    const open = exerciseWith({
      [`solutions/${place}/train-test-split.ts`]:
        'export function a() {\n  //#region solution\n}\n',
    });
    expect(workbookErrorOf(() => readStub(open)).message).toMatch(
      /train-test-split\.ts: .*endregion/,
    );
  });
});

describe('an exercise of a pack', () => {
  const inPack = (files: Readonly<Record<string, string>> = {}) => {
    const exercise = exerciseWith({
      [`starters/${place}/train-test-split.ts`]: 'stub\n',
      ...files,
    });
    rmSync(exercise.files.solution);
    return exercise;
  };

  it('has the starter for its stub', () => {
    expect(readStub(inPack())).toBe('stub\n');
  });

  it('says who gives out the reference, and where a code for it belongs', () => {
    const { message, help, exitCode } = workbookErrorOf(() => requireSolution(inPack()));
    expect(message).toContain('The reference of 1.5 is not in this folder');
    expect(help).toContain('Ask them for it');
    expect(exitCode).toBe(2);
    const sealed = inPack({ 'sealed/train-test-split.json': '{}' });
    expect(workbookErrorOf(() => requireSolution(sealed)).help).toContain('npx workbook unlock');
  });
});

describe('readLesson', () => {
  it('leaves out the front matter', () => {
    expect(readLesson(exerciseWith({}))).toBe('## The question\n\nWhy?\n');
  });
});

describe('readHints', () => {
  const hintsIn = (text: string) =>
    readHints(exerciseWith({ [`exercises/${place}/hints.md`]: text }));

  it('gives the hints in order', () => {
    const text =
      '# Hints\n\n## 1\n\nThink of\n\n### a heading inside\n\n## 2\nSort.\n\n## 3\nCut.\n';
    expect(hintsIn(text)).toEqual(['Think of\n\n### a heading inside', 'Sort.', 'Cut.']);
    expect(hintsIn(text.replaceAll('\n', '\r\n'))).toEqual(hintsIn(text));
  });

  it('takes a line in a code fence for code', () => {
    const text = '## 1\n\n```md\n## 7\n```\n\n## 2\n\nNext.\n';
    expect(hintsIn(text)).toEqual(['```md\n## 7\n```', 'Next.']);
  });

  it.each([
    ['', 'there is no hint'],
    ['# Hints\n', 'there is no hint'],
    ['Text.\n\n## 1\n\nA.\n', ':1: text stands before the first hint'],
    ['## 2\n\nA.\n', ':1: "## 2" stands where "## 1" is due'],
    ['## 1\n\nA.\n\n## 3\n\nB.\n', ':5: "## 3" stands where "## 2" is due'],
    ['## 1\n\nA.\n\n## Last\n\nB.\n', ':5: "## Last" stands where "## 2" is due'],
    ['## 1\n\n## 2\n\nB.\n', ':3: hint 1 is empty'],
    ['## 1\n\nA.\n\n## 2\n', 'hint 2 is empty'],
  ])('refuses %j', (text, problem) => {
    expect(workbookErrorOf(() => hintsIn(text)).message).toContain(problem);
  });

  it('names the file when there is none', () => {
    expect(workbookErrorOf(() => readHints(exerciseWith({}))).message).toContain('hints.md');
  });
});
