import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readExport } from '../../src/workshop/learner-export.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { call, FakeTerminal, smallWorkbook } from './small-workbook.ts';

// Many small writes: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });

it('writes a file named after two drawn words, the same next time', async () => {
  const workbook = smallWorkbook();
  await call(workbook, 'hint', 'add');
  const { code, out } = await call(workbook, 'export');
  expect(code).toBe(0);
  const name = /^Wrote (workbook-[a-z]+-[a-z]+\.json): 1 exercise, as "[a-z]+-[a-z]+"/.exec(
    out,
  )?.[1];
  const file = join(workbook.root, name ?? '');
  expect(readExport(readFileSync(file, 'utf8'))).toMatchObject({
    found: { exercises: [{ id: 'add', state: 'new', hints: 1 }] },
  });
  await call(workbook, 'export');
  expect(readdirSync(workbook.root).filter((found) => found.endsWith('.json'))).toEqual([name]);
});

it('takes a nickname and a place', async () => {
  const workbook = smallWorkbook();
  const out = temporaryFolder();
  const { code } = await call(workbook, 'export', '--as', 'Ada L.', '--out', out);
  expect(code).toBe(0);
  expect(readdirSync(out)).toEqual(['workbook-ada-l.json']);
  const terminal = new FakeTerminal({ cwd: out });
  await main(['export', '--root', workbook.root, '--out', 'mine.json'], terminal);
  expect(readdirSync(out).sort()).toEqual(['mine.json', 'workbook-ada-l.json']);
});

it.each(['', '../../x', 'a/b', '<script>', 'x'.repeat(41)])(
  'refuses the nickname %j',
  async (name) => {
    const { code, error } = await call(smallWorkbook(), 'export', '--as', name);
    expect(code).toBe(2);
    expect(error).toContain('A nickname has 1 to 40 letters');
  },
);

it('writes over nothing that is no export', async () => {
  const workbook = smallWorkbook();
  const file = join(workbook.root, 'package.json');
  writeFileSync(file, '{}');
  const { code, error } = await call(workbook, 'export', '--out', 'package.json');
  expect(code).toBe(2);
  expect(error).toContain(
    'package.json is no export that this workbook wrote, so it is not written over.',
  );
  expect(readFileSync(file, 'utf8')).toBe('{}');
});
