import { mkdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStub } from '../../src/catalog/index.ts';
import { openProgress } from '../../src/progress/index.ts';
import { writeFiles } from '../sample-workbook.ts';
import {
  allPasses,
  coreFails,
  corePasses,
  diagnosisOf,
  nothingWritten,
  reportOf,
  sampleProgress,
  write,
} from './sample-progress.ts';

describe('stateOf', () => {
  it('is new while the file is the stub, whatever its line ends', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    expect(progress.stateOf(split)).toBe('new');
    write(split, readStub(split).replaceAll('\n', '\r\n'));
    expect(progress.stateOf(split)).toBe('new');
  });

  it('is new when the file is gone and nothing was ever run', () => {
    const { catalog, split } = sampleProgress();
    rmSync(split.files.learner);
    expect(openProgress(catalog).stateOf(split)).toBe('new');
  });

  it('is begun as soon as something is written', () => {
    const { catalog, split } = sampleProgress();
    write(split, `${readStub(split)}// a thought\n`);
    expect(openProgress(catalog).stateOf(split)).toBe('begun');
  });

  it('stays begun after a reset when something written was run', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    progress.recordReport(split, reportOf(split, coreFails), null);
    progress.reset(split);
    expect(progress.stateOf(split)).toBe('begun');
  });

  it('is not changed by runs of the untouched stub', () => {
    const { catalog, split, stateFile } = sampleProgress();
    const progress = openProgress(catalog);
    progress.recordReport(split, reportOf(split, nothingWritten), null);
    expect(progress.stateOf(split)).toBe('new');
    expect(progress.recordOf(split).runs).toBe(0);
    expect(() => rmSync(stateFile)).toThrow('ENOENT');
  });

  it('is begun, not an error, when a folder stands where the file should be', () => {
    const { catalog, split } = sampleProgress();
    rmSync(split.files.learner);
    mkdirSync(split.files.learner);
    expect(openProgress(catalog).stateOf(split)).toBe('begun');
  });

  it('stays solved when the file is edited, breaks or goes', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    progress.recordReport(split, reportOf(split, corePasses), null);
    expect(progress.stateOf(split)).toBe('solved');
    write(split, 'broken {');
    progress.recordReport(split, reportOf(split, coreFails), null);
    expect(progress.stateOf(split)).toBe('solved');
    rmSync(split.files.learner);
    expect(openProgress(catalog).stateOf(split)).toBe('solved');
  });
});

