import { expect } from 'vitest';
import { WorkbookError } from '../src/errors.ts';

/** The WorkbookError that `act` throws; the test fails when it throws another one, or none. */
export function workbookErrorOf(act: () => unknown): WorkbookError {
  try {
    act();
  } catch (error) {
    if (error instanceof WorkbookError) return error;
    throw error;
  }
  return expect.fail('A WorkbookError was due, but the call went through.');
}
