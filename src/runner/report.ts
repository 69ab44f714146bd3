import type { Implementation } from '../catalog/exercise.ts';

/**
 * What happened when an exercise's specs ran: plain data, printed as it is by `run --json`.
 */
export interface Report {
  readonly schema: 1;
  /** The exercise's id. */
  readonly exercise: string;
  readonly implementation: Implementation;
  /** `error`: nothing ran (the file does not load). `timeout`: the code gave no sign of life and was stopped. */
  readonly state: 'passed' | 'failed' | 'error' | 'timeout';
  /** In the order of the spec file. Empty when the state is `error`. */
  readonly tests: readonly TestReport[];
  /** Why nothing ran, or which spec hung. Null when every spec came to an end. */
  readonly error: RunError | null;
  /** What the code printed while it ran; never graded. */
  readonly output: { readonly text: string; readonly truncated: boolean };
  readonly milliseconds: number;
}

export interface TestReport {
  /** The function that the spec is about: the title of the `describe` around it. */
  readonly function: string;
  readonly name: string;
  /** `waiting`: it failed only because a function still throws NotImplemented. */
  readonly state: 'passed' | 'failed' | 'waiting' | 'skipped';
  readonly milliseconds: number;
  /** The fields below are null unless the state is `failed` (message also for `waiting`). */
  readonly errorName: string | null;
  /** What the spec says in plain words, without the assertion library's tail where it has one. */
  readonly message: string | null;
  /** The assertion library's own sentence: "expected 3 to be 4". */
  readonly detail: string | null;
  /** As text, in the notation of `@vitest/pretty-format`; null where the assertion has none. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** The input that a generated (fast-check) spec failed for, shrunk; null for a fixed one. */
  readonly counterexample: string | null;
  /** Where it failed: first the learner's file if the stack goes through it, else the spec. */
  readonly location: SourceLocation | null;
  readonly stack: string | null;
}

export interface RunError {
  readonly name: string;
  readonly message: string;
  readonly location: SourceLocation | null;
  readonly stack: string | null;
  /** The spec that was running, where one was: "function › name". */
  readonly during: string | null;
}

export interface SourceLocation {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
