/** One thing that the workbook needs, and how it stands with it here. */
export interface Check {
  readonly name: string;
  /** `note`: worth knowing, but the workbook runs. */
  readonly state: 'pass' | 'fail' | 'note';
  /** What was found, as a sentence. */
  readonly finding: string;
  /** What to do about it; null where nothing is to be done. */
  readonly cure: string | null;
}

/** What `doctor --json` prints. */
export interface Checkup {
  readonly schema: 1;
  /** Whether nothing failed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export function pass(name: string, finding: string): Check {
  return { name, state: 'pass', finding, cure: null };
}

export function fail(name: string, finding: string, cure: string): Check {
  return { name, state: 'fail', finding, cure };
}

export function note(name: string, finding: string, cure: string | null): Check {
  return { name, state: 'note', finding, cure };
}
