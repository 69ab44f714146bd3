import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ArchivedFile, textOf, unzip, zip } from '../../src/workshop/archive.ts';

const file = (path: string, text: string): ArchivedFile => ({ path, content: Buffer.from(text) });
const files = [file('a/b.ts', 'export const b = 1;\n'), file('a/c.tgz', 'x'.repeat(2000))];

/** Date and time of the first entry, as a zip archive holds them. */
const timeIn = (archive: Uint8Array) => Buffer.from(archive).readUInt32LE(10);

describe('zip', () => {
  it('holds the files as they were', () => {
    expect(unzip(zip(files)).map((each) => [each.path, textOf(each)])).toEqual(
      files.map((each) => [each.path, textOf(each)]),
    );
  });

  it('gives the same bytes for the same files, in any order', () => {
    expect(Buffer.compare(zip(files), zip(files.toReversed()))).toBe(0);
  });

  it('does not press again what is pressed already', () => {
    expect(zip(files).length).toBeGreaterThan(2000);
    expect(zip([file('c.txt', 'x'.repeat(2000))]).length).toBeLessThan(300);
  });

  it('gives another time to other content of the same length', () => {
    expect(timeIn(zip([file('a', '1')]))).toBe(timeIn(zip([file('a', '1')])));
    expect(timeIn(zip([file('a', '1')]))).not.toBe(timeIn(zip([file('a', '2')])));
  });
});

describe('unzip', () => {
  it.each(['../a', '/a', 'a/../../b', 'C:/a', 'a\\..\\b'])('refuses the path %s', (path) => {
    expect(() => unzip(zipSync({ [path]: new Uint8Array() }))).toThrow(path);
  });
});
