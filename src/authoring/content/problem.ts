/** Something in an exercise that is not as the contract asks. */
export interface ContentProblem {
  /** Path from the workbook's root, with forward slashes. */
  readonly file: string;
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  /** One sentence: what is wrong, and what is due. */
  readonly problem: string;
}

/** A file that is checked. */
export interface Source {
  /** Path from the workbook's root, with forward slashes. */
  readonly file: string;
  /** Its lines end with `\n`. */
  readonly text: string;
}

/** A problem with a file, at an offset into its text where there is one. */
export function problemAt(
  source: Source,
  problem: string,
  offset: number | null = null,
): ContentProblem {
  return {
    file: source.file,
    line: offset === null ? null : source.text.slice(0, offset).split('\n').length,
    problem,
  };
}
