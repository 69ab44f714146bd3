/** The front matter of an exercise's README (see CONTRIBUTING, "The exercise contract"). */
export interface ExerciseFacts {
  readonly title: string;
  /** The interviewer's question that the exercise answers. */
  readonly asks: string;
  /** Minutes that the core takes. */
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  readonly concepts: readonly string[];
  /** Exported functions; the exercise is solved when their specs pass. */
  readonly core: readonly string[];
  /** Exported functions; the exercise is mastered when their specs pass too. */
  readonly stretch: readonly string[];
  /** Ids of exercises that should come first. */
  readonly after: readonly string[];
  /** npm packages that the learner uses. */
  readonly packages: readonly string[];
  /** Ids that the exercise had in earlier versions: what a learner did under them is carried over. */
  readonly formerly?: readonly string[];
}

/** An exercise as it stands on disk. All paths are absolute. */
export interface Exercise extends ExerciseFacts {
  /** The folder's name without its number: `train-test-split`. Progress is keyed by it. */
  readonly id: string;
  /** Chapter and place in it, as people say it: `1.5`. */
  readonly number: string;
  readonly chapter: number;
  readonly files: ExerciseFiles;
}

export interface ExerciseFiles {
  readonly folder: string;
  readonly readme: string;
  /** The only file that a learner edits. */
  readonly learner: string;
  readonly spec: string;
  readonly hints: string;
  readonly demo: string;
  readonly diagnoses: string;
  readonly solution: string;
  readonly solutionReadme: string;
  /** What a facilitator asks about the mistakes; see {@link readQuestions}. */
  readonly questions: string;
  /** The folder of wrong attempts; see {@link mistakesOf}. */
  readonly mistakes: string;
  /** The stub as a file, where the solution may be missing; see {@link readStub}. */
  readonly starter: string;
  /** The solutions encrypted, in a pack that has them so. */
  readonly sealed: string;
}

export interface Chapter {
  readonly number: number;
  /** The folder's name without its number: `ai-fundamentals`. */
  readonly id: string;
  /** First heading of the chapter's README. */
  readonly title: string;
  readonly folder: string;
  readonly exercises: readonly Exercise[];
}

export interface Catalog {
  /** The folder that holds exercises/, in which the learner works. */
  readonly root: string;
  readonly chapters: readonly Chapter[];
  /** All exercises in order. */
  readonly exercises: readonly Exercise[];
}

/** Which code stands in for the learner's file when specs run: `mistake/NAME` is a known wrong attempt. */
export type Implementation = 'learner' | 'solution' | 'stub' | `mistake/${string}`;
