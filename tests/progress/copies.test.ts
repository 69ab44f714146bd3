import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readStub } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import { openProgress } from '../../src/progress/index.ts';
import { writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import {
  contentOf,
  coreFails,
  corePasses,
  reportOf,
  sampleProgress,
  write,
} from './sample-progress.ts';

const mine = 'export const mine = 1;\n';
const better = 'export const mine = 2;\n';

describe('snapshot', () => {
  it('copies the bytes as they are', () => {
    const { catalog, split, root } = sampleProgress();
    const progress = openProgress(catalog);
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0xff, 0x00]);
    writeFileSync(split.files.learner, bytes);
    const snapshot = progress.snapshot(split, 'Catch up / day 2');
    expect(snapshot).toMatchObject({ exercise: 'split', reason: 'catch-up-day-2' });
    expect(snapshot?.file.startsWith(join(root, '.workbook', 'snapshots', 'split'))).toBe(true);
    expect(readFileSync(snapshot?.file ?? '')).toEqual(bytes);
    expect(Date.now() - Date.parse(snapshot?.takenAt ?? '')).toBeLessThan(60_000);
    expect(progress.listSnapshots(split)).toEqual([snapshot]);
  });

  it('has a name that every file system takes', () => {
    const { catalog, split } = sampleProgress();
    const file = openProgress(catalog).snapshot(split, 'reset')?.file ?? '';
    expect(readdirSync(join(file, '..'))[0]).toMatch(/^[\w.-]+-reset\.ts$/);
  });

  it('gives the newest copy again while the bytes are the same', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const first = progress.snapshot(split, 'catch-up');
    expect(progress.snapshot(split, 'update')).toEqual(first);
    write(split, better);
    progress.snapshot(split, 'update');
    write(split, mine);
    progress.snapshot(split, 'update');
    expect(progress.listSnapshots(split)).toHaveLength(3);
  });

  it('is null when the file is gone', () => {
    const { catalog, split } = sampleProgress();
    rmSync(split.files.learner);
    const progress = openProgress(catalog);
    expect(progress.snapshot(split, 'update')).toBeNull();
    expect(progress.listSnapshots(split)).toEqual([]);
  });

  it('keeps the order when the clock stands still or is set back', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-05-01T12:00:00Z') });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    for (const [version, time] of ['12:00', '12:00', '11:00', '13:00'].entries()) {
      vi.setSystemTime(Date.parse(`2026-05-01T${time}:00Z`));
      write(split, `${version}`);
      progress.snapshot(split, 'update');
    }
    const listed = progress.listSnapshots(split);
    expect(listed.map(({ file }) => readFileSync(file, 'utf8'))).toEqual(['0', '1', '2', '3']);
    expect(listed[0]?.takenAt).toBe('2026-05-01T12:00:00.000Z');
    expect(listed[2]?.takenAt).toBe('2026-05-01T12:00:00.002Z');
  });

  it('lists only copies', () => {
    const { catalog, root, split } = sampleProgress();
    writeFiles(root, { '.workbook/snapshots/split/notes.ts': '', '.workbook/snapshots/x.ts': '' });
    expect(openProgress(catalog).listSnapshots(split)).toEqual([]);
  });
});

describe('reset', () => {
  it('puts the stub in place and keeps what was there', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const kept = progress.reset(split);
    expect(contentOf(split)).toBe(readStub(split));
    expect(kept?.reason).toBe('reset');
    expect(readFileSync(kept?.file ?? '', 'utf8')).toBe(mine);
    expect(readdirSync(split.files.folder).sort()).toEqual(['README.md', 'split.ts']);
  });

  it('brings back a file that is gone, and leaves a fresh stub alone', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    rmSync(split.files.learner);
    expect(progress.reset(split)).toBeNull();
    expect(contentOf(split)).toBe(readStub(split));
    expect(progress.reset(split)).toBeNull();
    expect(progress.listSnapshots(split)).toEqual([]);
  });

  it('writes through a symbolic link and leaves the link', () => {
    const { catalog, root, split } = sampleProgress();
    writeFiles(root, { 'elsewhere/mine.ts': mine });
    rmSync(split.files.learner);
    symlinkSync(join(root, 'elsewhere', 'mine.ts'), split.files.learner, 'file');
    openProgress(catalog).reset(split);
    expect(lstatSync(split.files.learner).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'elsewhere', 'mine.ts'), 'utf8')).toBe(readStub(split));
  });

  it('writes nothing when the copy cannot be made', () => {
    const { catalog, root, split } = sampleProgress();
    write(split, mine);
    writeFiles(root, { '.workbook/snapshots': 'a file where the folder should be' });
    const error = workbookErrorOf(() => openProgress(catalog).reset(split));
    expect(error.message).toContain('snapshots');
    expect(contentOf(split)).toBe(mine);
  });

  it('writes nothing when the stub cannot be made', () => {
    const { catalog, split } = sampleProgress();
    write(split, mine);
    rmSync(split.files.solution);
    workbookErrorOf(() => openProgress(catalog).reset(split));
    expect(contentOf(split)).toBe(mine);
  });
});

