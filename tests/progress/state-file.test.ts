import { spawn } from 'node:child_process';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/progress/index.ts';
import { writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import {
  coreFails,
  corePasses,
  diagnosisOf,
  namesInState,
  reportOf,
  sampleProgress,
} from './sample-progress.ts';

describe('the state on disk', () => {
  it('is schema 1, keyed by id, and leaves no other file behind', () => {
    const sample = sampleProgress();
    openProgress(sample.catalog).hintShown(sample.split, 3);
    expect(JSON.parse(readFileSync(sample.stateFile, 'utf8'))).toMatchObject({
      schema: 1,
      current: null,
      exercises: { split: { hintsShown: 3, caughtUp: false } },
    });
    expect(namesInState(sample)).toEqual(['progress.json']);
  });

  it('is not written by reading', () => {
    const { catalog, root, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.stateOf(split);
    progress.listSnapshots(split);
    progress.nextExercise();
    expect(statSync(join(root, '.workbook'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it.each([
    ['an empty file', ''],
    ['half a file', '{"schema": 1, "current": null, "exerc'],
    ['something else', '[1, 2]'],
    ['a negative count', stateWith({ runs: -1 })],
    ['a time that is none', stateWith({ solvedAt: 'yesterday' })],
  ])('is kept aside and begun afresh when it is damaged: %s', (_, damaged) => {
    const sample = sampleProgress();
    writeFiles(sample.root, { '.workbook/progress.json': damaged });
    const progress = openProgress(sample.catalog);
    const [aside = ''] = namesInState(sample);
    expect(aside).toMatch(/^progress\.json\.corrupt-/);
    expect(readFileSync(join(sample.root, '.workbook', aside), 'utf8')).toBe(damaged);
    expect(progress.notice).toContain(aside);

    progress.addTime(sample.split, 7);
    expect(namesInState(sample)).toEqual(['progress.json', aside]);
    const later = openProgress(sample.catalog);
    expect(later.notice).toBeNull();
    expect(later.recordOf(sample.split).seconds).toBe(7);
  });

  it('is kept aside too when it is damaged while the workbook runs', () => {
    const sample = sampleProgress();
    const progress = openProgress(sample.catalog);
    progress.addTime(sample.split, 7);
    writeFileSync(sample.stateFile, 'damaged');
    progress.addTime(sample.split, 1);
    expect(progress.notice).toContain('progress.json.corrupt-');
    expect(progress.recordOf(sample.split).seconds).toBe(1);
  });

  it('is left alone when a newer workbook wrote it', () => {
    const sample = sampleProgress();
    const newer = '{"schema": 2, "exercises": []}';
    writeFiles(sample.root, { '.workbook/progress.json': newer });
    const error = workbookErrorOf(() => openProgress(sample.catalog));
    expect(error.message).toContain('newer version');
    expect(readFileSync(sample.stateFile, 'utf8')).toBe(newer);
    expect(namesInState(sample)).toEqual(['progress.json']);
  });

  it('is named when a file stands where its folder should be', () => {
    const { catalog, root, split } = sampleProgress();
    writeFiles(root, { '.workbook': 'a file' });
    const error = workbookErrorOf(() => openProgress(catalog).addTime(split, 1));
    expect(error.message).toContain('.workbook');
  });

  it('does not wait for a process that died while it was writing', () => {
    const { catalog, root, split } = sampleProgress();
    writeFiles(root, { '.workbook/lock': '' });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(root, '.workbook', 'lock'), longAgo, longAgo);
    const progress = openProgress(catalog);
    progress.addTime(split, 3);
    expect(progress.recordOf(split).seconds).toBe(3);
  });
});

describe('two workbooks in one folder', () => {
  it('see and keep what the other one wrote', () => {
    const { catalog, split, features } = sampleProgress();
    const watch = openProgress(catalog);
    const command = openProgress(catalog);
    watch.addTime(split, 10);
    command.addTime(split, 5);
    command.recordReport(split, reportOf(split, coreFails), diagnosisOf('leaks'));
    watch.recordReport(split, reportOf(split, coreFails), diagnosisOf('leaks'));
    watch.hintShown(split, 1);
    command.hintShown(split, 3);
    command.hintShown(features, 2);
    expect(command.recordReport(split, reportOf(split, corePasses), null)).toBe('solved');
    const { solvedAt } = watch.recordOf(split);
    expect(watch.recordReport(split, reportOf(split, corePasses), null)).toBeNull();
    watch.setCurrent(features);

    for (const progress of [watch, command, openProgress(catalog)]) {
      expect(progress.recordOf(split)).toMatchObject({
        seconds: 15,
        runs: 4,
        hintsShown: 3,
        misconceptions: { leaks: 2 },
        solvedAt,
      });
      expect(progress.hintsShown(features)).toBe(2);
      expect(progress.current()?.id).toBe('features');
    }
  });

  it('lose nothing when two processes write at the same time', { timeout: 30_000 }, async () => {
    const { catalog, root, split, features } = sampleProgress();
    const script = join(import.meta.dirname, 'add-time.ts');
    const exits = ['split', 'features'].map((own) => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, root, own], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return new Promise((resolve) => child.on('exit', resolve));
    });
    expect(await Promise.all(exits)).toEqual([0, 0]);
    const progress = openProgress(catalog);
    expect(progress.recordOf(split).seconds).toBe(60);
    expect(progress.recordOf(features).seconds).toBe(60);
    expect(progress.hintsShown(split)).toBe(40);
    expect(progress.listSnapshots(split)).toHaveLength(1);
  });
});

function stateWith(change: object): string {
  const record = {
    firstStartedAt: null,
    solvedAt: null,
    masteredAt: null,
    seconds: 0,
    runs: 0,
    hintsShown: 0,
    misconceptions: {},
    caughtUp: false,
  };
  return JSON.stringify({
    schema: 1,
    current: null,
    exercises: { split: { ...record, ...change } },
  });
}
