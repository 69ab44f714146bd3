import { rmSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { call, smallWorkbook } from './small-workbook.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

it('reports a stub as waiting, names what to write first, and exits with 1', async () => {
  const { code, out } = await call(smallWorkbook(), 'run', 'add');
  expect(code).toBe(1);
  expect(out).toContain('add     not written yet');
  expect(out).toContain('addAll  not written yet (stretch)');
  expect(out).toContain('Next to write: add.');
  expect(out).toContain('adds a number and a text that holds one');
  expect(out).toContain('npx workbook hint 1.1');
});

it('shows the first failure with its values and names the misconception', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.mistake('add', 'joins-texts'));
  const { code, out } = await call(workbook, 'run', 'add');
  expect(code).toBe(1);
  expect(out).toContain('add › adds a number and a text that holds one');
  expect(out).toContain('A form gave you the text 3');
  expect(out).toMatch(/expected +5/);
  expect(out).toMatch(/got +'23'/);
  expect(out).toContain('This is: Texts joined instead of numbers added');
  expect(out).toContain('With a text on either side, + joins.');
  expect(out).not.toContain('    at ');
});

it('names the next exercise when the specs pass, exits with 0, and remembers it', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.solution('add'));
  const { code, out } = await call(workbook, 'run', '1.1');
  expect(code).toBe(0);
  expect(out).toContain('Mastered: core and stretch pass.');
  expect(out).toContain('sum, text is not a number');
  expect(out).toContain('2 points to say in an interview');
  expect(out).toContain('Next: 1.2 The mean (10 min): npx workbook watch 1.2');
  expect((await call(workbook, 'list')).out).toMatch(/1\.1 .* mastered$/m);
});

it('prints one report with the diagnosis as JSON', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.mistake('add', 'starts-at-one'));
  const { code, out } = await call(workbook, 'run', 'add', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    schema: 1,
    exercise: 'add',
    implementation: 'learner',
    state: 'failed',
    tests: [
      { function: 'add', state: 'passed' },
      { function: 'add', state: 'passed' },
      { function: 'addAll', state: 'failed', expected: '6', actual: '7' },
    ],
    diagnosis: { certainty: 'this is', mistake: 'starts-at-one' },
  });
});

it('runs several exercises into a table with the first failure of each', async () => {
  const workbook = smallWorkbook();
  workbook.write('mean', workbook.mistake('mean', 'forgets-to-divide'));
  const { code, out } = await call(workbook, 'run', '--all');
  expect(code).toBe(1);
  expect(out).toMatch(/1\.1 +Adding up +0 of 3 pass +not finished; nothing red/);
  expect(out).toMatch(/1\.2 +The mean +0 of 1 pass +red/);
  expect(out).toContain('1.2  mean › gives the middle of two numbers');
  expect(out).toContain('0 of 2 exercises solved, 1 red.');
  const json = await call(workbook, 'run', 'sums', '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    schema: 1,
    reports: [{ exercise: 'add', diagnosis: null }, { exercise: 'mean' }],
  });
});

it('runs the reference without writing anything down', async () => {
  const workbook = smallWorkbook();
  const { code, out } = await call(workbook, 'run', '--all', '--solution');
  expect(code).toBe(0);
  expect(out).toContain('2 of 2 exercises solved, 0 red.');
  expect((await call(workbook, 'list')).out).toMatch(/1\.1 .* new$/m);
});

it('says where a file cannot be read, and that a file is gone', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', 'export function add(a, b) {\n  return a +;\n}\n');
  const broken = await call(workbook, 'run', 'add');
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('Your file cannot be read as TypeScript');
  expect(broken.out).toContain('add.ts:2');
  expect(broken.out).toMatch(/> 2 │ {3}return a \+;\n/);
  rmSync(workbook.path('add'));
  const gone = await call(workbook, 'run', 'add');
  expect(gone.code).toBe(1);
  expect(gone.out).toContain('Bring back what you had: npx workbook undo 1.1');
});

it('shows what the code prints, apart and not all of it', async () => {
  const workbook = smallWorkbook();
  const chatty = `${workbook.solution('add')}\nfor (let i = 1; i <= 20; i += 1) console.log('line', i);\n`;
  workbook.write('add', chatty);
  const { out } = await call(workbook, 'run', 'add');
  expect(out).toContain('Your code printed:');
  expect(out).toContain('line 12');
  expect(out).not.toContain('line 13');
  expect(out).toContain('8 more lines');
});

it('refuses a call that names nothing to run', async () => {
  const { code, error } = await call(smallWorkbook(), 'run');
  expect(code).toBe(2);
  expect(error).toContain('Name an exercise or a chapter');
});

it('runs the first unsolved exercise once where there is no terminal', async () => {
  const workbook = smallWorkbook();
  workbook.write('add', workbook.solution('add'));
  await call(workbook, 'run', 'add');
  const { code, out } = await call(workbook);
  expect(code).toBe(0);
  expect(out).toContain('1.2  The mean');
  expect(out).toContain('Next to write: mean.');
  expect(out).not.toContain('\u001B');
});
