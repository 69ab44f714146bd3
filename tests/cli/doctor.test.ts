import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { checkFileEvents } from '../../src/cli/doctor/folder-checks.ts';
import { checkTerminal } from '../../src/cli/doctor/terminal-check.ts';
import { styleFor } from '../../src/cli/style.ts';
import { watchFolder } from '../../src/runner/index.ts';
import { call, FakeTerminal, smallWorkbook } from './small-workbook.ts';

// Each of these starts processes of its own, and a busy machine is slow at that.
vi.setConfig({ testTimeout: 30_000 });

const states = (out: string) =>
  Object.fromEntries(
    [...out.matchAll(/^(PASS|FAIL|NOTE) {2}([\w ]+):/gm)].map(([, state, name]) => [name, state]),
  );

it('passes on a workbook that is as it should be, in words', async () => {
  const { code, out } = await call(smallWorkbook(), 'doctor');
  expect(states(out)).toMatchObject({
    Node: 'PASS',
    Installation: 'PASS',
    Exercises: 'PASS',
    Writing: 'PASS',
    'File events': 'PASS',
    Specs: 'PASS',
    Terminal: 'NOTE',
  });
  expect(out).toContain(process.version);
  expect(out).toContain('The workbook has what it needs.');
  expect(code).toBe(0);
});

it('leaves nothing behind, and does not look at the learner’s code', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', 'syntax(');
  const { code } = await call(workbook, 'doctor');
  expect(code).toBe(0);
  expect(readdirSync(workbook.root).filter((name) => name.includes('doctor'))).toEqual([]);
});

it('prints the same as JSON with a schema', async () => {
  const { out } = await call(smallWorkbook(), 'doctor', '--json');
  const checkup = JSON.parse(out);
  expect(checkup).toMatchObject({ schema: 1, ok: true });
  expect(checkup.checks[0]).toEqual({
    name: 'Node',
    state: 'pass',
    finding: expect.stringContaining(process.version),
    cure: null,
  });
});

it('fails with a cure where nothing can be written', async () => {
  const workbook = smallWorkbook();
  writeFileSync(join(workbook.root, '.workbook'), 'a file in place of the folder');
  const { code, out } = await call(workbook, 'doctor');
  expect(code).toBe(1);
  expect(states(out)).toMatchObject({ Writing: 'FAIL', 'File events': 'FAIL', Specs: 'PASS' });
  expect(out).toMatch(/copy the workbook to a folder of your\s+own/);
  expect(out).toContain('2 checks failed.');
});

it('fails when the specs of a reference do not pass', async () => {
  const workbook = smallWorkbook();
  const solution = join(workbook.root, 'solutions/01-sums/01-add/add.ts');
  writeFileSync(solution, workbook.solution('add').replace('Number(a) + Number(b)', '0'));
  const { code, out } = await call(workbook, 'doctor');
  expect(code).toBe(1);
  expect(states(out)).toMatchObject({ Specs: 'FAIL', Writing: 'PASS' });
  expect(out).toContain('npx workbook run 1.1 --solution');
});

it('names what is broken in the exercises and goes on with the rest', async () => {
  const workbook = smallWorkbook();
  rmSync(join(workbook.root, 'exercises/01-sums/README.md'));
  const { code, out } = await call(workbook, 'doctor');
  expect(code).toBe(1);
  expect(states(out)).toMatchObject({ Exercises: 'FAIL', Node: 'PASS', 'File events': 'PASS' });
  expect(out).toContain('exercises/01-sums/README.md');
});

it('advises polling where the file system tells no events', async () => {
  const { root } = smallWorkbook();
  const deaf: typeof watchFolder = (folder, onChange, options) =>
    watchFolder(folder, options?.poll ? onChange : () => {}, options);
  const check = await checkFileEvents(root, deaf);
  expect(check.state).toBe('fail');
  expect(check.cure).toContain('npx workbook watch --poll');
  const dead: typeof watchFolder = (folder, _, options) => watchFolder(folder, () => {}, options);
  expect((await checkFileEvents(root, dead)).finding).toContain('neither by events nor by looking');
});

it('is not misled by a watch that begins a moment late', async () => {
  const { root } = smallWorkbook();
  const late: typeof watchFolder = (folder, onChange, options) =>
    watchFolder(folder, (file) => file.endsWith('-1.ts') || onChange(file), options);
  expect((await checkFileEvents(root, late)).state).toBe('pass');
});

it('says what the terminal can do', () => {
  const check = (tty: { columns: number; rows: number }, env: Record<string, string> = {}) => {
    const terminal = new FakeTerminal({ cwd: '/', tty, env });
    return checkTerminal(terminal, styleFor(terminal, { plain: false }));
  };
  const rich = check({ columns: 80, rows: 24 }, { TERM_PROGRAM: 'WezTerm' });
  expect(rich.state).toBe('pass');
  expect(rich.finding).toMatch(/^80 columns, 24 rows, .*Unicode, links \(OSC 8\), redraws\.$/);
  expect(check({ columns: 80, rows: 24 }, { NO_COLOR: '1' }).finding).toContain('no colours');
  const small = check({ columns: 40, rows: 24 });
  expect(small.state).toBe('note');
  expect(small.cure).toContain('60 columns');
});
