import { describe, expect, it } from 'vitest';
import type { Effect, WatchEvent, WatchState } from '../../src/cli/watch/watch-model.ts';
import { reduce } from '../../src/cli/watch/watch-state.ts';
import { add, listed, mean, median, runs, sampleState } from './watch-samples.ts';

function press(state: WatchState, ...keys: readonly string[]): ReturnType<typeof reduce> {
  let step: ReturnType<typeof reduce> = { state, effects: [] };
  for (const key of keys) step = reduce(step.state, { type: 'key', key });
  return step;
}

const demoView = {
  kind: 'text',
  subject: 'demo',
  lines: ['one'],
  offset: 0,
  growing: true,
} as const;
const lesson = { kind: 'text', subject: 'lesson', lines: [], offset: 0, growing: false } as const;

describe('keys', () => {
  it.each<[string, Effect]>([
    ['h', { type: 'show', subject: 'hints', more: true }],
    ['d', { type: 'show', subject: 'demo', more: false }],
    ['s', { type: 'show', subject: 'lesson', more: false }],
    ['r', { type: 'run' }],
    ['u', { type: 'undo' }],
    ['e', { type: 'edit' }],
    ['q', { type: 'quit' }],
    ['ctrl-c', { type: 'quit' }],
  ])('%s asks for what the help says', (key, effect) => {
    expect(press(sampleState(), key).effects).toEqual([effect]);
    expect(press(sampleState({ view: lesson }), key === 'q' ? 'ctrl-c' : key).effects).toEqual([
      effect,
    ]);
  });

  it('does nothing for a key that has no meaning', () => {
    const state = sampleState();
    expect(press(state, 'z')).toEqual({ state, effects: [] });
  });

  it('goes to the following exercise on n, solved or not', () => {
    const state = sampleState({ listed: listed('begun', 'solved', 'new') });
    expect(press(state, 'n').effects).toEqual([{ type: 'enter', exercise: mean }]);
  });

  it('passes over what is caught up, and goes on from it to what is open', () => {
    const caughtUp = listed('begun', 'caught-up', 'new');
    const state = sampleState({ exercise: mean, listed: caughtUp });
    const from = sampleState({ listed: listed('solved', 'caught-up', 'new') });
    expect(press(from, 'n').effects).toEqual([{ type: 'enter', exercise: median }]);
    expect(press(state, 'n').effects).toEqual([{ type: 'enter', exercise: median }]);
    expect(press(state, 'c').effects).toEqual([{ type: 'show', subject: 'compare', more: false }]);
  });

  it('goes from a solved exercise to the next that is not', () => {
    const state = sampleState({ listed: listed('solved', 'mastered', 'begun') });
    expect(press(state, 'n').effects).toEqual([{ type: 'enter', exercise: median }]);
    const around = sampleState({ exercise: median, listed: listed('new', 'new', 'solved') });
    expect(press(around, 'n').effects).toEqual([{ type: 'enter', exercise: add }]);
  });

  it('says where the list ends', () => {
    const last = press(sampleState({ exercise: median }), 'n');
    expect(last.effects).toEqual([]);
    expect(last.state.notice).toContain('last exercise');
    expect(press(sampleState(), 'p').state.notice).toContain('first exercise');
  });

  it('stays on the track: ends with it, goes back to what it left open, and leaves it last', () => {
    const row = (exercise: typeof add, state: 'new' | 'solved') => ({ exercise, state });
    const aside = { ...row(median, 'new'), isAside: true };
    const target = (listed: WatchState['listed'], exercise: typeof add) =>
      press(sampleState({ exercise, listed }), 'n');

    const end = target([row(add, 'new'), row(mean, 'new'), aside], mean);
    expect(end.effects).toEqual([]);
    expect(end.state.notice).toBe(
      'This is the last exercise of your track. `l` lists the others too.',
    );
    const gap = target([row(add, 'new'), row(mean, 'solved'), aside], mean);
    expect(gap.effects).toEqual([{ type: 'enter', exercise: add }]);
    const done = target([row(add, 'solved'), row(mean, 'solved'), aside], mean);
    expect(done.effects).toEqual([{ type: 'enter', exercise: median }]);
  });

  it('goes back on p', () => {
    const { effects } = press(sampleState({ exercise: mean }), 'p');
    expect(effects).toEqual([{ type: 'enter', exercise: add }]);
  });

  it('asks before a reset, and takes any key but y for no', () => {
    const asked = press(sampleState(), 'x');
    expect(asked).toMatchObject({ effects: [], state: { view: { kind: 'question' } } });
    expect(press(asked.state, 'y').effects).toEqual([{ type: 'reset' }]);
    for (const key of ['n', 'return', 'escape', 'x']) {
      expect(press(asked.state, key)).toMatchObject({
        effects: [],
        state: { view: { kind: 'exercise' } },
      });
    }
  });

  it('asks before it shows the reference of an unsolved exercise only', () => {
    const asked = press(sampleState(), 'c');
    expect(asked.effects).toEqual([]);
    const show = { type: 'show', subject: 'compare', more: false };
    expect(press(asked.state, 'y').effects).toEqual([show]);
    expect(press(sampleState({ listed: listed('solved') }), 'c').effects).toEqual([show]);
  });

  it('turns the stack trace on and off', () => {
    const on = press(sampleState(), 'v');
    expect(on.state.trace).toBe(true);
    expect(press(on.state, 'v').state.trace).toBe(false);
  });

  it('leaves a view with esc, enter or q', () => {
    for (const key of ['escape', 'return', 'q']) {
      expect(press(sampleState({ view: lesson }), key)).toMatchObject({
        effects: [],
        state: { view: { kind: 'exercise' } },
      });
    }
  });

  it('scrolls, and never before the beginning', () => {
    const view = { ...lesson, offset: 5 };
    const offsetAfter = (key: string) => press(sampleState({ view }), key).state.view;
    expect(offsetAfter('down')).toMatchObject({ offset: 6 });
    expect(offsetAfter('up')).toMatchObject({ offset: 4 });
    expect(offsetAfter(' ')).toMatchObject({ offset: 21 });
    expect(offsetAfter('b')).toMatchObject({ offset: 0 });
  });

  it('stops a demo when its view is left, whichever way', () => {
    for (const key of ['escape', 's', 'l', 'q', 'ctrl-c', 'n', '?', 'x', 'v']) {
      const { effects } = press(sampleState({ view: demoView }), key);
      expect(effects[0]).toEqual({ type: 'stop demo' });
    }
    const ended = sampleState({ view: { ...demoView, growing: false } });
    expect(press(ended, 'escape').effects).toEqual([]);
  });
});

