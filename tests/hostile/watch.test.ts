import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { FakeTerminal, smallWorkbook } from '../cli/small-workbook.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const solved = 'Solved: every spec passes.';

/** A watch on the exercise `mean`; each step is made and waited for. */
function openWatch() {
  const workbook = smallWorkbook();
  const terminal = new FakeTerminal({
    cwd: workbook.root,
    tty: { columns: 100, rows: 40 },
    env: { TERM: 'xterm' },
  });
  const ended = main(['watch', 'mean'], terminal);
  onTestFinished(async () => {
    terminal.press('\u0003');
    await ended;
  });
  let from = 0;
  return {
    file: workbook.path('mean'),
    terminal,
    ended,
    async sees(text: string) {
      await vi.waitFor(
        () => expect(stripVTControlCharacters(terminal.out.slice(from))).toContain(text),
        { timeout: 30_000, interval: 20 },
      );
    },
    /** Makes a change, and waits for what is drawn after it. */
    async tells(text: string, change: () => void) {
      from = terminal.out.length;
      change();
      await this.sees(text);
    },
    saves: (content: string) => () => workbook.write('mean', content),
    isRight: () => workbook.write('mean', workbook.solution('mean')),
  };
}

it('lives through one hostile save after the other, and then a good one', async () => {
  const watch = openWatch();
  await watch.sees('Next to write: mean.');
  const mean = (body: string) => `export function mean(): number {\n  ${body}\n}\n`;
  const saves: readonly (readonly [told: string, content: string])[] = [
    ['did not come to an end', mean('for (;;) {}')],
    ['process.exit()', mean('process.exit(0);')],
    [
      'more than 512 MB of memory',
      mean('const kept = []; for (;;) kept.push(Array(1e6).fill(1));'),
    ],
    ['{ code: 3 }, which is not an Error', mean('throw { code: 3 };')],
    ['Your code changed Array.prototype.push', mean('Array.prototype.push = () => 0; return 3;')],
    ['cannot be read as TypeScript', 'export function mean( {'],
    ['Your file is not text', 'a\u0000b'],
    ['imports the reference', "export * from '../../../solutions/01-sums/02-mean/mean.ts';\n"],
    [
      'Your code ended the process that runs it',
      `import { spawnSync } from 'node:child_process';\n${mean("spawnSync(process.execPath, ['-e', 'process.kill(+process.argv[1], 9)', String(process.pid)]); return 3;")}`,
    ],
  ];
  for (const [told, content] of saves) await watch.tells(told, watch.saves(content));

  await watch.tells(solved, watch.isRight);
  watch.terminal.press('q');
  expect(await watch.ended).toBe(0);
  expect(watch.terminal.isRaw).toBe(false);
});

it('tells what has become of the file, and runs it when it is back', async () => {
  const watch = openWatch();
  await watch.tells(solved, watch.isRight);
  const away = watch.file.replace('mean.ts', 'average.ts');
  await watch.tells('There is average.ts beside it', () => renameSync(watch.file, away));
  await watch.tells(solved, () => renameSync(away, watch.file));
  await watch.tells('A folder stands where your file should be.', () => {
    rmSync(watch.file);
    mkdirSync(watch.file);
  });
  await watch.tells(solved, () => {
    rmSync(watch.file, { recursive: true });
    watch.isRight();
  });
});

it('does not wait for a call that nothing interrupts when the next save is there', async () => {
  const watch = openWatch();
  await watch.sees('Next to write: mean.');
  const stuck =
    'export function mean(): number {\n  return Array(2 ** 32 - 1).fill(0).length;\n}\n';
  await watch.tells('checking', watch.saves(stuck));
  await watch.tells(solved, watch.isRight);
});
