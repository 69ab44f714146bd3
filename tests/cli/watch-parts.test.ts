import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pause, setImmediate as soon } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runsInTerminal } from '../../src/cli/watch/editor.ts';
import { type FileChanges, watchChanges } from '../../src/cli/watch/file-changes.ts';
import { listenToKeys } from '../../src/cli/watch/keys.ts';
import { createPainter } from '../../src/cli/watch/painter.ts';
import { createRunLoop } from '../../src/cli/watch/run-loop.ts';
import { countTime } from '../../src/cli/watch/time-spent.ts';
import type { Report, Runner } from '../../src/runner/index.ts';
import { FakeTerminal } from './small-workbook.ts';
import { add, mean, runs } from './watch-samples.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

describe('file changes', () => {
  let folder: string;
  let file: string;
  let changes: FileChanges;
  const onChange = vi.fn();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'changes-'));
    file = join(folder, 'add.ts');
    writeFileSync(file, 'start');
    const exercise = { ...add, files: { ...add.files, folder, learner: file } };
    onChange.mockReset();
    changes = watchChanges(exercise, { onChange, poll: false });
    await pause(200);
  });

  afterEach(async () => {
    await changes.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const changed = (times: number) =>
    vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(times), 20_000);

  it('tells of a write, of a file that is put in place, and of one that is gone', async () => {
    writeFileSync(file, 'written');
    await changed(1);
    writeFileSync(`${file}~`, 'replaced');
    renameSync(`${file}~`, file);
    await changed(2);
    rmSync(file);
    await changed(3);
  });

  it('tells once of a file that is emptied and written, or moved away and written', async () => {
    writeFileSync(file, '');
    writeFileSync(file, 'emptied first');
    await changed(1);
    renameSync(file, `${file}.bak`);
    await pause(20);
    writeFileSync(file, 'moved away first');
    await changed(2);
    await pause(400);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('tells of a file beside it, and of nothing when the same text is saved', async () => {
    writeFileSync(file, 'start');
    writeFileSync(join(folder, 'notes.txt'), 'no code');
    mkdirSync(join(folder, 'sub'));
    await pause(400);
    expect(onChange).not.toHaveBeenCalled();
    writeFileSync(join(folder, 'mine.ts'), 'export {};');
    await changed(1);
  });

  it('does not tell of what the workbook wrote itself', async () => {
    writeFileSync(file, 'by the workbook');
    changes.accept();
    await pause(400);
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('the run loop', () => {
  const { report } = runs.red;

  /** A runner whose runs end when they are told to. */
  function slowRunner() {
    const pending: { resolve: (report: Report) => void; signal: AbortSignal | undefined }[] = [];
    const runner: Pick<Runner, 'run'> = {
      run: (_, { signal } = {}) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          pending.push({ resolve, signal });
        }),
    };
    return { runner, pending };
  }

  function loopWith(runner: Pick<Runner, 'run'>, content: { text: string }) {
    const handlers = { onStart: vi.fn(), onEnd: vi.fn(), onError: vi.fn() };
    const loop = createRunLoop(add, { runner, fingerprint: () => content.text, ...handlers });
    return { loop, ...handlers };
  }

  it('cancels a run and starts again when the content has changed', async () => {
    const { runner, pending } = slowRunner();
    const content = { text: 'a' };
    const { loop, onEnd, onError } = loopWith(runner, content);
    loop.request();
    content.text = 'b';
    loop.request();
    expect(pending[0]?.signal?.aborted).toBe(true);
    pending[1]?.resolve(report);
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1));
    expect(onError).not.toHaveBeenCalled();
  });

  it('does not start again for what is being run already', () => {
    const { runner, pending } = slowRunner();
    const { loop } = loopWith(runner, { text: 'a' });
    loop.request();
    loop.request();
    expect(pending).toHaveLength(1);
    expect(pending[0]?.signal?.aborted).toBe(false);
  });

  it('runs again when the content changed during the run, event or not', async () => {
    const { runner, pending } = slowRunner();
    const content = { text: 'a' };
    const { loop, onEnd } = loopWith(runner, content);
    loop.request();
    content.text = 'b';
    pending[0]?.resolve(report);
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    pending[1]?.resolve(report);
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(2));
    expect(pending).toHaveLength(2);
  });

  it('passes on what is no report, and is silent once it is closed', async () => {
    const failing = { run: () => Promise.reject(new Error('broken')) };
    const { loop, onError } = loopWith(failing, { text: 'a' });
    loop.request();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    const { runner, pending } = slowRunner();
    const closed = loopWith(runner, { text: 'a' });
    closed.loop.request();
    closed.loop.close();
    closed.loop.request();
    await pause(20);
    expect(pending).toHaveLength(1);
    expect(closed.onError).not.toHaveBeenCalled();
  });
});

