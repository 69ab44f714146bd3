import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Exercise, findExercise, loadCatalog } from '../../src/catalog/index.ts';
import { openProgress } from '../../src/progress/index.ts';
import { sampleWorkbook, writeFiles } from '../sample-workbook.ts';
import { corePasses, reportOf, write } from './sample-progress.ts';

const folder = '01-basics/01-split';

/** A workbook whose exercise has been called `cut`, and what was done under that name. */
function renamedWorkbook() {
  const root = sampleWorkbook({ '01-basics/01-cut': {} });
  const catalog = loadCatalog(root);
  const cut = findExercise(catalog, 'cut');
  const before = openProgress(catalog);
  write(cut, '// my work');
  before.recordReport(cut, reportOf(cut, corePasses), null);
  before.setCurrent(cut);
  before.addTime(cut, 60);
  const later = sampleWorkbook({ [folder]: { formerly: '[cut]' } });
  return { cut, before, root: later, workbook: join(root, '.workbook') };
}

/** Puts what was done in the first workbook into the second, as `git pull` would. */
function moveWork({ workbook, root }: ReturnType<typeof renamedWorkbook>, copy: string): void {
  writeFiles(root, {
    '.workbook/progress.json': readFileSync(join(workbook, 'progress.json'), 'utf8'),
    [`.workbook/snapshots/cut/${copy}`]: '// my work',
  });
}

const copy = '2026-03-14T15-09-26.535Z-run.ts';
const textsOf = (exercise: Exercise, progress: ReturnType<typeof openProgress>) =>
  progress.listSnapshots(exercise).map(({ file }) => readFileSync(file, 'utf8'));

it('carries record, copies and place over to the new id', () => {
  const workbook = renamedWorkbook();
  moveWork(workbook, copy);
  const catalog = loadCatalog(workbook.root);
  const split = findExercise(catalog, 'split');
  const progress = openProgress(catalog);
  expect(progress.stateOf(split)).toBe('solved');
  expect(progress.recordOf(split)).toEqual(workbook.before.recordOf(workbook.cut));
  expect(progress.current()?.id).toBe('split');
  expect(textsOf(split, progress)).toEqual(['// my work']);
  expect(existsSync(join(workbook.root, '.workbook/snapshots/cut'))).toBe(false);
});

it('puts together what both ids have, and loses no copy of the same moment', () => {
  const workbook = renamedWorkbook();
  const first = loadCatalog(workbook.root);
  const split = findExercise(first, 'split');
  openProgress(first).addTime(split, 5);
  const state = JSON.parse(readFileSync(join(workbook.root, '.workbook/progress.json'), 'utf8'));
  moveWork(workbook, copy);
  const old = JSON.parse(readFileSync(join(workbook.root, '.workbook/progress.json'), 'utf8'));
  writeFiles(workbook.root, {
    '.workbook/progress.json': JSON.stringify({
      ...old,
      exercises: { ...state.exercises, ...old.exercises },
    }),
    [`.workbook/snapshots/split/${copy}`]: '// other work',
  });
  const progress = openProgress(loadCatalog(workbook.root));
  expect(progress.stateOf(split)).toBe('solved');
  expect(progress.recordOf(split)).toMatchObject({ seconds: 65, runs: 1 });
  expect(textsOf(split, progress)).toEqual(['// other work', '// my work']);
});

it('removes the starter that stands beside when it is taken over', () => {
  const root = sampleWorkbook({ [folder]: {} });
  const catalog = loadCatalog(root);
  const split = findExercise(catalog, 'split');
  const beside = join(split.files.folder, 'split.new.ts');
  writeFileSync(beside, readFileSync(split.files.learner));
  write(split, '// mine');
  const progress = openProgress(catalog);
  expect(progress.reset(split, 'update')?.reason).toBe('update');
  expect(existsSync(beside)).toBe(false);
  write(split, '// mine');
  writeFileSync(beside, '// changed by the learner');
  progress.reset(split);
  expect(existsSync(beside)).toBe(true);
});
