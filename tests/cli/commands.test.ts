import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { call, FakeTerminal, smallWorkbook } from './small-workbook.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

it('lists chapters and exercises with minutes, difficulty and state in words', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.solution('add'));
  const { code, out } = await call(workbook, 'list');
  expect(code).toBe(0);
  expect(out).toMatch(/^1 {2}Sums {2}0 of 2 solved$/m);
  expect(out).toMatch(/1\.1 +Adding up +5 min +easy +begun$/m);
  expect(out).toMatch(/1\.2 +The mean +10 min +medium +new$/m);
});

it('lists as JSON with a schema', async () => {
  const { out } = await call(smallWorkbook(), 'list', '--json');
  expect(JSON.parse(out)).toMatchObject({
    schema: 1,
    total: 2,
    solved: 0,
    chapters: [{ number: 1, title: 'Sums', exercises: [{ id: 'add', state: 'new' }, {}] }],
  });
});

it('names the chapters when --chapter asks for another', async () => {
  const { code, error } = await call(smallWorkbook(), 'list', '--chapter', '7');
  expect(code).toBe(2);
  expect(error).toContain('There is no chapter 7');
  expect(error).toContain('1  Sums');
});

it('suggests the nearest command', async () => {
  const { code, error } = await call(smallWorkbook(), 'lst');
  expect(code).toBe(2);
  expect(error).toBe("Unknown command 'lst'.\nDid you mean list?\n");
});

it.each([
  ['run', 'mena'],
  ['show', 'mena'],
  ['hint', 'mena'],
  ['reset', 'mena'],
  ['undo', 'mena'],
])('lists candidates when %s is given a name that no exercise has', async (command, name) => {
  const { code, error } = await call(smallWorkbook(), command, name);
  expect(code).toBe(2);
  expect(error).toContain(`"${name}"`);
  expect(error).toContain('npx workbook list');
  expect(error).not.toContain('    at ');
});

it.each([
  'watch',
  'list',
  'show',
  'run',
  'hint',
  'compare',
  'reset',
  'undo',
  'catch-up',
  'export',
  'verify',
])('explains %s with an example', async (command) => {
  const { code, out } = await call(smallWorkbook(), command, '--help');
  expect(code).toBe(0);
  expect(out).toContain(`Usage: workbook ${command}`);
  expect(out).toMatch(/Examples?:\n {2}npx workbook/);
  expect(out).toContain('--plain');
});

it('shows a lesson laid out, and as Markdown with --plain', async () => {
  const workbook = smallWorkbook();
  const shown = await call(workbook, 'show', '1.1');
  expect(shown.out).toContain('Two and three are `5`.');
  expect(shown.out).not.toContain('title: Adding up');
  const plain = await call(workbook, 'show', 'add', '--plain');
  expect(plain.out).toContain('Two and **three** are `5`.');
});

it('gives one hint more each time and keeps the earlier ones', async () => {
  const workbook = smallWorkbook();
  const first = await call(workbook, 'hint', 'add');
  expect(first.out).toContain('Hint 1 of 3');
  expect(first.out).not.toContain('Hint 2');
  expect(first.out).toContain('2 hints left: npx workbook hint 1.1');
  const second = await call(workbook, 'hint', 'add');
  expect(second.out).toContain('Hint 1 of 3');
  expect(second.out).toContain('Hint 2 of 3');
  await call(workbook, 'hint', 'add');
  const last = await call(workbook, 'hint', 'add');
  expect(last.out).toContain('That was the last hint.');
});

it('puts the stub back, says so, and brings the file back', async () => {
  const workbook = smallWorkbook();
  const stub = workbook.read('add');
  workbook.write('add', '// my own work\n');
  const reset = await call(workbook, 'reset', 'add');
  expect(reset.code).toBe(0);
  expect(workbook.read('add')).toBe(stub);
  expect(reset.out).toContain('npx workbook undo 1.1');

  const list = await call(workbook, 'undo', 'add', '--list');
  expect(list.out).toContain('before a reset');
  expect(workbook.read('add')).toBe(stub);

  const undo = await call(workbook, 'undo', 'add');
  expect(undo.code).toBe(0);
  expect(workbook.read('add')).toBe('// my own work\n');
});