describe('the time spent', () => {
  it('counts from sign to sign, a long pause as five minutes, for the exercise at hand', () => {
    let clock = 0;
    const added: [string, number][] = [];
    const time = countTime(
      add,
      {
        addTime: ({ id }, seconds) => added.push([id, seconds]),
        recordOf: () => ({ ...emptyRecord, seconds: 60 }),
      },
      () => clock,
    );
    clock = 90.5;
    time.sign();
    expect(time.seconds()).toBe(150.5);
    time.flush();
    expect(added).toEqual([['add', 90]]);
    clock += 3_600;
    time.switchTo(mean);
    expect(added).toEqual([
      ['add', 90],
      ['add', 300],
    ]);
    clock += 10;
    time.sign();
    time.flush();
    expect(added.at(-1)).toEqual(['mean', 10]);
  });

  const emptyRecord = {
    firstStartedAt: null,
    solvedAt: null,
    masteredAt: null,
    seconds: 0,
    runs: 0,
    hintsShown: 0,
    misconceptions: {},
    caughtUp: false,
    caughtUpTo: null,
    secondsToSolve: null,
  };
});

describe('the keyboard', () => {
  it('gives keys by name or character, and nothing after it is given back', async () => {
    const { input } = new FakeTerminal({ cwd: '/', tty: { columns: 80, rows: 24 } });
    const keys: string[] = [];
    const keyboard = listenToKeys(input, (key) => keys.push(key));
    input.write('n?/ G\u001B[A\u001B[B\u001B[5~\u001B[6~\r\u007F\u0003');
    await vi.waitFor(() => expect(keys).toHaveLength(12));
    expect(keys).toEqual(
      'n ? / space G up down pageup pagedown return backspace ctrl-c'
        .split(' ')
        .map((key) => (key === 'space' ? ' ' : key)),
    );
    keyboard.pause();
    input.write('q');
    await pause(20);
    expect(keys).toHaveLength(12);
  });
});

describe('the escape key', () => {
  it('is told at once, and the key after it is a key of its own', async () => {
    const { input } = new FakeTerminal({ cwd: '/', tty: { columns: 80, rows: 24 } });
    const keys: string[] = [];
    const keyboard = listenToKeys(input, (key) => keys.push(key));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    input.write('\u001B');
    await soon();
    vi.advanceTimersByTime(60);
    expect(keys).toEqual(['escape']);
    input.write('q');
    await soon();
    expect(keys).toEqual(['escape', 'q']);
    vi.useRealTimers();
    input.write('\u001B');
    await pause(800);
    expect(keys).toEqual(['escape', 'q', 'escape']);
    input.write('\u001B[A');
    await vi.waitFor(() => expect(keys.at(-1)).toBe('up'));
    keyboard.pause();
  });
});

describe('the painter', () => {
  it('draws over in one go, hides the cursor, and gives it back below the last screen', () => {
    const output = new PassThrough();
    const read = () => String(output.read() ?? '');
    const painter = createPainter(output);
    painter.paint(['a', 'b']);
    expect(read()).toBe('\u001B[?25l\u001B[2J\u001B[Ha\u001B[K\r\nb\u001B[K\u001B[J');
    painter.paint(['a', 'b']);
    expect(read()).toBe('');
    painter.paint(['a']);
    expect(read()).toBe('\u001B[Ha\u001B[K\u001B[J');
    painter.pause();
    expect(read()).toBe('\r\n\u001B[?25h');
    painter.paint(['c']);
    expect(read()).toBe('');
  });
});

it.each([
  ['vim', true],
  ['/usr/bin/nvim -u NONE', true],
  ['nano', true],
  ['emacs -nw', true],
  ['emacs', false],
  ['code --wait', false],
  ['subl', false],
])('knows that %s draws in the terminal: %s', (command, draws) => {
  expect(runsInTerminal(command)).toBe(draws);
});
