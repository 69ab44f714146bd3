import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkbookError } from '../../src/errors.ts';
import { removeLeftovers } from '../../src/progress/leftovers.ts';
import { whileLocked } from '../../src/progress/lock.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { markWith, pidOfNobody } from './sample-marks.ts';

const day = 24 * 3_600_000;

describe('the lock', () => {
  it('is held by name while something is done, and gone afterwards', () => {
    const folder = temporaryFolder();
    const holders = whileLocked(folder, () => readdirSync(join(folder, 'lock')));
    expect(holders).toEqual([expect.stringMatching(new RegExp(`^${process.pid}-`))]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given back when what is done fails', () => {
    const folder = temporaryFolder();
    expect(() =>
      whileLocked(folder, () => {
        throw new RangeError('no');
      }),
    ).toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['of a process that was killed', () => markWith({ pid: pidOfNobody() })],
    ['from before the machine was started', () => markWith({ pid: 1, madeAt: 1_000 })],
    ['of an earlier process with the number of this one', () => markWith({ madeAt: 1_000 })],
  ])('%s is taken over at once', (_, mark) => {
    const folder = temporaryFolder();
    writeFiles(folder, { [`lock/${mark()}`]: '' });
    const start = performance.now();
    expect(whileLocked(folder, () => 'done')).toBe('done');
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that was half given back is no lock', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'lock'));
    expect(whileLocked(folder, () => 'done')).toBe('done');
  });

  it('of an earlier version, a file, is no lock', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lock'), '');
    expect(whileLocked(folder, () => 'done')).toBe('done');
  });

  it('is not given back for another process that has taken it over', () => {
    const folder = temporaryFolder();
    const other = markWith({ pid: process.ppid });
    whileLocked(folder, () => {
      for (const own of readdirSync(join(folder, 'lock'))) {
        writeFiles(folder, { [`lock/${other}`]: '' });
        expect(own).not.toBe(other);
      }
    });
    expect(readdirSync(join(folder, 'lock'))).toEqual([other]);
  });
});

describe('what is written under the lock', () => {
  it('takes its place after it was announced, and not when that fails', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'deep', 'state.json');
    whileLocked(folder, (write) => write(file, 'old'));
    whileLocked(folder, (write) =>
      write(file, 'new', () => expect(readFileSync(file, 'utf8')).toBe('old')),
    );
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(() =>
      whileLocked(folder, (write) =>
        write(file, 'newest', () => {
          throw new WorkbookError('No copy could be made.', '');
        }),
      ),
    ).toThrow('No copy could be made.');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['deep']);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['state.json']);
  });
});

describe('what killed processes left', () => {
  it('is removed, and nothing else', () => {
    const folder = temporaryFolder();
    const [dead, living] = [markWith({ pid: pidOfNobody() }), markWith({})];
    const stranger = markWith({ home: '00000000' });
    const longGone = markWith({ home: '00000000', madeAt: Date.now() - 2 * day });
    writeFiles(folder, {
      [`writing-${dead}`]: 'half',
      [`lock-${dead}/${dead}`]: '',
      [`writing-${longGone}`]: 'half',
      [`writing-${living}`]: 'being written',
      [`writing-${stranger}`]: 'perhaps being written',
      [`mine-${dead}`]: 'mine',
      'writing-tips.md': 'mine',
      'progress.json': '{}',
    });
    removeLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual(
      [
        `mine-${dead}`,
        'progress.json',
        `writing-${stranger}`,
        `writing-${living}`,
        'writing-tips.md',
      ].sort(),
    );
  });
});
