/** The part of ml-cart 2.1 that the workbook uses: the package ships no types of its own. */
declare module 'ml-cart' {
  export interface DecisionTreeOptions {
    /** The most questions that the tree asks of a row, one below the other (default: no limit). */
    readonly maxDepth?: number;
    /** A node with this many rows or fewer is not split again (default 3). */
    readonly minNumSamples?: number;
    /** A split is made only if it lowers the Gini impurity by more than this (default 0.01). */
    readonly gainThreshold?: number;
  }

  /** A decision tree that names a class. Classes are whole numbers from 0. */
  export class DecisionTreeClassifier {
    constructor(options?: DecisionTreeOptions);
    /** Builds the tree from rows of numbers, all of one length, and one class for each row. */
    train(rows: readonly (readonly number[])[], classes: readonly number[]): void;
    /** Names a class for each row. */
    predict(rows: readonly (readonly number[])[]): number[];
  }
}
