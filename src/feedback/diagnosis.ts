/** A misconception that was recognised in how the specs failed. */
export interface Diagnosis {
  /** `this is`: every failure and every wrong value agrees. `this looks like`: close, and nothing else is. */
  readonly certainty: 'this is' | 'this looks like';
  /** The mistake's file name without its ending. */
  readonly mistake: string;
  /** One line that names the misconception. */
  readonly title: string;
  /** Why it is wrong, how it shows in production, where to look. */
  readonly explanation: string;
  /** The function whose failures were recognised. */
  readonly function: string;
}

/** The content of an exercise's diagnoses.json: how each known mistake fails. Generated. */
export interface Diagnoses {
  readonly schema: 1;
  readonly mistakes: readonly KnownMistake[];
}

export interface KnownMistake {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  /** Function → name of the failing spec → the wrong value, or null where it is not fixed (generated inputs). */
  readonly failures: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}
