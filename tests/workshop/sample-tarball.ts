import { createHash } from 'node:crypto';
import { gzipSync, strToU8 } from 'fflate';

/** A package as npm hands it around: a package.json with the given facts, and an index.js that holds its name. */
export function tarball(facts: { readonly name: string; readonly version: string }): Uint8Array {
  const tar = Buffer.concat([
    entry('package/package.json', JSON.stringify(facts)),
    entry('package/index.js', facts.name),
    Buffer.alloc(1024),
  ]);
  return gzipSync(tar, { mtime: 0 });
}

/** The integrity under which a lockfile lists a package. */
export function integrityOf(content: Uint8Array): string {
  return `sha512-${createHash('sha512').update(content).digest('base64')}`;
}

/** A regular file in a tar archive: a header of 512 bytes (POSIX ustar), then the content in blocks of as many. */
function entry(path: string, text: string): Buffer {
  const content = strToU8(text);
  const header = Buffer.alloc(512);
  header.write(path);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
