import type { Exercise } from '../../catalog/index.ts';
import type { WeighedRun } from '../finish-run.ts';
import type { ListedExercise } from '../listed-exercise.ts';
import type { ListView } from './list-view.ts';

/** All that the watch mode shows is made from this. */
export interface WatchState {
  readonly exercise: Exercise;
  /** Every exercise with its state, in order. */
  readonly listed: readonly ListedExercise[];
  /** Time spent on the exercise. */
  readonly seconds: number;
  readonly running: boolean;
  /** The last run of this exercise that came to its end; null before the first. */
  readonly run: WeighedRun | null;
  /** When it ended, in milliseconds since 1970. */
  readonly checked: number | null;
  /** Greet: nothing has been recorded in this workbook yet. */
  readonly welcome: boolean;
  /** Show the stack of the error. */
  readonly trace: boolean;
  /** What has happened, in a line or two; until the next key or save. */
  readonly notice: string | null;
  readonly view: View;
  readonly size: Size;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export type View =
  | { readonly kind: 'exercise'; readonly offset: number }
  | { readonly kind: 'help'; readonly offset: number }
  | TextView
  | ListView
  | { readonly kind: 'question'; readonly about: Question };

export type Question = 'reset' | 'compare';

/** What can be read in a view of its own. */
export type Subject = 'lesson' | 'hints' | 'demo' | 'compare';

export interface TextView {
  readonly kind: 'text';
  readonly subject: Subject;
  readonly lines: readonly string[];
  readonly offset: number;
  /** More lines may come: a demo that still runs. */
  readonly growing: boolean;
}

export type WatchEvent =
  /** A key by its name (`up`, `escape`, `ctrl-c`) or character. */
  | { readonly type: 'key'; readonly key: string }
  /** The content of the learner's file has changed. */
  | { readonly type: 'saved' }
  | { readonly type: 'run started' }
  | {
      readonly type: 'run ended';
      readonly run: WeighedRun;
      readonly at: number;
    }
  /** What is known of the exercises has changed. */
  | { readonly type: 'recorded'; readonly listed: readonly ListedExercise[] }
  | {
      readonly type: 'entered';
      readonly exercise: Exercise;
      readonly listed: readonly ListedExercise[];
      readonly seconds: number;
    }
  /** Opens a text view, or fills it anew. */
  | { readonly type: 'text'; readonly view: Omit<TextView, 'kind'> }
  /** What the demo has printed until now; heeded only while it is looked at. */
  | { readonly type: 'demo'; readonly lines: readonly string[]; readonly growing: boolean }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'time'; readonly seconds: number }
  | { readonly type: 'resized'; readonly size: Size }
  /** The screen says how far a view is really scrolled. */
  | { readonly type: 'scrolled'; readonly offset: number };

/** What is to be done after an event, outside of the state. */
export type Effect =
  | { readonly type: 'run' }
  | { readonly type: 'enter'; readonly exercise: Exercise }
  /** Fill a text view; `more` asks for one hint more. */
  | { readonly type: 'show'; readonly subject: Subject; readonly more: boolean }
  | { readonly type: 'stop demo' }
  | { readonly type: 'reset' }
  | { readonly type: 'undo' }
  | { readonly type: 'edit' }
  | { readonly type: 'quit' };

export interface Step {
  readonly state: WatchState;
  readonly effects: readonly Effect[];
}