describe('undo', () => {
  it('takes a reset back, and a second undo takes the first back', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const kept = progress.reset(split);
    expect(progress.undo(split)).toEqual(kept);
    expect(contentOf(split)).toBe(mine);
    progress.undo(split);
    expect(contentOf(split)).toBe(readStub(split));
    progress.undo(split);
    expect(contentOf(split)).toBe(mine);
  });

  it('keeps what was written since the reset', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    progress.reset(split);
    write(split, better);
    progress.undo(split);
    expect(contentOf(split)).toBe(mine);
    progress.undo(split);
    expect(contentOf(split)).toBe(better);
  });

  it('takes back the reset, not the last save, when there were runs in between', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    const save = (content: string) => {
      write(split, content);
      progress.recordReport(split, reportOf(split, coreFails), null);
    };
    save(mine);
    progress.reset(split);
    save('first try');
    save('second try');
    progress.undo(split);
    expect(contentOf(split)).toBe(mine);
    progress.undo(split);
    expect(contentOf(split)).toBe('second try');
  });

  it('goes back to the version that solved the exercise', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    progress.recordReport(split, reportOf(split, corePasses), null);
    write(split, better);
    progress.recordReport(split, reportOf(split, coreFails), null);
    progress.undo(split);
    expect(contentOf(split)).toBe(mine);
  });

  it('brings back a deleted file as it was last run', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    progress.reset(split);
    write(split, better);
    progress.recordReport(split, reportOf(split, coreFails), null);
    rmSync(split.files.learner);
    progress.undo(split);
    expect(contentOf(split)).toBe(better);
  });

  it('says so when there is nothing to bring back', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const nothing = workbookErrorOf(() => progress.undo(split));
    expect(nothing).toMatchObject({ exitCode: exitCode.wrongCall });
    expect(nothing.message).toContain('nothing to undo in 1.1 split');
    progress.snapshot(split, 'update');
    expect(workbookErrorOf(() => progress.undo(split)).message).toContain('nothing to undo');
    expect(contentOf(split)).toBe(mine);

    const other = sampleProgress();
    rmSync(other.split.files.learner);
    const gone = workbookErrorOf(() => openProgress(other.catalog).undo(other.split));
    expect(gone.message).toContain('is gone');
    expect(gone.help).toContain('npx workbook reset split');
  });
});

describe('restore', () => {
  it('brings back the chosen copy and keeps what was there', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const first = progress.snapshot(split, 'update');
    write(split, better);
    progress.snapshot(split, 'update');
    write(split, 'latest');
    if (first) progress.restore(split, first);
    expect(contentOf(split)).toBe(mine);
    progress.undo(split);
    expect(contentOf(split)).toBe('latest');
  });

  it('refuses a copy that is gone, or of another exercise', () => {
    const { catalog, split, features } = sampleProgress();
    const progress = openProgress(catalog);
    const snapshot = progress.snapshot(split, 'update');
    if (snapshot === null) return expect.fail('The file was there, so there must be a copy.');
    expect(() => progress.restore(features, snapshot)).toThrow(RangeError);
    write(split, mine);
    rmSync(snapshot.file);
    expect(workbookErrorOf(() => progress.restore(split, snapshot)).message).toContain('is gone');
    expect(contentOf(split)).toBe(mine);
  });
});

describe('a folder where the learner’s file should be', () => {
  it.each(['snapshot', 'reset', 'undo', 'restore'] as const)('stops %s, and stays', (command) => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const snapshot = progress.snapshot(split, 'update');
    if (snapshot === null) return expect.fail('The file was there, so there must be a copy.');
    rmSync(split.files.learner);
    mkdirSync(split.files.learner);
    writeFileSync(join(split.files.learner, 'inside.ts'), 'precious');
    const error = workbookErrorOf(() => {
      if (command === 'restore') progress.restore(split, snapshot);
      else if (command === 'snapshot') progress.snapshot(split, 'update');
      else progress[command](split);
    });
    expect(error.message).toContain(split.files.learner);
    expect(error.message).toContain('a folder');
    expect(readFileSync(join(split.files.learner, 'inside.ts'), 'utf8')).toBe('precious');
  });
});