it('brings back the copy that is asked for', async () => {
  const workbook = smallWorkbook();
  for (const content of ['// one\n', '// two\n']) {
    workbook.write('add', content);
    await call(workbook, 'reset', 'add');
  }
  await call(workbook, 'undo', 'add', '--to', '1');
  expect(workbook.read('add')).toBe('// one\n');
  const { code, error } = await call(workbook, 'undo', 'add', '--to', '99');
  expect(code).toBe(2);
  expect(error).toContain('There is no copy 99');
});

it('refuses the reference of an unsolved exercise where it cannot ask', async () => {
  const workbook = smallWorkbook();
  const refused = await call(workbook, 'compare', 'add');
  expect(refused.code).toBe(2);
  expect(refused.error).toContain('--yes');
  expect(refused.out).toBe('');
  const shown = await call(workbook, 'compare', 'add', '--yes');
  expect(shown.code).toBe(0);
  expect(shown.out).toContain("-   throw new NotImplemented('add');");
  expect(shown.out).toContain('+   return Number(a) + Number(b);');
  expect(shown.out).not.toContain('#region');
  expect(shown.out).toContain('`Number` turns text into a number.');
});

it('asks before it shows the reference, and takes Enter for no', async () => {
  const workbook = smallWorkbook();
  const tty = { columns: 80, rows: 24 };
  const terminal = new FakeTerminal({ cwd: workbook.root, tty });
  terminal.press('\n');
  expect(await main(['compare', 'add'], terminal)).toBe(0);
  expect(terminal.out).toContain('not solved yet. Show the reference all the same? [y/N]');
  expect(terminal.out).not.toContain('Number(a)');

  const yes = new FakeTerminal({ cwd: workbook.root, tty });
  yes.press('y\n');
  await main(['compare', 'add'], yes);
  expect(yes.out).toContain('return Number(a) + Number(b);');
});

it('finds the workbook around the current folder, and the one that --root names', async () => {
  const workbook = smallWorkbook();
  const inside = new FakeTerminal({ cwd: join(workbook.root, 'exercises', '01-sums') });
  await main(['list'], inside);
  expect(inside.out).toContain('Adding up');
  const outside = new FakeTerminal({ cwd: '/' });
  await main(['list', '--root', workbook.root], outside);
  expect(outside.out).toContain('Adding up');
  const wrong = new FakeTerminal({ cwd: workbook.root });
  expect(await main(['--root', 'solutions', 'list'], wrong)).toBe(2);
  expect(wrong.error).toContain('there is no folder exercises');
});

it('prints no colour and only ASCII with --plain', async () => {
  const { out } = await call(smallWorkbook(), 'list', '--plain');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
  expect(out).toMatch(/^[\x00-\x7F]*$/);
  expect(out).not.toContain('\u001B');
});

it('says when the workbook itself failed, with the stack only on demand', async () => {
  const workbook = smallWorkbook();
  const diagnoses = join(workbook.root, 'exercises', '01-sums', '01-add', 'add.spec.ts');
  rmSync(diagnoses);
  writeFileSync(join(workbook.root, '.workbook'), 'a file where a folder should be');
  const { code, error } = await call(workbook, 'hint', 'add');
  expect(code).toBe(3);
  expect(error).not.toContain('    at ');
  const debug = await call(workbook, 'hint', 'add', '--debug');
  expect(debug.error).toContain('    at ');
  expect(existsSync(workbook.path('add'))).toBe(true);
});

it('proves exercises, as a table and as JSON', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', 'broken (');
  const { code, out } = await call(workbook, 'verify', '--json');
  expect(JSON.parse(out)).toMatchObject({ schema: 1, ok: true, exercises: [{ id: 'add' }, {}] });
  expect(code).toBe(0);

  const spec = join(workbook.root, 'exercises', '01-sums', '02-mean', 'mean.spec.ts');
  writeFileSync(
    spec,
    "import './mean.ts';\nimport { it } from 'vitest';\nit('is easy', () => {});\n",
  );
  const failed = await call(workbook, 'verify', 'mean');
  expect(failed.code).toBe(1);
  expect(failed.out).toContain('failed');
  expect(failed.out).toMatch(/1 of 1 exercise failed/);
});