describe('recordReport', () => {
  it('says once what the exercise has become', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    const record = (states: Parameters<typeof reportOf>[1]) =>
      progress.recordReport(split, reportOf(split, states), null);
    expect(record(coreFails)).toBeNull();
    expect(record(corePasses)).toBe('solved');
    expect(record(corePasses)).toBeNull();
    expect(record(coreFails)).toBeNull();
    expect(record(allPasses)).toBe('mastered');
    expect(record(allPasses)).toBeNull();
    expect(progress.stateOf(split)).toBe('mastered');
    expect(progress.recordOf(split).runs).toBe(6);
  });

  it('goes to mastered at once when everything passes at once', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    expect(progress.recordReport(split, reportOf(split, allPasses), null)).toBe('mastered');
    const { solvedAt, masteredAt } = progress.recordOf(split);
    expect(solvedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(masteredAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('takes solved for mastered where there is no stretch function', () => {
    const { catalog, features } = sampleProgress();
    const progress = openProgress(catalog);
    const report = reportOf(features, { trainTestSplit: 'passed' });
    expect(progress.recordReport(features, report, null)).toBe('mastered');
    expect(progress.stateOf(features)).toBe('mastered');
  });

  it.each([
    ['a core spec was skipped', { trainTestSplit: 'skipped', groupSplit: 'passed' }, {}],
    ['a core function has no spec', { groupSplit: 'passed' }, {}],
    ['nothing loaded', {}, { state: 'error', error: errorDuring(null) }],
    ['a promise failed on the side', allPasses, { state: 'failed', error: errorDuring(null) }],
    [
      'a core spec hung',
      { trainTestSplit: 'passed', groupSplit: 'skipped' },
      { state: 'timeout', error: errorDuring('trainTestSplit › ends') },
    ],
  ] as const)('takes an exercise not for solved when %s', (_, states, changes) => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    expect(progress.recordReport(split, reportOf(split, states, changes), null)).toBeNull();
    expect(progress.stateOf(split)).toBe('begun');
  });

  it('takes an exercise for solved when only a stretch function hangs', () => {
    const { catalog, split } = sampleProgress();
    const hung = reportOf(
      split,
      { trainTestSplit: 'passed', groupSplit: 'passed' },
      { state: 'timeout', error: errorDuring('groupSplit › ends') },
    );
    expect(openProgress(catalog).recordReport(split, hung, null)).toBe('solved');
  });

  it('records nothing of runs of the solution, the stub and the mistakes', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    for (const implementation of ['solution', 'stub', 'mistake/leaks'] as const) {
      const report = reportOf(split, allPasses, { implementation });
      expect(progress.recordReport(split, report, null)).toBeNull();
    }
    expect(progress.recordOf(split).runs).toBe(0);
  });

  it('refuses the report of another exercise', () => {
    const { catalog, split, features } = sampleProgress();
    const progress = openProgress(catalog);
    const report = reportOf(features, allPasses);
    expect(() => progress.recordReport(split, report, null)).toThrow(RangeError);
  });

  it('counts the misconceptions that were recognised', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    for (const mistake of ['leaks', 'no-shuffle', 'leaks']) {
      progress.recordReport(split, reportOf(split, coreFails), diagnosisOf(mistake));
    }
    progress.recordReport(split, reportOf(split, coreFails), null);
    expect(progress.recordOf(split).misconceptions).toEqual({ leaks: 2, 'no-shuffle': 1 });
  });

  it('keeps a copy of what was run, and goes on when the file is gone', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, 'export const mine = 1;\n');
    progress.recordReport(split, reportOf(split, coreFails), null);
    rmSync(split.files.learner);
    progress.recordReport(split, reportOf(split, {}, { state: 'error' }), null);
    expect(progress.listSnapshots(split).map(({ reason }) => reason)).toEqual(['run']);
  });
});

describe('what is remembered', () => {
  it('begins with nothing', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    expect(progress).toMatchObject({ firstVisit: true, notice: null });
    expect(progress.current()).toBeNull();
    expect(progress.recordOf(split)).toEqual({
      firstStartedAt: null,
      solvedAt: null,
      masteredAt: null,
      seconds: 0,
      runs: 0,
      hintsShown: 0,
      misconceptions: {},
      caughtUp: false,
      caughtUpTo: null,
      secondsToSolve: null,
    });
  });

  it('adds time, keeps the furthest hint and the first start, and survives the process', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.addTime(split, 30);
    const { firstStartedAt } = progress.recordOf(split);
    progress.addTime(split, 12.5);
    progress.hintShown(split, 2);
    progress.hintShown(split, 1);
    progress.setCurrent(split);

    const later = openProgress(catalog);
    expect(later.firstVisit).toBe(false);
    expect(later.recordOf(split)).toMatchObject({ seconds: 42.5, hintsShown: 2, firstStartedAt });
    expect(firstStartedAt).not.toBeNull();
    expect(later.hintsShown(split)).toBe(2);
    expect(later.current()?.id).toBe('split');
  });

  it('refuses a time or hint that cannot be', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    expect(() => progress.addTime(split, -1)).toThrow(/^seconds is -1/);
    expect(() => progress.addTime(split, Number.NaN)).toThrow(RangeError);
    expect(() => progress.hintShown(split, 0)).toThrow(/^n is 0/);
    expect(() => progress.hintShown(split, 1.5)).toThrow(RangeError);
  });

  it('is keyed by the id: renumbering loses nothing, and what left the catalog is kept', () => {
    const { catalog, split, features } = sampleProgress();
    openProgress(catalog).addTime(split, 5);
    const renumbered = { ...split, number: '3.9', chapter: 3 };
    const changed = { ...catalog, exercises: [features, renumbered] };
    expect(openProgress(changed).recordOf(renumbered).seconds).toBe(5);

    const without = openProgress({ ...catalog, exercises: [features] });
    without.addTime(features, 1);
    expect(openProgress(catalog).recordOf(split).seconds).toBe(5);
  });

  it('forgets the current exercise when the catalog has it no more', () => {
    const { catalog, split, features } = sampleProgress();
    openProgress(catalog).setCurrent(split);
    expect(openProgress({ ...catalog, exercises: [features] }).current()).toBeNull();
  });
});

