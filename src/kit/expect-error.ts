import { expect } from 'vitest';
import { NotImplemented } from './not-implemented.ts';

type ErrorClass = abstract new (...args: never[]) => Error;

/**
 * Asserts that `act` throws an error of the class `errorClass` whose message contains `part`.
 *
 * Specs use this in place of a bare `toThrow()`, which a stub would satisfy. {@link NotImplemented}
 * passes through, so that an unwritten function is reported as waiting.
 *
 * @example
 * expectError(() => kFold(3, 5), RangeError, 'nSplits');
 */
export function expectError(act: () => unknown, errorClass: ErrorClass, part: string): void {
  let returned: unknown;
  try {
    returned = act();
  } catch (error) {
    checkError(error, errorClass, part);
    return;
  }
  failWithoutError(returned, errorClass, part);
}

/** {@link expectError} for a function that gives a promise: asserts how the promise is rejected. */
export async function expectRejection(
  act: () => Promise<unknown>,
  errorClass: ErrorClass,
  part: string,
): Promise<void> {
  let returned: unknown;
  try {
    returned = await act();
  } catch (error) {
    checkError(error, errorClass, part);
    return;
  }
  failWithoutError(returned, errorClass, part);
}

function checkError(error: unknown, errorClass: ErrorClass, part: string): void {
  if (error instanceof NotImplemented) throw error;
  const due = `An error of class ${errorClass.name} whose message mentions "${part}" was due`;
  const got = error instanceof Error ? `${error.constructor.name}: ${error.message}` : `${error}`;
  expect(error, `${due}, and another error came: ${got}`).toBeInstanceOf(errorClass);
  const message = error instanceof Error ? error.message : '';
  expect(message, `${due}: the error must say what is wrong`).toContain(part);
}

function failWithoutError(returned: unknown, errorClass: ErrorClass, part: string): never {
  const wanted = `${errorClass.name} whose message mentions "${part}"`;
  expect(returned, `An error of class ${wanted} was due, but the call went through`).toBe(wanted);
  throw new Error('unreachable: the assertion above always fails');
}
