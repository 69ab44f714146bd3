import { createHmac } from 'node:crypto';
import { exitCode, WorkbookError } from '../errors.ts';

/** Digits and letters without I, L, O and U, which are taken for others: Crockford's base 32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const characters = 12;
const group = 4;

/**
 * The code that opens an exercise: 12 characters of 5 bits, in groups of 4, such as `K7QF-2M9X-RT4D`. It says
 * nothing about the exercise's number, and the same secret always gives the same code.
 *
 * @param secret of the facilitator, see {@link openSecret}
 * @param id of the exercise
 */
export function unlockCode(secret: Buffer, id: string): string {
  const hash = createHmac('sha256', secret).update(`unlock code of ${id}`).digest();
  // A byte has 256 values, a multiple of 32: every character is as likely as the others.
  const code = Array.from(hash.subarray(0, characters), (byte) => alphabet[byte % alphabet.length]);
  return code.join('').replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$&-');
}

/**
 * A code as {@link unlockCode} writes it, from what somebody typed: in small letters, without dashes, with blanks, an O for a
 * zero, an I or L for a one.
 *
 * @throws WorkbookError (wrongCall) when it cannot be a code
 */
export function readCode(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const foreign = [...code].find((character) => !alphabet.includes(character));
  if (foreign !== undefined) {
    throw noCode(`"${typed}" is no code: "${foreign.toLowerCase()}" is in none.`);
  }
  if (code.length !== characters) {
    throw noCode(
      `"${typed}" is no code: it has ${code.length} letters and digits, a code has ${characters}.`,
    );
  }
  return code.replace(new RegExp(`.{${group}}(?=.)`, 'g'), '$&-');
}

function noCode(message: string): WorkbookError {
  return new WorkbookError(
    message,
    'A code looks like K7QF-2M9X-RT4D; dashes and small letters do not matter. Type it again.',
    exitCode.wrongCall,
  );
}
