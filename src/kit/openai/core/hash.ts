import { createHash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 64 hexadecimal digits that depend on every part. */
export function hashOf(...parts: readonly (string | number)[]): string {
  // The lengths keep ['ab', 'c'] and ['a', 'bc'] apart.
  return createHash('sha256')
    .update(parts.map((part) => `${String(part).length}:${part}`).join('|'))
    .digest('hex');
}

/** A whole number from 0 to 2³² − 1 that depends on every part: a seed for a generator. */
export function hashNumber(...parts: readonly (string | number)[]): number {
  return Number.parseInt(hashOf(...parts).slice(0, 8), 16);
}

/**
 * An id that looks like the API's (`chatcmpl-` and 29 letters and digits) and is the same whenever its
 * origin is the same.
 */
export function idOf(
  prefix: string,
  length: number,
  ...origin: readonly (string | number)[]
): string {
  let id = '';
  for (let block = 0; id.length < length; block += 1) {
    const bytes = createHash('sha256')
      .update(hashOf(prefix, block, ...origin))
      .digest();
    for (const byte of bytes) id += letters[byte % letters.length];
  }
  return prefix + id.slice(0, length);
}
