import { mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it, vi } from 'vitest';
import { findExercise, loadCatalog } from '../../src/catalog/index.ts';
import { call, smallWorkbook } from './small-workbook.ts';

// Whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

it('puts the reference in place, says how to get back, and goes on to the next', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', '// my own work\n');
  const { code, out } = await call(workbook, 'catch-up', 'add');
  expect(code).toBe(0);
  expect(out).toContain('add.ts:1 is the reference now');
  expect(out).toContain('npx workbook undo 1.1');
  expect(out).toContain('npx workbook compare 1.1');
  expect(out).toContain('Next: 1.2 The mean (10 min): npx workbook watch 1.2');
  expect(workbook.read('add')).not.toContain('#region');

  const list = await call(workbook, 'list');
  expect(list.out).toMatch(/» {2}1\.1 +Adding up +5 min +easy +caught up$/m);
  expect(list.out).toContain('0 of 2 solved, 1 caught up');
  const json = await call(workbook, 'list', '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    solved: 0,
    chapters: [{ exercises: [{ state: 'caught-up' }, {}] }],
  });

  await call(workbook, 'undo', 'add');
  expect(workbook.read('add')).toBe('// my own work\n');
});

it('is not solved by running the reference, and is by running own work', async () => {
  const workbook = smallWorkbook();
  await call(workbook, 'catch-up', 'add');
  const run = await call(workbook, 'run', 'add');
  expect(run.code).toBe(0);
  expect(run.out).toContain('Caught up: what passes here is the reference.');
  expect(run.out).not.toContain('Solved');
  expect((await call(workbook, 'list')).out).toContain('0 of 2 solved, 1 caught up');

  workbook.write(
    'add',
    workbook
      .solution('add')
      .replace('Number(a) + Number(b)', '[a, b].map(Number).reduce((x, y) => x + y)'),
  );
  const own = await call(workbook, 'run', 'add');
  expect(own.out).toContain('pass.');
  expect(own.out).not.toContain('before, too');
  expect((await call(workbook, 'list')).out).toContain('1 of 2 solved');
});

it('leaves a solved exercise alone', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.solution('add'));
  await call(workbook, 'run', 'add');
  const { code, out } = await call(workbook, 'catch-up', 'add');
  expect(code).toBe(0);
  expect(out).toMatch(/1\.1 Adding up is (solved|mastered) already; your file stays as it is\./);
  expect(workbook.read('add')).toBe(workbook.solution('add'));
});

it('says who gives the reference out where a pack has none', async () => {
  const workbook = smallWorkbook();
  const { files } = findExercise(loadCatalog(workbook.root), 'add');
  mkdirSync(dirname(files.starter), { recursive: true });
  renameSync(files.solution, files.starter);
  const { code, error } = await call(workbook, 'catch-up', 'add');
  expect(code).toBe(2);
  expect(error).toContain('whoever leads the workshop gives it out');
});
