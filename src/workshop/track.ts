import type { Exercise } from '../catalog/index.ts';

/** An order through exercises: one's own, or that of a workshop. */
export interface Track {
  /** The file's name without its ending: `llm-first`. */
  readonly id: string;
  readonly title: string;
  /** For whom it is, in a sentence. */
  readonly for: string;
  readonly kind: 'self-paced' | 'workshop';
  readonly steps: readonly TrackStep[];
}

export type TrackStep = ExerciseStep | TalkStep;

export interface ExerciseStep {
  readonly kind: 'exercise';
  /** Its minutes are those of the track. */
  readonly exercise: Exercise;
  /** The functions that everybody builds. */
  readonly functions: readonly string[];
  /** The exercise's other functions, for the quick: what is left of the core, then the stretch. */
  readonly spare: readonly string[];
  /** Minutes on the question and the idea together, before anybody builds. */
  readonly talkIn: number;
  /** Minutes to compare with the reference, after it. */
  readonly compare: number;
}

export interface TalkStep {
  readonly kind: 'talk' | 'debrief';
  readonly title: string;
  readonly minutes: number;
}

/** The exercises of a track, in its order and with its minutes. */
export function exercisesOf({ steps }: Pick<Track, 'steps'>): readonly Exercise[] {
  return steps.flatMap((step) => (step.kind === 'exercise' ? [step.exercise] : []));
}

/** Minutes that a step takes in a room. */
export function minutesOf(step: TrackStep): number {
  if (step.kind !== 'exercise') return step.minutes;
  return step.talkIn + step.exercise.minutes + step.compare;
}

/** Minutes that a track takes: in a workshop with everything but breaks, self-paced with building alone. */
export function lengthOf({ kind, steps }: Pick<Track, 'kind' | 'steps'>): number {
  const minutes = steps.map((step) =>
    kind === 'self-paced' && step.kind === 'exercise' ? step.exercise.minutes : minutesOf(step),
  );
  return minutes.reduce((sum, each) => sum + each, 0);
}
