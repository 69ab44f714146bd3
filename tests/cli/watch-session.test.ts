import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { FakeTerminal, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

const patience = { timeout: 30_000, interval: 20 };

/** Opens the watch mode; what it shows is waited for. */
function open(workbook: SmallWorkbook, ...argv: readonly string[]) {
  const terminal = new FakeTerminal({
    cwd: workbook.root,
    tty: { columns: 90, rows: 30 },
    env: { TERM: 'xterm' },
  });
  const ended = main(argv, terminal);
  onTestFinished(async () => {
    terminal.press('\u0003');
    await ended;
  });
  let from = 0;
  return {
    terminal,
    ended,
    /** Waits until the text is drawn after the last call of `sees` or `press`. */
    async sees(text: string) {
      await vi.waitFor(() => {
        expect(stripVTControlCharacters(terminal.out.slice(from))).toContain(text);
      }, patience);
      from = terminal.out.length;
    },
    press(keys: string) {
      from = terminal.out.length;
      terminal.press(keys);
    },
    async quit() {
      terminal.press('q');
      return ended;
    },
  };
}

const escapeKey = '\u001B';

describe('the watch mode', () => {
  it('takes a newcomer from the welcome to a solved exercise and on to the next', async () => {
    const workbook = smallWorkbook();
    const watch = open(workbook);
    await watch.sees('Welcome.');
    expect(watch.terminal.isRaw).toBe(true);
    await watch.sees('Next to write: add.');

    workbook.write('add', workbook.mistake('add', 'joins-texts'));
    await watch.sees('This is: Texts joined instead of numbers added');

    watch.press('h');
    await watch.sees('Hint 1 of 3');
    workbook.write('add', workbook.solution('add'));
    await watch.sees('Mastered: core and stretch pass.');
    watch.press('c');
    await watch.sees('Your file is the reference, letter by letter.');
    watch.press('n');
    await watch.sees('Next to write: mean.');

    expect(await watch.quit()).toBe(0);
    expect(watch.terminal.isRaw).toBe(false);
    expect(watch.terminal.out.endsWith('\u001B[?25h')).toBe(true);

    const again = open(workbook);
    await again.sees('1.2  The mean');
    expect(stripVTControlCharacters(again.terminal.out)).not.toContain('Welcome.');
    await again.quit();
  });

  it('notices a file that an editor replaces, and one that is deleted', async () => {
    const workbook = smallWorkbook();
    const watch = open(workbook, 'watch', 'mean');
    await watch.sees('Next to write: mean.');
    const temporary = `${workbook.path('mean')}.tmp`;
    writeFileSync(temporary, workbook.mistake('mean', 'forgets-to-divide'));
    renameSync(temporary, workbook.path('mean'));
    await watch.sees('A sum taken for a mean');
    rmSync(workbook.path('mean'));
    await watch.sees('Your file is not there.');
    watch.press('u');
    await watch.sees('A sum taken for a mean');
    expect(workbook.read('mean')).toBe(workbook.mistake('mean', 'forgets-to-divide'));
    await watch.quit();
  });

  it('cancels a run that hangs when the next save comes', async () => {
    const workbook = smallWorkbook();
    const watch = open(workbook, 'watch', 'mean');
    await watch.sees('Next to write: mean.');
    workbook.write('mean', 'export function mean() { while (true) {} }\n');
    await watch.sees('checking');
    workbook.write('mean', workbook.solution('mean'));
    await watch.sees('Solved: every spec passes.');
    await watch.quit();
  });

  it('puts the stub back only after a yes, and takes it back', async () => {
    const workbook = smallWorkbook();
    workbook.write('mean', workbook.solution('mean'));
    const watch = open(workbook, 'watch', 'mean');
    await watch.sees('Solved: every spec passes.');
    watch.press('x');
    await watch.sees('Put the untouched stub of 1.2 The mean back?');
    watch.press('n');
    await watch.sees('Solved: every spec passes.');
    expect(workbook.read('mean')).toBe(workbook.solution('mean'));
    watch.press('x');
    await watch.sees('y yes');
    watch.press('y');
    await watch.sees('The untouched stub is in place.');
    await watch.sees('Next to write: mean.');
    watch.press('u');
    await watch.sees('Solved: every spec passes.');
    expect(workbook.read('mean')).toBe(workbook.solution('mean'));
    await watch.quit();
  });

  it('shows lesson, list and help, and goes where the list points', async () => {
    const workbook = smallWorkbook();
    const watch = open(workbook, 'watch', 'add');
    await watch.sees('Next to write: add.');
    watch.press('s');
    await watch.sees('Two and three are 5.');
    watch.press('?');
    await watch.sees('Every save runs its specs');
    watch.press('l');
    await watch.sees('2 of 2 exercises, all states');
    watch.press('/mean');
    await watch.sees('1 of 2 exercises');
    watch.press('\r');
    await watch.sees('Next to write: mean.');
    watch.press('l');
    await watch.sees('(here)');
    watch.press(escapeKey);
    await watch.sees('Next to write: mean.');
    watch.press('\u0003');
    expect(await watch.ended).toBe(0);
  });

  it('draws again when the terminal is resized', async () => {
    const watch = open(smallWorkbook(), 'watch', 'add');
    await watch.sees('Next to write: add.');
    Object.assign(watch.terminal.output, { columns: 50, rows: 40 });
    watch.terminal.output.emit('resize');
    await watch.sees('Nothing is red. Next to write: add. Its specs\r\n');
    await watch.quit();
  });

  it('gives the terminal back when the workbook itself fails', async () => {
    const workbook = smallWorkbook();
    const watch = open(workbook, 'watch', 'add');
    await watch.sees('Next to write: add.');
    watch.terminal.output.write = (text: string) => {
      if (text.includes('Hint 1 of 3')) throw new Error('no paper');
      watch.terminal.out += text;
      return true;
    };
    watch.press('h');
    expect(await watch.ended).toBe(3);
    expect(watch.terminal.isRaw).toBe(false);
    expect(watch.terminal.error).toContain('The workbook itself failed');
    expect(watch.terminal.error).toContain('no paper');
  });
});