describe('events', () => {
  it('runs on a save and shows the exercise, whatever is being read', () => {
    for (const view of [lesson, { kind: 'help', offset: 0 } as const]) {
      const event: WatchEvent = { type: 'saved' };
      const { state, effects } = reduce(sampleState({ view, notice: 'old', welcome: true }), event);
      expect(state).toMatchObject({ view: { kind: 'exercise' }, notice: null, welcome: false });
      expect(effects).toEqual([{ type: 'run' }]);
    }
  });

  it('keeps the last run on the screen until the next has ended', () => {
    const before = sampleState({ run: runs.red });
    const running = reduce(before, { type: 'run started' }).state;
    expect(running).toMatchObject({ running: true, run: runs.red });
    const rows = listed('solved');
    const ended = reduce(running, { type: 'run ended', run: runs.solved, at: 7 }).state;
    expect(ended).toMatchObject({ running: false, run: runs.solved, checked: 7 });
    expect(reduce(ended, { type: 'recorded', listed: rows }).state.listed).toBe(rows);
  });

  it('stays on a solved exercise', () => {
    const event = { type: 'run ended', run: runs.solved, at: 7 } as const;
    const { state, effects } = reduce(sampleState(), event);
    expect(state.exercise).toBe(add);
    expect(effects).toEqual([]);
  });

  it('runs an exercise when it is entered, and forgets the run of the one before', () => {
    const before = sampleState({ run: runs.red, view: { kind: 'help', offset: 3 } });
    const event = { type: 'entered', exercise: mean, listed: listed(), seconds: 61 } as const;
    const { state, effects } = reduce(before, event);
    expect(state).toMatchObject({ exercise: mean, run: null, seconds: 61 });
    expect(state.view).toEqual({ kind: 'exercise', offset: 0 });
    expect(effects).toEqual([{ type: 'run' }]);
  });

  it('takes the output of a demo only while it is looked at', () => {
    const event = { type: 'demo', lines: ['one', 'two'], growing: false } as const;
    const seen = reduce(sampleState({ view: demoView }), event).state;
    expect(seen.view).toMatchObject({ lines: ['one', 'two'], growing: false });
    expect(reduce(sampleState(), event).state.view).toEqual({ kind: 'exercise', offset: 0 });
  });

  it('lays a text out again when the terminal is resized', () => {
    const size = { columns: 160, rows: 50 };
    const { state, effects } = reduce(sampleState({ view: lesson }), { type: 'resized', size });
    expect(state.size).toBe(size);
    expect(effects).toEqual([{ type: 'show', subject: 'lesson', more: false }]);
    expect(reduce(sampleState(), { type: 'resized', size }).effects).toEqual([]);
  });

  it('takes a notice away with the next key', () => {
    const told = reduce(sampleState(), { type: 'notice', text: 'Something' }).state;
    expect(told.notice).toBe('Something');
    expect(press(told, 'z').state.notice).toBe(null);
  });
});

