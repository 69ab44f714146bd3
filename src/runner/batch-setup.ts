import * as vitest from 'vitest';
import './spec-setup.ts';

// The workbook's own code has no use for the places where it fails, and they cost a sixth of the time: Vitest looks
// for the source map of every file on every stack.
Error.stackTraceLimit = 0;

/** Vitest for a spec file of which only the specs of these functions are to run; null for all. */
export function vitestFor(functions: readonly string[] | null): object {
  if (functions === null) return vitest;
  const describe = (title: string, body: () => void) => {
    if (functions.includes(title)) vitest.describe(title, body);
  };
  return { ...vitest, describe };
}