describe('nextExercise', () => {
  it('is the first unsolved one after the given, wrapping round, and null at the end', () => {
    const { catalog, split, features, streaming } = sampleProgress();
    const progress = openProgress(catalog);
    const solve = (exercise: typeof split) =>
      progress.recordReport(exercise, reportOf(exercise, corePasses), null);
    expect(progress.nextExercise()?.id).toBe('split');
    expect(progress.nextExercise(split)?.id).toBe('features');
    expect(progress.nextExercise(streaming)?.id).toBe('split');
    solve(features);
    expect(progress.nextExercise(split)?.id).toBe('streaming');
    solve(split);
    expect(progress.nextExercise()?.id).toBe('streaming');
    expect(progress.nextExercise(streaming)?.id).toBe('streaming');
    solve(streaming);
    expect(progress.nextExercise()).toBeNull();
    expect(progress.nextExercise(split)).toBeNull();
  });
});

describe('nextExercise along an order of its own', () => {
  it('goes by that order and knows no others', () => {
    const { catalog, split, features, streaming } = sampleProgress();
    const progress = openProgress(catalog);
    const along = [streaming, split];
    expect(progress.nextExercise(undefined, along)?.id).toBe('streaming');
    expect(progress.nextExercise(streaming, along)?.id).toBe('split');
    expect(progress.nextExercise(split, along)?.id).toBe('streaming');
    expect(progress.nextExercise(features, along)?.id).toBe('streaming');
    for (const exercise of along) {
      progress.recordReport(exercise, reportOf(exercise, corePasses), null);
    }
    expect(progress.nextExercise(split, along)).toBeNull();
  });
});

describe('the chosen track', () => {
  it('is none at first, survives the process, and can be taken back', () => {
    const { catalog } = sampleProgress();
    expect(openProgress(catalog).track()).toBeNull();
    openProgress(catalog).setTrack('llm-first');
    expect(openProgress(catalog).track()).toBe('llm-first');
    openProgress(catalog).setTrack(null);
    expect(openProgress(catalog).track()).toBeNull();
  });

  it('is that of a pack until another choice, also the choice of none', () => {
    const { catalog, root } = sampleProgress();
    writeFiles(root, { 'tracks/evening.yaml': '', 'starters/README.md': '' });
    const progress = openProgress(catalog);
    expect(progress.track()).toBe('evening');
    expect(progress.firstVisit).toBe(true);
    progress.setTrack(null);
    expect(openProgress(catalog).track()).toBeNull();
    progress.setTrack('morning');
    expect(openProgress(catalog).track()).toBe('morning');
  });

  it('is kept beside everything else that is recorded', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.setTrack('llm-first');
    progress.addTime(split, 3);
    progress.setCurrent(split);
    expect(progress.track()).toBe('llm-first');
    expect(progress.recordOf(split).seconds).toBe(3);
  });

  it('is none in a state from before there were tracks', () => {
    const { catalog, root } = sampleProgress();
    const old = JSON.stringify({ schema: 1, current: 'features', exercises: {} });
    writeFiles(root, { '.workbook/progress.json': old });
    const progress = openProgress(catalog);
    expect(progress.notice).toBeNull();
    expect(progress.track()).toBeNull();
    expect(progress.current()?.id).toBe('features');
  });
});

function errorDuring(during: string | null) {
  return { name: 'Error', message: 'Something went wrong.', location: null, stack: null, during };
}
