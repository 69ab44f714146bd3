/**
 * What a failed assertion asked of the value: `equal` unless its sentence says otherwise.
 * `other` is a relation that needs the sentence itself to be understood.
 */
export type Relation =
  | 'equal'
  | 'not equal'
  | 'close to'
  | 'greater than'
  | 'at least'
  | 'less than'
  | 'at most'
  | 'contain'
  | 'length'
  | 'other';

/**
 * Expected and received value of a failed spec, compared for what they are. Data for a renderer.
 * Lists, objects and texts are compared place by place only where they should be equal.
 */
export type Comparison =
  | NumberComparison
  | VectorComparison
  | MatrixComparison
  | StructureComparison
  | TextComparison
  | UnlikeComparison;

export interface NumberComparison {
  readonly kind: 'number';
  readonly relation: Relation;
  readonly expected: number;
  readonly actual: number;
  /** actual − expected; null where one of them is not finite. */
  readonly difference: number | null;
  /** How far off it may be, where the assertion says so. */
  readonly tolerance: number | null;
}

/** A list of numbers, words or other plain values. */
export interface VectorComparison {
  readonly kind: 'vector';
  /** All places of a short list; of a long one the first places that differ, with their neighbours. */
  readonly places: readonly VectorPlace[];
  readonly expectedLength: number;
  readonly actualLength: number;
  /** How many places differ. */
  readonly differing: number;
  /** The largest distance between two numbers in one place; null where no two numbers differ. */
  readonly largestDifference: number | null;
  /** Both hold the same values, in another order. */
  readonly reordered: boolean;
}

export interface VectorPlace {
  readonly index: number;
  /** As text; null where the list has no such place. */
  readonly expected: string | null;
  readonly actual: string | null;
  /** actual − expected of two finite numbers. */
  readonly difference: number | null;
  readonly differs: boolean;
}

/** A list of lists of plain values. */
export interface MatrixComparison {
  readonly kind: 'matrix';
  /** All rows of a small matrix; of a large one the first rows that differ, with the places that do. */
  readonly rows: readonly MatrixRow[];
  /** Rows and columns (of the longest row). */
  readonly expectedShape: readonly [number, number];
  readonly actualShape: readonly [number, number];
  readonly differing: number;
  readonly largestDifference: number | null;
  /** The actual matrix is the expected one with rows and columns exchanged. */
  readonly transposed: boolean;
}

export interface MatrixRow {
  readonly index: number;
  readonly places: readonly VectorPlace[];
}

/** An object, a list of objects, or anything deeper. */
export interface StructureComparison {
  readonly kind: 'structure';
  /** `records` is a list of objects. */
  readonly shape: 'object' | 'records' | 'list';
  /** The places that differ, in order. */
  readonly differences: readonly StructureDifference[];
  readonly differing: number;
}

export interface StructureDifference {
  /** As one writes it in code: `[2].label`, `usage.totalTokens`; empty for the whole value. */
  readonly path: string;
  /** As text; null where the value is missing on that side. */
  readonly expected: string | null;
  readonly actual: string | null;
  readonly difference: number | null;
}

export interface TextComparison {
  readonly kind: 'text';
  readonly expected: string;
  readonly actual: string;
  /** `lines` where a text has more than one line, else `characters`. */
  readonly unit: 'lines' | 'characters';
  readonly parts: readonly TextPart[];
}

export interface TextPart {
  readonly in: 'both' | 'expected' | 'actual';
  readonly text: string;
}

/** Two values of different kinds, or of a kind that has no better comparison. */
export interface UnlikeComparison {
  readonly kind: 'unlike';
  readonly relation: Relation;
  readonly expected: string | null;
  readonly actual: string | null;
  /** What each is, in words: `a number`, `a list of 3`, `undefined`; null where there is none. */
  readonly expectedIs: string | null;
  readonly actualIs: string | null;
}
