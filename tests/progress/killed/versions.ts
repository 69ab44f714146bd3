/** The number that stands for the untouched stub. */
export const stubVersion = 0;

/** What a learner's file holds in its n-th version (from 1): from a hundred bytes to a hundred kilobytes. */
export function versionContent(n: number): Buffer {
  const head = `export const version = ${n};\r\n// é, and bytes that are no text: `;
  const length = 10 ** (2 + (n % 4)) / 10;
  const rest = Uint8Array.from({ length }, (_, index) => (index * n) % 256);
  return Buffer.concat([Buffer.from(head), rest]);
}

/** Which version these bytes are, letter by letter; null when they are none. */
export function versionOf(content: Buffer, stub: Buffer): number | null {
  if (content.equals(stub)) return stubVersion;
  const n = Number(/^export const version = (\d+);/.exec(content.toString('latin1'))?.[1]);
  return n > 0 && content.equals(versionContent(n)) ? n : null;
}
