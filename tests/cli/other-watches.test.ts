import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { otherWatchesText } from '../../src/cli/watch/other-watches.ts';
import { FakeTerminal, smallWorkbook } from './small-workbook.ts';

vi.setConfig({ testTimeout: 120_000 });

const now = new Date(2026, 4, 1, 21, 45, 0);
const since = new Date(2026, 4, 1, 21, 40, 12);

describe('what the second watch says of the first', () => {
  it('is nothing when there is none', () => {
    expect(otherWatchesText([], { now, platform: 'linux' })).toBeNull();
  });

  it('names the process, since when it runs, and what ends it', () => {
    const others = [{ pid: 4711, since, isHere: true }];
    expect(otherWatchesText(others, { now, platform: 'linux' })).toBe(
      'Another watch (process 4711) has been open on this workbook since 21:40:12: both may go on, they share your progress; `q` in its window or `kill 4711` ends it.',
    );
    expect(otherWatchesText(others, { now, platform: 'win32' })).toContain(
      '`taskkill /F /PID 4711`',
    );
  });

  it('names the day when it was another one', () => {
    const yesterday = new Date(2026, 3, 30, 8, 0, 0);
    const others = [{ pid: 4711, since: yesterday, isHere: true }];
    expect(otherWatchesText(others, { now, platform: 'linux' })).toContain(
      'since 2026-04-30 08:00:00:',
    );
  });

  it('offers no process to end where its number means nothing', () => {
    const text = otherWatchesText([{ pid: 7, since, isHere: false }], { now, platform: 'linux' });
    expect(text).toContain('Another watch (on another machine or in a container)');
    expect(text).toContain('; `q` in its window ends it.');
    expect(text).not.toContain('7)');
  });

  it('counts them when there are several', () => {
    const others = [
      { pid: 12, since, isHere: true },
      { pid: 15, since: now, isHere: true },
    ];
    expect(otherWatchesText(others, { now, platform: 'linux' })).toBe(
      '2 other watches (processes 12, 15) are open on this workbook, the first since 21:40:12: all may go on, they share your progress; `q` in their windows or `kill 12 15` ends them.',
    );
  });
});

describe('two watches of one workbook', () => {
  it.each([['on a screen'], ['line by line', '--plain']])(
    'the second says so, %s, and both work',
    async (_, ...options) => {
      const workbook = smallWorkbook();
      const first = open(workbook.root, options);
      await sees(first, 'Next to write: add.');
      const second = open(workbook.root, options);
      await sees(second, `Another watch (process ${process.pid}) has been open on this workbook`);
      expect(shown(first)).not.toContain('Another watch');

      workbook.write('add', workbook.solution('add'));
      await sees(first, 'Mastered: core and stretch pass.');
      await sees(second, 'Mastered: core and stretch pass.');
    },
  );

  it('a watch says nothing of one that has ended', async () => {
    const workbook = smallWorkbook();
    const first = open(workbook.root, []);
    await sees(first, 'Next to write: add.');
    first.press('q');
    await first.ended;
    const second = open(workbook.root, []);
    await sees(second, 'Next to write: add.');
    expect(shown(second)).not.toContain('Another watch');
  });
});

class WatchTerminal extends FakeTerminal {
  ended: Promise<number> = Promise.resolve(0);
}

function open(root: string, options: readonly string[]): WatchTerminal {
  const tty = { columns: 100, rows: 40 };
  const terminal = new WatchTerminal({ cwd: root, tty, env: { TERM: 'xterm' } });
  terminal.ended = main(['watch', 'add', ...options], terminal);
  onTestFinished(async () => {
    terminal.press('\u0003');
    await terminal.ended;
  });
  return terminal;
}

function shown({ out }: WatchTerminal): string {
  return stripVTControlCharacters(out).replace(/\s+/g, ' ');
}

async function sees(terminal: WatchTerminal, text: string): Promise<void> {
  await vi.waitFor(() => expect(shown(terminal)).toContain(text), {
    timeout: 30_000,
    interval: 20,
  });
}
