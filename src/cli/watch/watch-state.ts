import type { Exercise } from '../../catalog/index.ts';
import type { ListedExercise } from '../listed-exercise.ts';
import { listAt, listStep } from './list-view.ts';
import { exerciseAfter, exerciseBefore, hasOthers, isDone } from './neighbours.ts';
import { scrolled } from './scrolling.ts';
import type { Effect, Size, Step, Subject, View, WatchEvent, WatchState } from './watch-model.ts';

/** The state before anything has happened. */
export function startState(start: {
  readonly exercise: Exercise;
  readonly listed: readonly ListedExercise[];
  readonly seconds: number;
  readonly welcome: boolean;
  readonly notice: string | null;
  readonly size: Size;
}): WatchState {
  return { ...start, running: false, run: null, checked: null, trace: false, view: exerciseView };
}

const exerciseView: View = { kind: 'exercise', offset: 0 };

/** Answers an event: the next state, and what is to be done. Pure. */
export function reduce(state: WatchState, event: WatchEvent): Step {
  switch (event.type) {
    case 'key':
      return onKey({ ...state, notice: null }, event.key);
    case 'saved':
      // Whoever saves wants to know what the specs say, whatever is being read.
      return {
        state: { ...state, notice: null, welcome: false, view: exerciseView },
        effects: [...leaving(state), { type: 'run' }],
      };
    case 'run started':
      return only({ ...state, running: true });
    case 'run ended':
      return only({ ...state, running: false, run: event.run, checked: event.at });
    case 'recorded':
      return only({ ...state, listed: event.listed });
    case 'entered': {
      const { exercise, listed, seconds } = event;
      const next = {
        ...state,
        exercise,
        listed,
        seconds,
        run: null,
        checked: null,
        view: exerciseView,
      };
      return { state: { ...next, welcome: false }, effects: [{ type: 'run' }] };
    }
    case 'text':
      return only({ ...state, view: { kind: 'text', ...event.view } });
    case 'demo':
      return only(withDemo(state, event));
    case 'notice':
      return only({ ...state, notice: event.text });
    case 'time':
      return only({ ...state, seconds: event.seconds });
    case 'resized':
      return {
        state: { ...state, size: event.size },
        effects: laidOutAgain(state.view),
      };
    case 'scrolled':
      return only(
        'offset' in state.view
          ? { ...state, view: { ...state.view, offset: event.offset } }
          : state,
      );
  }
}

function onKey(state: WatchState, key: string): Step {
  if (key === 'ctrl-c') return { state, effects: [...leaving(state), { type: 'quit' }] };
  const { view } = state;
  switch (view.kind) {
    case 'list': {
      const step = listStep(view, key, state.listed);
      if (step.type === 'list') return only({ ...state, view: step.view });
      return step.type === 'enter' ? enter(state, step.exercise) : back(state);
    }
    case 'question':
      return onAnswer(state, view.about, key);
    case 'text':
    case 'help': {
      const moved = scrolled(view, key, state.size);
      if (moved) return only({ ...state, view: moved });
      if (backKeys.has(key)) return back(state);
      return onCommand(state, key);
    }
    case 'exercise': {
      const moved = scrolled(view, key, state.size);
      return moved ? only({ ...state, view: moved }) : onCommand(state, key);
    }
  }
}

const backKeys = new Set(['escape', 'return', 'q', 'backspace']);

/** The keys of the watch mode, wherever they are not letters of something else. */
function onCommand(state: WatchState, key: string): Step {
  const command = commands[key];
  return command ? command(state) : only(state);
}

const commands: Readonly<Record<string, (state: WatchState) => Step>> = {
  n: goForward,
  p: goBack,
  h: (state) => show(state, 'hints', true),
  d: (state) => show(state, 'demo'),
  c: (state) => (isDone(state) ? show(state, 'compare') : ask(state, 'compare')),
  s: (state) => show(state, 'lesson'),
  l: (state) => ({ state: { ...state, view: listAt(state.exercise) }, effects: leaving(state) }),
  r: (state) => withEffect(back(state), { type: 'run' }),
  x: (state) => ask(state, 'reset'),
  u: (state) => withEffect(back(state), { type: 'undo' }),
  e: (state) => ({ state, effects: [{ type: 'edit' }] }),
  v: (state) => back(state, { trace: !state.trace }),
  '?': (state) => ({ state: { ...state, view: helpView }, effects: leaving(state) }),
  q: (state) => ({ state, effects: [...leaving(state), { type: 'quit' }] }),
};

const helpView: View = { kind: 'help', offset: 0 };

function onAnswer(state: WatchState, about: 'reset' | 'compare', key: string): Step {
  const closed = { ...state, view: exerciseView };
  if (key !== 'y' && key !== 'Y') return only(closed);
  return about === 'reset'
    ? { state: closed, effects: [{ type: 'reset' }] }
    : show(closed, 'compare');
}

function goForward(state: WatchState): Step {
  const target = exerciseAfter(state);
  if (target) return enter(state, target);
  const notice = hasOthers(state) ? lastOfTrack : lastOfAll;
  return only({ ...state, notice });
}

const lastOfAll = 'This is the last exercise. `l` lists them all.';
const lastOfTrack = 'This is the last exercise of your track. `l` lists the others too.';

function goBack(state: WatchState): Step {
  const target = exerciseBefore(state);
  if (target) return enter(state, target);
  return only({ ...state, notice: 'This is the first exercise.' });
}

function enter(state: WatchState, exercise: Exercise): Step {
  if (exercise.id === state.exercise.id) return back(state);
  return { state, effects: [...leaving(state), { type: 'enter', exercise }] };
}

function show(state: WatchState, subject: Subject, more = false): Step {
  return { state, effects: [...leaving(state), { type: 'show', subject, more }] };
}

function ask(state: WatchState, about: 'reset' | 'compare'): Step {
  return { state: { ...state, view: { kind: 'question', about } }, effects: leaving(state) };
}

function back(state: WatchState, change: Partial<WatchState> = {}): Step {
  return { state: { ...state, ...change, view: exerciseView }, effects: leaving(state) };
}

function withEffect({ state, effects }: Step, effect: Effect): Step {
  return { state, effects: [...effects, effect] };
}

function only(state: WatchState): Step {
  return { state, effects: [] };
}

/** A demo that nobody looks at any more is stopped. */
function leaving({ view }: WatchState): Effect[] {
  return view.kind === 'text' && view.subject === 'demo' && view.growing
    ? [{ type: 'stop demo' }]
    : [];
}

/** What was wrapped to the old width is wrapped again; what a demo drew stays as it is. */
function laidOutAgain(view: View): Effect[] {
  return view.kind === 'text' && view.subject !== 'demo'
    ? [{ type: 'show', subject: view.subject, more: false }]
    : [];
}

function withDemo(
  state: WatchState,
  { lines, growing }: { readonly lines: readonly string[]; readonly growing: boolean },
): WatchState {
  const { view } = state;
  if (view.kind !== 'text' || view.subject !== 'demo') return state;
  return { ...state, view: { ...view, lines, growing } };
}
