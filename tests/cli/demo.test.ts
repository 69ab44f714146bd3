import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it, vi } from 'vitest';
import { call, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

// Each of these starts processes of its own, and a busy machine is slow at that.
vi.setConfig({ testTimeout: 30_000 });

const launcher = resolve(import.meta.dirname, '../../bin/workbook.js');
const sum = "import { add } from './add.ts';\nconsole.log('2 and 3 are', add(2, 3));\n";

function workbookWithDemo(demo = sum): SmallWorkbook {
  const workbook = smallWorkbook();
  writeFileSync(demoOf(workbook), demo);
  return workbook;
}

function demoOf(workbook: SmallWorkbook): string {
  return join(dirname(workbook.path('add')), 'demo.ts');
}

it('runs the learner’s code', async () => {
  const workbook = workbookWithDemo();
  workbook.write('add', 'export function add(a: number, b: number) {\n  return a * b;\n}\n');
  const { code, out } = await call(workbook, 'demo', 'add');
  expect(out).toBe('2 and 3 are 6\n');
  expect(code).toBe(0);
});

it('runs the reference with --solution, whatever the learner’s file holds', async () => {
  const workbook = workbookWithDemo();
  for (const content of ['throw new Error("mine");', 'syntax(']) {
    workbook.write('add', content);
    const { code, out, error } = await call(workbook, 'demo', 'add', '--solution');
    expect(error).toBe('');
    expect(out).toBe('2 and 3 are 5\n');
    expect(code).toBe(0);
  }
  rmSync(workbook.path('add'));
  expect((await call(workbook, 'demo', 'add', '--solution')).out).toBe('2 and 3 are 5\n');
});

it('names the function that is still to be written, and --solution', async () => {
  const { code, error } = await call(workbookWithDemo(), 'demo', 'add');
  expect(code).toBe(1);
  expect(error).toContain('add is not written yet.');
  expect(error).toContain('npx workbook demo 1.1 --solution');
  expect(error).not.toContain('    at ');
});

it('shows what was drawn before an error, then the place in the learner’s file', async () => {
  const workbook = workbookWithDemo(`console.log('first');\n${sum}`);
  workbook.write(
    'add',
    'export function add(a: number, b: number): number {\n  return a.plus(b);\n}\n',
  );
  const { code, out, error } = await call(workbook, 'demo', 'add');
  expect(code).toBe(1);
  expect(out).toBe('first\n');
  expect(error).toContain('Your code ended the demo. TypeError: a.plus is not a function');
  expect(error).toContain('add.ts:2');
  expect(error).toMatch(/> 2 .*return a\.plus\(b\);/);
  expect(error).not.toContain('node:internal');
});

it('says so when the demo cannot use what the learner’s code returns', async () => {
  const workbook = workbookWithDemo(
    "import { add } from './add.ts';\nconsole.log(add(1, 2).toFixed());\n",
  );
  workbook.write('add', 'export function add(_a: number, _b: number) {}\n');
  const { code, error } = await call(workbook, 'demo', 'add');
  expect(code).toBe(1);
  expect(error).toContain('cannot go on with what your code gave it. TypeError');
  expect(error).toContain('demo.ts:2');
});

it('shows the line that cannot be read', async () => {
  const workbook = workbookWithDemo();
  workbook.write('add', 'export function add(a: number, b: number) {\n  return a +;\n}\n');
  const { code, error } = await call(workbook, 'demo', 'add');
  expect(code).toBe(1);
  expect(error).toContain('cannot be read as TypeScript');
  expect(error).toMatch(/> 2 .*return a \+;/);
});

it('names an export that is missing, and a file that is gone', async () => {
  const workbook = workbookWithDemo();
  workbook.write('add', 'function add() {}\n');
  const without = await call(workbook, 'demo', 'add');
  expect(without.code).toBe(1);
  expect(without.error).toContain('The demo needs add, and your file does not export it.');
  rmSync(workbook.path('add'));
  const gone = await call(workbook, 'demo', 'add');
  expect(gone.code).toBe(3);
  expect(gone.error).toContain('npx workbook undo 1.1');
});

it('tells of an error that comes later, from a timer or a promise', async () => {
  for (const later of [
    'setTimeout(() => add(1, 2), 5);',
    'void Promise.resolve().then(() => add(1, 2));',
  ]) {
    const workbook = workbookWithDemo(`import { add } from './add.ts';\n${later}\n`);
    const { code, error } = await call(workbook, 'demo', 'add');
    expect(code).toBe(1);
    expect(error).toContain('add is not written yet.');
  }
});

it('hands on --live and what stands behind --', async () => {
  const workbook = workbookWithDemo(
    "import '#kit/openai/live';\nconsole.log(JSON.stringify(process.argv.slice(2)));\n",
  );
  const { out } = await call(workbook, 'demo', 'add', '--live', '--', '--seed', '7');
  expect(JSON.parse(out)).toEqual(['--live', '--seed', '7']);
  expect((await call(workbook, 'demo', 'add')).out).toBe('[]\n');
});

it('refuses --live where no service is asked', async () => {
  const { code, out, error } = await call(workbookWithDemo(), 'demo', 'add', '--live');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(error).toContain('The demo of 1.1 Adding up asks no service');
  expect(error).toContain('npx workbook demo 1.1');
});

it('blames the workbook when the reference’s demo fails', async () => {
  const workbook = workbookWithDemo("throw new RangeError('drawn too wide');\n");
  const { code, error } = await call(workbook, 'demo', 'add', '--solution');
  expect(code).toBe(3);
  expect(error).toContain('The workbook itself failed');
  expect(error).toContain('RangeError: drawn too wide');
});

it('says so when the demo ends itself, and when there is none', async () => {
  const workbook = workbookWithDemo('process.exit(4);\n');
  const ended = await call(workbook, 'demo', 'add');
  expect(ended.code).toBe(1);
  expect(ended.error).toContain('exit code 4');
  rmSync(demoOf(workbook));
  expect((await call(workbook, 'demo', 'add')).error).toContain('demo.ts');
});

it.skipIf(process.platform === 'win32')('ends an endless demo with it', async () => {
  const endless = "console.log('drawing');\nsetInterval(() => {}, 1000);\n";
  for (const [demo, signal] of [
    [endless, 'SIGTERM'],
    [endless, 'SIGKILL'],
    ["console.log('drawing');\nwhile (true) {}\n", 'SIGTERM'],
  ] as const) {
    const { root } = workbookWithDemo(demo);
    const child = spawn(process.execPath, [launcher, 'demo', 'add', '--root', root]);
    // Its output closes when the last process that may write to it is gone: the demo's own.
    const closed = new Promise((settle) => child.stdout.once('close', settle));
    await new Promise((settle) => child.stdout.once('data', settle));
    child.kill(signal);
    await closed;
  }
});
