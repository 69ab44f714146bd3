import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { simulateClass } from '../../scripts/simulate-class/simulate-class.ts';
import { loadCatalog } from '../../src/catalog/index.ts';
import { readExports } from '../../src/workshop/index.ts';
import { exportFrom, solved, writeJson } from '../workshop/sample-exports.ts';
import { call, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

// Many small writes: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });

/** A workbook with a folder `in` of exports: five who took 12 minutes for an exercise of 5. */
function roomOf(learners = 5): SmallWorkbook {
  const workbook = smallWorkbook();
  const folder = join(workbook.root, 'in');
  mkdirSync(folder);
  for (let n = 1; n <= learners; n += 1) {
    const add = solved('add', {
      secondsToSolve: 720,
      misconceptions: n < 4 ? { 'joins-texts': 1 } : {},
    });
    writeJson(folder, `${n}.json`, exportFrom(n, [add]));
  }
  return workbook;
}

it('shows solved, times against the plan and the misconceptions met most', async () => {
  const { code, out } = await call(roomOf(), 'workshop', 'report', 'in');
  expect(code).toBe(0);
  expect(out).toMatch(/^5 learners; half of them solved at least 1 exercise\.$/m);
  expect(out).toMatch(/^1\.1 Adding up +5 of 5 +0 +12 +12-12 +5 +15 +0\.0$/m);
  expect(out).toMatch(/^ *60 % +3 +1\.1 +\S/m);
  expect(out).toContain('Begun by nobody: 1.2.');
});

it('goes on without the files that it cannot use, and names them', async () => {
  const workbook = roomOf();
  writeFileSync(join(workbook.root, 'in', 'broken.json'), '{');
  const { code, out } = await call(workbook, 'workshop', 'report', 'in', 'gone.json', '--plain');
  expect(code).toBe(0);
  expect(out).toContain('5 learners');
  expect(out).toMatch(/Left out: in[\\/]broken\.json holds no JSON\./);
  expect(out).toContain('Left out: gone.json is not there.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what --plain promises
  expect(out).toMatch(/^[\x00-\x7F]*$/);
});

it('says which files are no exports when none is', async () => {
  const workbook = smallWorkbook();
  writeFileSync(join(workbook.root, 'broken.json'), '{');
  const { code, error } = await call(workbook, 'workshop', 'report', 'broken.json');
  expect(code).toBe(2);
  expect(error).toContain('Left out: broken.json holds no JSON.');
  expect(error).toContain('npx workbook export');
});

it('prints JSON alone, also when it writes a page', async () => {
  const workbook = roomOf();
  const { out, error } = await call(
    workbook,
    'workshop',
    'report',
    'in',
    '--json',
    '--html',
    'room.html',
  );
  expect(JSON.parse(out)).toMatchObject({ schema: 1, learners: 5, skipped: [] });
  expect(error).toContain('Wrote room.html');
  expect(readFileSync(join(workbook.root, 'room.html'), 'utf8')).toContain('<!doctype html>');
});

it('writes a page over an earlier one only', async () => {
  const workbook = roomOf();
  const report = () => call(workbook, 'workshop', 'report', 'in', '--html', 'room.html');
  expect((await report()).code).toBe(0);
  expect((await report()).code).toBe(0);
  writeFileSync(join(workbook.root, 'room.html'), '<html>my own</html>');
  expect(await report()).toMatchObject({ code: 2, error: expect.stringContaining('is no report') });
  const wrong = await call(workbook, 'workshop', 'report', 'in', '--html', 'in/1.json');
  expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('.html') });
});

it('writes minutes only when asked, and only in a clone', async () => {
  const workbook = roomOf();
  const minutes = () => loadCatalog(workbook.root).exercises[0]?.minutes;
  await call(workbook, 'workshop', 'report', 'in');
  expect(minutes()).toBe(5);
  const refused = await call(workbook, 'workshop', 'report', 'in', '--write-minutes');
  expect(refused).toMatchObject({ code: 2, error: expect.stringContaining('is no clone') });
  mkdirSync(join(workbook.root, '.git'));
  const { code, out } = await call(workbook, 'workshop', 'report', 'in', '--write-minutes');
  expect(code).toBe(0);
  expect(out).toContain('exercises/01-sums/01-add/README.md: minutes: 15 in place of 5');
  expect(minutes()).toBe(15);
  const again = await call(workbook, 'workshop', 'report', 'in', '--write-minutes');
  expect(again.out).toContain('No minutes to correct.');
});

it('reports a simulated class, the same for the same seed', async () => {
  const workbook = smallWorkbook();
  const catalog = loadCatalog(workbook.root);
  const made = ['one', 'two'].map((name) => {
    const out = join(workbook.root, name);
    expect(simulateClass(catalog, { learners: 3, seed: 7, out })).toHaveLength(3);
    return readExports([out], workbook.root).exports.map(({ exercises }) => exercises);
  });
  expect(made[0]).toEqual(made[1]);
  // The learner's own files are left alone.
  expect(workbook.read('add')).toContain('NotImplemented');
  const { code, out } = await call(workbook, 'workshop', 'report', 'one');
  expect(code).toBe(0);
  expect(out).toContain('3 learners');
});
