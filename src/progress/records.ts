import type { Catalog, Exercise } from '../catalog/exercise.ts';
import { trackOfPack } from '../catalog/places.ts';
import type { Diagnosis } from '../feedback/diagnosis.ts';
import { codeFingerprint } from './code-fingerprint.ts';
import { isWritten, readLearnerFile } from './learner-file.ts';
import type { ExerciseRecord, ExerciseState, Progress } from './progress.ts';
import { emptyRecord } from './state-file.ts';
import type { Store } from './store.ts';

/** What one run adds to an exercise's record. */
export interface RunResult {
  readonly outcome: 'solved' | 'mastered' | null;
  readonly diagnosis: Diagnosis | null;
}

type Records = Pick<
  Progress,
  | 'stateOf'
  | 'recordOf'
  | 'addTime'
  | 'hintShown'
  | 'hintsShown'
  | 'current'
  | 'setCurrent'
  | 'track'
  | 'setTrack'
  | 'nextExercise'
> & {
  /** @returns what the exercise has newly become */
  addRun(exercise: Exercise, result: RunResult): 'solved' | 'mastered' | null;
  /** Notes that this reference is put in the place of the learner's file. */
  addCatchUp(exercise: Exercise, reference: string): void;
  /** Whether the learner's file is a reference that was put in its place. */
  isCaughtUp(exercise: Exercise): boolean;
};

/** What is remembered of each exercise of the catalog, read from and written to the store. */
export function openRecords(catalog: Catalog, store: Store): Records {
  const recordOf = ({ id }: Exercise) => store.read().exercises[id] ?? emptyRecord;

  function change(exercise: Exercise, next: (record: ExerciseRecord) => ExerciseRecord): void {
    store.update((state) => {
      const record = state.exercises[exercise.id] ?? emptyRecord;
      const started = { ...record, firstStartedAt: record.firstStartedAt ?? now() };
      return { ...state, exercises: { ...state.exercises, [exercise.id]: next(started) } };
    });
  }

  return {
    recordOf,
    stateOf: (exercise) => stateOf(exercise, recordOf(exercise)),
    addRun(exercise, { outcome, diagnosis }) {
      let became: 'solved' | 'mastered' | null = null;
      change(exercise, (record) => {
        const solvedAt = record.solvedAt ?? (outcome ? now() : null);
        const masteredAt = record.masteredAt ?? (outcome === 'mastered' ? now() : null);
        if (masteredAt !== record.masteredAt) became = 'mastered';
        else if (solvedAt !== record.solvedAt) became = 'solved';
        const misconceptions = diagnosis
          ? withOneMore(record.misconceptions, diagnosis.mistake)
          : record.misconceptions;
        const secondsToSolve =
          record.solvedAt || !solvedAt ? record.secondsToSolve : record.seconds;
        const runs = record.runs + 1;
        return { ...record, solvedAt, masteredAt, misconceptions, secondsToSolve, runs };
      });
      return became;
    },
    addCatchUp(exercise, reference) {
      const caughtUpTo = codeFingerprint(reference);
      change(exercise, (record) => ({ ...record, caughtUp: true, caughtUpTo }));
    },
    isCaughtUp: (exercise) => isCaughtUp(exercise, recordOf(exercise)),
    addTime(exercise, seconds) {
      if (!Number.isFinite(seconds) || seconds < 0) {
        throw new RangeError(`seconds is ${seconds}; it must be a finite number from 0.`);
      }
      change(exercise, (record) => ({ ...record, seconds: record.seconds + seconds }));
    },
    hintShown(exercise, n) {
      if (!Number.isInteger(n) || n < 1) {
        throw new RangeError(`n is ${n}; hints are counted by whole numbers from 1.`);
      }
      change(exercise, (record) => ({ ...record, hintsShown: Math.max(record.hintsShown, n) }));
    },
    hintsShown: (exercise) => recordOf(exercise).hintsShown,
    current() {
      const { current } = store.read();
      return catalog.exercises.find(({ id }) => id === current) ?? null;
    },
    setCurrent(exercise) {
      if (store.read().current === exercise.id) return;
      store.update((state) => ({ ...state, current: exercise.id }));
    },
    track() {
      const { track } = store.read();
      return track === undefined ? trackOfPack(catalog.root) : track;
    },
    setTrack(id) {
      if (store.read().track === id) return;
      store.update((state) => ({ ...state, track: id }));
    },
    nextExercise(after, along = catalog.exercises) {
      const start = along.findIndex(({ id }) => id === after?.id) + 1;
      const inTurn = [...along.slice(start), ...along.slice(0, start)];
      return inTurn.find((exercise) => isOpen(exercise, recordOf(exercise))) ?? null;
    },
  };
}

function stateOf(exercise: Exercise, record: ExerciseRecord): ExerciseState {
  if (record.masteredAt !== null) return 'mastered';
  if (record.solvedAt !== null) return exercise.stretch.length === 0 ? 'mastered' : 'solved';
  if (isCaughtUp(exercise, record)) return 'caught-up';
  return record.runs > 0 || looksWritten(exercise) ? 'begun' : 'new';
}

function isOpen(exercise: Exercise, record: ExerciseRecord): boolean {
  return record.solvedAt === null && !isCaughtUp(exercise, record);
}

function isCaughtUp(exercise: Exercise, { caughtUpTo }: ExerciseRecord): boolean {
  if (caughtUpTo === null) return false;
  try {
    const present = readLearnerFile(exercise)?.toString('utf8');
    return present !== undefined && codeFingerprint(present) === caughtUpTo;
  } catch {
    return false;
  }
}

/** {@link isWritten} for a list of exercises, where one that cannot be read must not stop the rest. */
function looksWritten(exercise: Exercise): boolean {
  try {
    return isWritten(exercise);
  } catch {
    return true;
  }
}

function withOneMore(
  counts: Readonly<Record<string, number>>,
  name: string,
): Readonly<Record<string, number>> {
  return { ...counts, [name]: (counts[name] ?? 0) + 1 };
}

function now(): string {
  return new Date().toISOString();
}
