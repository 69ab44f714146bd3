import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { styleFor } from '../../src/cli/style.ts';
import { logOf } from '../../src/cli/watch/watch-log.ts';
import type { WatchState } from '../../src/cli/watch/watch-model.ts';
import { screenOf } from '../../src/cli/watch/watch-screen.ts';
import { reduce } from '../../src/cli/watch/watch-state.ts';
import { FakeTerminal, plainStyle } from './small-workbook.ts';
import { add, catalog, errorRun, listed, runs, sampleState } from './watch-samples.ts';

const tty = { columns: 80, rows: 24 };
const terminal = new FakeTerminal({ cwd: catalog.root, tty, env: { TERM: 'xterm' } });
const style = styleFor(terminal, { plain: false });
const options = { style, cwd: catalog.root };

function drawn(change: Partial<WatchState>): string {
  const { lines } = screenOf(sampleState(change), options);
  return stripVTControlCharacters(lines.join('\n'));
}

function press(state: WatchState, key: string): WatchState {
  return reduce(state, { type: 'key', key }).state;
}

describe('the screen', () => {
  const views: Partial<WatchState>[] = [
    {},
    { welcome: true, run: runs.waiting },
    { run: runs.red, trace: true },
    { run: runs.mastered },
    { view: { kind: 'help', offset: 0 } },
    press(sampleState(), 'l'),
    press(sampleState(), 'x'),
  ];

  it.each([
    [80, 24],
    [160, 50],
    [40, 12],
    [24, 8],
  ])('fits into %d × %d, whatever is shown', (columns, rows) => {
    for (const view of views) {
      const { lines } = screenOf(sampleState({ ...view, size: { columns, rows } }), options);
      expect(lines.length).toBeLessThan(rows);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('shows title, minutes, state, the path with the line, progress and keys', () => {
    const text = drawn({ run: runs.waiting, seconds: 200, listed: listed('begun', 'solved') });
    expect(text).toMatch(/1\.1 {2}Adding up .* 5 min · 3 min spent · begun/);
    expect(text).toContain('exercises/01-sums/01-add/add.ts:4');
    expect(text).toContain('1 of 3 solved');
    for (const key of 'n p h d c s l r x u e v ? q'.split(' ')) {
      expect(text).toContain(` ${key} `);
    }
  });

  it('greets in at most five lines', () => {
    const [, greeting = ''] = drawn({ welcome: true, run: runs.waiting }).split('\n\n');
    expect(greeting).toContain('Welcome.');
    expect(greeting.split('\n').length).toBeLessThanOrEqual(5);
  });

  it('says of an untouched stub what to write first, and that nothing is red', () => {
    const text = drawn({ run: runs.waiting });
    expect(text).toContain('Nothing is red. Next to write: add.');
    expect(text).toContain('… adds two numbers');
  });

  it('shows the first failure, its values and the misconception; the stack only on demand', () => {
    const text = drawn({ run: runs.red });
    expect(text).toContain('✗ add ');
    expect(text).toContain('1 of 2 pass, 1 fails');
    expect(text).toContain('✗ add › adds a number and a text that holds one');
    expect(text).toMatch(/got +'23'/);
    expect(text).toContain('at add.ts:5');
    expect(text).toContain('This is: Texts joined instead of numbers added');
    expect(text).not.toContain('AssertionError');
    expect(drawn({ run: runs.red, trace: true })).toContain('AssertionError');
  });

  it('says of a solved exercise what it was about, that stretch is open, and what comes next', () => {
    const text = drawn({ run: runs.solved, listed: listed('solved') });
    expect(text).toContain('✓ Solved: the core passes.');
    expect(text).toContain('sum, text is not a number');
    expect(text).toContain('2 points to say in an interview: s');
    expect(text).toContain('Stretch is open: addAll.');
    expect(text).toContain('Next: 1.2 The mean (10 min): n');
  });

  it('explains a file that is gone, and code that hangs', () => {
    const error = {
      name: 'MissingFile',
      message: 'Your file is not there.',
      location: { file: add.files.learner, line: 1, column: 1 },
      stack: null,
      during: null,
    };
    expect(drawn({ run: errorRun(error, 'error') })).toContain('Bring back what you had: u');
    const hung = { ...error, name: 'Timeout', location: null, during: 'add › adds two numbers' };
    const text = drawn({ run: errorRun(hung, 'timeout') });
    expect(text).toContain('It was in: add › adds two');
    expect(text).toContain('a loop whose condition never becomes false');
  });

  it('shows in few lines what is not red when there is little room', () => {
    const low = { columns: 80, rows: 19 };
    const text = drawn({ run: runs.red, size: low });
    expect(text).toContain('not written yet: addAll');
    expect(text).toContain('This is: Texts joined');
  });

  it('scrolls a long text to its end and not beyond', () => {
    const lines = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`);
    const view = { kind: 'text', subject: 'lesson', lines, growing: false } as const;
    expect(drawn({ view: { ...view, offset: 0 } })).toMatch(/line 1\n[\s\S]*more lines below/);
    const { lines: end, offset } = screenOf(
      sampleState({ view: { ...view, offset: 5_000 } }),
      options,
    );
    expect(end.join('\n')).toContain('line 100\n');
    expect(offset).toBeLessThan(100);
  });

  it('sets what is off the track apart, and counts the track alone', () => {
    const [first, second, third] = listed('solved');
    if (!first || !second || !third) throw new Error('The sample has three rows.');
    const rows = [first, { ...third, isAside: true }, { ...second, isAside: true }];
    const list = {
      kind: 'list',
      selected: 'mean',
      filter: 'all',
      search: '',
      searching: false,
    } as const;
    const text = drawn({ view: list, listed: rows });
    expect(text).toMatch(
      /Adding up[^\n]*\n\n {3}Off your track\n[^\n]*The median[^\n]*\n› [^\n]*The mean/,
    );
    expect(text).toContain('1 of 1 solved');
    expect(drawn({ view: { ...list, filter: 'new' }, listed: rows })).toMatch(
      /\n\n {3}Off your track\n[^\n]*The median/,
    );
  });

  it('keeps the pointer of the list in sight', () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      exercise: { ...add, id: `add-${at}`, number: `1.${at}`, title: `Adding ${at}` },
      state: 'new' as const,
    }));
    for (const at of [0, 30, 59]) {
      const view = {
        kind: 'list',
        selected: `add-${at}`,
        filter: 'all',
        search: '',
        searching: false,
      } as const;
      expect(drawn({ view, listed: many })).toMatch(new RegExp(`› .*Adding ${at} `));
    }
  });
});

describe('without redrawing', () => {
  const plain = { style: plainStyle, cwd: catalog.root };

  it('prints what is new, once, in ASCII', () => {
    const start = sampleState({ running: true });
    expect(logOf(null, start, plain)).toEqual([]);
    const ended = { ...start, running: false, run: runs.red };
    const text = logOf(start, ended, plain).join('\n');
    expect(text).toContain('1.1  Adding up');
    expect(text).toContain('x add > adds a number and a text that holds one');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the point
    expect(text).toMatch(/^[\x00-\x7F]*$/);
    expect(logOf(ended, ended, plain)).toEqual([]);
    expect(logOf(ended, { ...ended, seconds: 300 }, plain)).toEqual([]);
  });

  it('prints only the row under the pointer when the pointer moves', () => {
    const list = press(sampleState(), 'l');
    expect(logOf(sampleState(), list, plain).length).toBeGreaterThan(3);
    const moved = logOf(list, press(list, 'down'), plain);
    expect(moved).toHaveLength(1);
    expect(moved[0]).toContain('The mean');
  });

  it('prints a growing demo line by line', () => {
    const view = { kind: 'text', subject: 'demo', offset: 0, growing: true } as const;
    const one = sampleState({ view: { ...view, lines: ['one', 'tw'] } });
    const two = sampleState({ view: { ...view, lines: ['one', 'two', 'three'], growing: false } });
    expect(logOf(one, two, plain)).toEqual([' two', ' three']);
  });
});
