import type { Exercise } from '../catalog/exercise.ts';
import type { Diagnosis } from '../feedback/diagnosis.ts';
import type { Report } from '../runner/report.ts';

/**
 * How far a learner is with an exercise.
 *
 * - `new`: the file is the stub, and nothing written was ever run.
 * - `begun`: the file differs from the stub, or something written was run.
 * - `caught-up`: the file is the reference, which {@link Progress.catchUp} put there. Never counted as solved.
 * - `solved`: all specs of the core functions have passed once. Later edits do not take that away.
 * - `mastered`: those of the stretch functions too. Without stretch functions, solved is mastered.
 */
export type ExerciseState = 'new' | 'begun' | 'caught-up' | 'solved' | 'mastered';

/** What is remembered of one exercise. Times are ISO 8601 in UTC. */
export interface ExerciseRecord {
  readonly firstStartedAt: string | null;
  readonly solvedAt: string | null;
  readonly masteredAt: string | null;
  /** Time spent on it, in seconds. */
  readonly seconds: number;
  /** Runs of something written; runs of the untouched stub do not count. */
  readonly runs: number;
  /** How many hints have been shown: the highest number of a hint, 0 for none. */
  readonly hintsShown: number;
  /** Name of a mistake → how many runs were recognised as it. */
  readonly misconceptions: Readonly<Record<string, number>>;
  /** True once the reference was put in place to catch up with a group, whatever was written since. */
  readonly caughtUp: boolean;
  /** Fingerprint of the reference that was put in place last; null when none was. */
  readonly caughtUpTo: string | null;
  /** The part of `seconds` until it was solved; null before. */
  readonly secondsToSolve: number | null;
}

/** A byte-exact copy of a learner's file. */
export interface Snapshot {
  /** The exercise's id. */
  readonly exercise: string;
  /** Absolute path of the copy. */
  readonly file: string;
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  /** Why it was taken: `reset`, `catch-up`, `update`, `undo`, `run`, or what the caller of `snapshot` gave. */
  readonly reason: string;
}

/**
 * What a learner has done, and the copies of their files. Everything is on disk when a call returns.
 * Several processes may use the same folder at once: none loses what another wrote.
 *
 * Every method throws a WorkbookError that names the file when the disk does not let it work.
 */
export interface Progress {
  /** True when nothing has been recorded in this folder yet. */
  readonly firstVisit: boolean;
  /** A sentence for the learner when a damaged state file had to be set aside, else null. */
  readonly notice: string | null;

  stateOf(exercise: Exercise): ExerciseState;
  recordOf(exercise: Exercise): ExerciseRecord;
  /**
   * Records a run of the learner's file and keeps a copy of what was run. Reports of other
   * implementations are left out, and so are those of a reference that {@link catchUp} put in place.
   * @returns what the exercise has newly become, once: later passes give null
   */
  recordReport(
    exercise: Exercise,
    report: Report,
    diagnosis: Diagnosis | null,
  ): 'solved' | 'mastered' | null;
  /** @throws RangeError when `seconds` is negative or not finite */
  addTime(exercise: Exercise, seconds: number): void;
  /** Remembers that hint number `n` (from 1) has been shown. @throws RangeError when n is not a whole number from 1 */
  hintShown(exercise: Exercise, n: number): void;
  hintsShown(exercise: Exercise): number;
  /** The exercise that the learner was at, or null at first (or when the exercise is gone). */
  current(): Exercise | null;
  setCurrent(exercise: Exercise): void;
  /** Id of the track that was chosen, or that came with a pack, whether or not there is such a track; null for none. */
  track(): string | null;
  setTrack(id: string | null): void;
  /**
   * The first exercise neither solved nor caught up after the given one, wrapping round; from the start without
   * one; null when there is none.
   * @param along the exercises to go by, in their order; all of the catalog without it
   */
  nextExercise(after?: Exercise, along?: readonly Exercise[]): Exercise | null;

  /** Copies the learner's file; null when there is none. The newest copy is given when it has the same bytes. */
  snapshot(exercise: Exercise, reason: string): Snapshot | null;
  /** Oldest first. */
  listSnapshots(exercise: Exercise): readonly Snapshot[];
  /**
   * Puts the stub in place.
   * @param reason why, as its copy tells: `reset` without it
   * @returns the copy of what was there; null when the file was gone, or the stub already
   */
  reset(exercise: Exercise, reason?: string): Snapshot | null;
  /**
   * Puts the reference in place, so that the learner can go on with a group.
   * @returns the copy of what was there; null when the file was gone, or the reference already
   * @throws WorkbookError when this workbook does not hold the reference
   */
  catchUp(exercise: Exercise): Snapshot | null;
  /**
   * Brings back the latest copy that differs from the present file; what is there now is copied first,
   * so that a second undo takes the first one back. Copies made by a run are the last resort: undo takes
   * back what the workbook wrote, not the learner's last save.
   * @returns the copy that was brought back
   * @throws WorkbookError (wrongCall) when there is none
   */
  undo(exercise: Exercise): Snapshot;
  /** Brings back a copy; what is there now is copied first. */
  restore(exercise: Exercise, snapshot: Snapshot): void;
}