describe('the list', () => {
  const open = press(sampleState({ exercise: mean, listed: listed('solved', 'begun') }), 'l').state;

  it('opens with the pointer on the exercise that one is at', () => {
    expect(open.view).toMatchObject({ kind: 'list', selected: 'mean' });
  });

  it('moves within its ends and goes there on enter', () => {
    expect(press(open, 'down').state.view).toMatchObject({ selected: 'median' });
    expect(press(open, 'j', 'j', 'j').state.view).toMatchObject({ selected: 'median' });
    expect(press(open, 'k', 'up', 'up').state.view).toMatchObject({ selected: 'add' });
    expect(press(open, 'G', 'return').effects).toEqual([{ type: 'enter', exercise: median }]);
    expect(press(open, 'return')).toMatchObject({
      effects: [],
      state: { view: { kind: 'exercise' } },
    });
  });

  it('filters by state, with the pointer on a row that is shown', () => {
    expect(press(open, 'f').state.view).toMatchObject({ filter: 'new', selected: 'median' });
    expect(press(open, 'f', 'f', 'f', 'f').state.view).toMatchObject({
      filter: 'solved',
      selected: 'add',
    });
    expect(press(open, 'f', 'f', 'f', 'f', 'f', 'f').state.view).toMatchObject({ filter: 'all' });
  });

  it('searches by the letters of number, id and title', () => {
    const searched = press(open, '/', 'm', 'e', 'd', 'q').state;
    expect(searched.view).toMatchObject({ search: 'medq', searching: true });
    const found = press(searched, 'backspace').state;
    expect(found.view).toMatchObject({ search: 'med', selected: 'median' });
    expect(press(found, 'return').effects).toEqual([{ type: 'enter', exercise: median }]);
  });

  it('leaves the search first, then the list', () => {
    const cleared = press(open, '/', 'x', 'escape').state;
    expect(cleared.view).toMatchObject({ kind: 'list', search: '', searching: false });
    expect(press(cleared, 'escape').state.view).toMatchObject({ kind: 'exercise' });
  });

  it('quits on ctrl-c also while letters are typed', () => {
    expect(press(open, '/', 'ctrl-c').effects).toEqual([{ type: 'quit' }]);
  });
});
