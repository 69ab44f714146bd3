import type { Feedback } from '../../src/feedback/index.ts';

/** Something that learners' code or files do to the workbook, and what the learner is to read then. */
export interface HostileCase {
  readonly name: string;
  /** What stands in the learner's file; or, where that is not all, what happens to the exercise. */
  readonly does: string | Buffer | ((place: HostilePlace) => void);
  readonly state: Feedback['state'];
  /** What is to be read, wherever lines are broken: first the sentence that counts. */
  readonly told: readonly [string, ...string[]];
}

/** Where a case happens. */
export interface HostilePlace {
  /** The learner's file. */
  readonly file: string;
  /** The exercise's folder. */
  readonly folder: string;
}

/** A whole file with `body` as what `add` does. */
export function addThat(body: string): string {
  return file(`function add(a: number, b: number): number {\n  ${body}\n}`);
}

/** The same with an asynchronous `add`, which the specs take as well. */
export function asyncAddThat(body: string): string {
  return file(`async function add(a: number, b: number): Promise<number> {\n  ${body}\n}`);
}

/** A whole file that is right, after a statement at its top level. */
export function fileThat(statement: string): string {
  return `${statement}\n\n${addThat('return a + b;')}`;
}

export const rightFile = addThat('return a + b;');

function file(add: string): string {
  return `export ${add}

export function subtract(a: number, b: number): number {
  return a - b;
}
`;
}
