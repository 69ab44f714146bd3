import { readFileSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCode } from '../../src/errors.ts';
import { openProgress } from '../../src/progress/index.ts';
import { exportOf, exportText, readExport } from '../../src/workshop/learner-export.ts';
import { learnerIdentity } from '../../src/workshop/learner-identity.ts';
import { fileNameOf, writeExport } from '../../src/workshop/write-export.ts';
import {
  coreFails,
  corePasses,
  diagnosisOf,
  reportOf,
  sampleProgress,
  write,
} from '../progress/sample-progress.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import { exportFrom, solved } from './sample-exports.ts';

const facts = {
  id: 'a'.repeat(32),
  nickname: 'quiet-otter',
  workbook: '0.1.0',
  exportedAt: new Date('2026-05-01T12:00:00Z'),
};

describe('exportOf', () => {
  it('holds states, times, hints, runs and misconceptions', () => {
    const { catalog, split, features } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    progress.addTime(split, 60.4);
    progress.hintShown(split, 2);
    progress.recordReport(split, reportOf(split, coreFails), diagnosisOf('leaks'));
    progress.recordReport(split, reportOf(split, corePasses), null);
    progress.addTime(split, 100);
    progress.catchUp(features);
    const content = exportOf(catalog, progress, facts);
    expect(content).toMatchObject({
      nickname: 'quiet-otter',
      exportedAt: '2026-05-01T12:00:00.000Z',
    });
    expect(content.exercises).toEqual([
      {
        id: 'split',
        state: 'solved',
        seconds: 160,
        secondsToSolve: 60,
        runs: 2,
        hints: 2,
        caughtUp: false,
        misconceptions: { leaks: 1 },
      },
      {
        id: 'features',
        state: 'caught-up',
        seconds: 0,
        secondsToSolve: null,
        runs: 0,
        hints: 0,
        caughtUp: true,
        misconceptions: {},
      },
    ]);
    expect(readExport(exportText(content))).toEqual({ found: content });
  });

  it('holds no code, path, user or host', () => {
    const { catalog, split, root } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const secretOfMine = 1;\n');
    progress.recordReport(split, reportOf(split, coreFails), diagnosisOf('leaks'));
    const text = exportText(exportOf(catalog, progress, facts));
    // A host may be called `a`, which stands in every text.
    const names = [hostname(), userInfo().username].filter((name) => name.length > 4);
    for (const leak of ['secretOfMine', root, 'trainTestSplit', '/', '\\', ...names]) {
      expect(text).not.toContain(leak);
    }
  });
});

describe('learnerIdentity', () => {
  it('is drawn once for a folder', () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    const identity = learnerIdentity(one);
    expect(identity.nickname).toMatch(/^[a-z]+-[a-z]+$/);
    expect(learnerIdentity(one)).toEqual(identity);
    expect(learnerIdentity(other).id).not.toBe(identity.id);
  });

  it('is drawn anew when it is damaged', () => {
    const root = temporaryFolder();
    const { id } = learnerIdentity(root);
    writeFileSync(join(root, '.workbook', 'learner.json'), '{');
    const anew = learnerIdentity(root);
    expect(anew.id).not.toBe(id);
    expect(learnerIdentity(root)).toEqual(anew);
  });

  it('says where it cannot be kept', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.workbook'), 'a file where a folder should be');
    expect(workbookErrorOf(() => learnerIdentity(root)).message).toContain('learner.json');
  });
});

describe('readExport', () => {
  const whole = exportFrom(1, [solved('split', { misconceptions: { leaks: 2 } })]);

  it('reads what it needs, also with a byte order mark and keys that it does not know', () => {
    const text = `\uFEFF${JSON.stringify({ ...whole, mood: 'fine' })}`;
    expect(readExport(text)).toEqual({ found: whole });
  });

  it.each([
    ['holds no JSON', 'solved: all'],
    ['is no export of the workbook', '{"name":"a package"}'],
    ['is no export of the workbook', '[]'],
    [
      'was written by a newer workbook (schema 2',
      JSON.stringify({ ...whole, schema: 2, exercises: 'otherwise' }),
    ],
    ['is damaged: nickname', JSON.stringify({ ...whole, nickname: '' })],
    [
      'is damaged: exercises.0.seconds',
      JSON.stringify({ ...whole, exercises: [{ ...solved('a'), seconds: -1 }] }),
    ],
    ['is damaged: exercises.0.id', JSON.stringify({ ...whole, exercises: [solved('<script>')] })],
  ])('says that it %s', (problem, text) => {
    expect(readExport(text)).toMatchObject({
      found: null,
      problem: expect.stringContaining(problem),
    });
  });
});

describe('writeExport', () => {
  const content = exportFrom(1, []);

  it('names the file after the learner, in a folder', () => {
    const folder = temporaryFolder();
    const file = writeExport(content, folder);
    expect(file).toBe(join(folder, 'workbook-learner-1.json'));
    expect(readExport(readFileSync(file, 'utf8'))).toEqual({ found: content });
  });

  it.each([
    ['Ada Lovelace', 'workbook-ada-lovelace.json'],
    ["Zoë 'Zo' O.", 'workbook-zoë-zo-o.json'],
    ['..\\..\\x', 'workbook-x.json'],
  ])('makes of %s a name that every file system takes', (nickname, name) => {
    expect(fileNameOf({ nickname })).toBe(name);
  });

  it('goes over an earlier export of the same learner only', () => {
    const file = join(temporaryFolder(), 'mine.json');
    writeExport(content, file);
    writeExport({ ...content, nickname: 'Ada' }, file);
    expect(readFileSync(file, 'utf8')).toContain('Ada');
    const other = workbookErrorOf(() => writeExport(exportFrom(2, []), file));
    expect(other).toMatchObject({ exitCode: exitCode.wrongCall });
    expect(other.message).toContain('is the export of another learner, Ada');
    writeFileSync(file, '{"precious": true}');
    expect(workbookErrorOf(() => writeExport(content, file)).message).toContain('no export');
    expect(readFileSync(file, 'utf8')).toBe('{"precious": true}');
  });

  it('says that the folder is missing', () => {
    const file = join(temporaryFolder(), 'nowhere', 'mine.json');
    expect(workbookErrorOf(() => writeExport(content, file)).message).toContain(
      'there is no folder',
    );
  });
});
