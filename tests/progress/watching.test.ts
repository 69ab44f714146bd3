import { existsSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newMark, readMark } from '../../src/progress/process-mark.ts';
import { signHoldsFor, startWatching } from '../../src/progress/watching.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { markWith, pidOfNobody } from './sample-marks.ts';

const signsIn = (root: string) => readdirSync(join(root, '.workbook', 'watching'));

describe('the sign that a watch runs', () => {
  it('tells the next one who is there and since when, and goes with its watch', () => {
    const root = temporaryFolder();
    const first = startWatching(root);
    expect(first.others).toEqual([]);
    const second = startWatching(root);
    expect(second.others).toEqual([{ pid: process.pid, since: expect.any(Date), isHere: true }]);
    expect(Date.now() - (second.others[0]?.since.getTime() ?? 0)).toBeLessThan(60_000);
    first.end();
    expect(startWatching(root).others).toHaveLength(1);
    expect(signsIn(root)).toHaveLength(2);
  });

  it('leaves no folder when the last watch ends', () => {
    const root = temporaryFolder();
    const first = startWatching(root);
    const second = startWatching(root);
    first.end();
    expect(signsIn(root)).toHaveLength(1);
    second.end();
    expect(existsSync(join(root, '.workbook', 'watching'))).toBe(false);
  });

  it('is removed without a word when its process is gone', () => {
    const root = temporaryFolder();
    const dead = markWith({ pid: pidOfNobody() });
    writeFiles(root, { [`.workbook/watching/${dead}`]: '' });
    const watching = startWatching(root);
    expect(watching.others).toEqual([]);
    expect(signsIn(root)).toHaveLength(1);
    expect(signsIn(root)).not.toContain(dead);
  });

  it('is no longer believed when nobody renews it: the number may be another’s by now', () => {
    const root = temporaryFolder();
    const first = startWatching(root);
    const [sign = ''] = signsIn(root);
    const file = join(root, '.workbook', 'watching', sign);
    const longAgo = new Date(Date.now() - 2 * signHoldsFor);
    utimesSync(file, longAgo, longAgo);
    first.renew();
    expect(startWatching(root).others).toHaveLength(1);
    utimesSync(file, longAgo, longAgo);
    const third = startWatching(root);
    expect(third.others).toHaveLength(1);
    expect(existsSync(file)).toBe(false);
    first.renew();
    expect(existsSync(file)).toBe(true);
  });

  it('of another machine or container is believed as long as it is renewed', () => {
    const root = temporaryFolder();
    writeFiles(root, { [`.workbook/watching/${markWith({ home: '00000000' })}`]: '' });
    expect(startWatching(root).others).toMatchObject([{ isHere: false }]);
  });

  it('is left out where nothing can be written, and what is no sign is left alone', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.workbook'), 'a file');
    const watching = startWatching(root);
    expect(watching.others).toEqual([]);
    watching.renew();
    watching.end();

    renameSync(join(root, '.workbook'), join(root, 'aside'));
    writeFiles(root, { '.workbook/watching/notes.txt': 'mine' });
    startWatching(root).end();
    expect(signsIn(root)).toEqual(['notes.txt']);
  });
});

it('a mark names the process and is never given twice', () => {
  expect(newMark()).not.toBe(newMark());
  expect(readMark(newMark())).toMatchObject({ pid: process.pid });
  expect(newMark()).not.toContain(hostname());
  expect(readMark('4711')).toBeNull();
});
