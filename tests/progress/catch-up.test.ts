import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReference, readStub } from '../../src/catalog/index.ts';
import { codeFingerprint } from '../../src/progress/code-fingerprint.ts';
import { openProgress } from '../../src/progress/index.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import {
  allPasses,
  coreFails,
  corePasses,
  diagnosisOf,
  reportOf,
  sampleProgress,
  write,
} from './sample-progress.ts';

const mine = 'export const mine = 1;\n';

describe('catchUp', () => {
  it('puts the reference in place without its marks, and keeps what was there', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    const kept = progress.catchUp(split);
    const present = readFileSync(split.files.learner, 'utf8');
    expect(present).toBe(readReference(split));
    expect(present).toContain('return rows.length;');
    expect(present).not.toMatch(/region|NotImplemented/);
    expect(kept?.reason).toBe('catch-up');
    expect(readFileSync(kept?.file ?? '', 'utf8')).toBe(mine);
    expect(progress.catchUp(split)).toBeNull();
  });

  it.each([
    ['their own work', mine, 'begun'],
    ['the stub', null, 'new'],
  ] as const)('is taken back by undo: %s', (_, own, state) => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    const before = own ?? readStub(split);
    write(split, before);
    progress.catchUp(split);
    expect(progress.stateOf(split)).toBe('caught-up');
    progress.undo(split);
    expect(readFileSync(split.files.learner, 'utf8')).toBe(before);
    expect(progress.stateOf(split)).toBe(state);
    progress.undo(split);
    expect(openProgress(catalog).stateOf(split)).toBe('caught-up');
  });

  it('does not count as solved, a run or a misconception when the specs pass', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.catchUp(split);
    expect(progress.recordReport(split, reportOf(split, allPasses), null)).toBeNull();
    progress.recordReport(split, reportOf(split, coreFails), diagnosisOf('leaks'));
    expect(progress.stateOf(split)).toBe('caught-up');
    expect(progress.recordOf(split)).toMatchObject({
      solvedAt: null,
      runs: 0,
      misconceptions: {},
      caughtUp: true,
    });
  });

  it('stays caught up when an editor formats the reference', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.catchUp(split);
    const formatted = `\uFEFF${readReference(split).replaceAll('\n', '\r\n').replaceAll('  ', '\t').replaceAll(';', '')}// aha`;
    writeFileSync(split.files.learner, formatted);
    progress.recordReport(split, reportOf(split, allPasses), null);
    expect(progress.stateOf(split)).toBe('caught-up');
  });

  it('becomes solved when the learner has written it; that there was a catch-up stays known', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    progress.catchUp(split);
    progress.reset(split);
    expect(progress.stateOf(split)).toBe('new');
    write(split, mine);
    expect(progress.recordReport(split, reportOf(split, corePasses), null)).toBe('solved');
    expect(progress.stateOf(split)).toBe('solved');
    expect(progress.recordOf(split).caughtUp).toBe(true);
  });

  it('keeps what was solved before', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    progress.recordReport(split, reportOf(split, corePasses), null);
    progress.catchUp(split);
    expect(progress.recordReport(split, reportOf(split, allPasses), null)).toBeNull();
    expect(progress.stateOf(split)).toBe('solved');
  });

  it('is passed over by what comes next', () => {
    const { catalog, split, features } = sampleProgress();
    const progress = openProgress(catalog);
    progress.catchUp(split);
    expect(progress.nextExercise()?.id).toBe(features.id);
    progress.undo(split);
    expect(progress.nextExercise()?.id).toBe(split.id);
  });

  it('changes nothing where the reference is not there', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    mkdirSync(dirname(split.files.starter), { recursive: true });
    renameSync(split.files.solution, split.files.starter);
    expect(workbookErrorOf(() => progress.catchUp(split)).message).toContain('not in this folder');
    expect(readFileSync(split.files.learner, 'utf8')).toBe(mine);
    expect(progress.recordOf(split).caughtUp).toBe(false);
  });
});

describe('codeFingerprint', () => {
  const source = "const a = ['//x', 'y'];\nreturn a;\n";

  it.each([
    ['layout', "const a = [\n\t'//x',\n\t'y',\n]\n\nreturn a"],
    ['quotes', 'const a = ["//x", "y"]; return a;'],
    ['comments', "// don't\nconst a = ['//x', 'y']; /* 'b' */ return a; // end"],
  ])('is the same with other %s', (_, other) => {
    expect(codeFingerprint(other)).toBe(codeFingerprint(source));
  });

  it.each([
    ['a name', "const b = ['//x', 'y'];\nreturn b;\n"],
    ['a text', "const a = ['//z', 'y'];\nreturn a;\n"],
    ['an operator', "const a = ['//x', 'y'];\nreturn !a;\n"],
  ])('differs with %s', (_, other) => {
    expect(codeFingerprint(other)).not.toBe(codeFingerprint(source));
  });
});

describe('secondsToSolve', () => {
  it('is the time until it was first solved', () => {
    const { catalog, split } = sampleProgress();
    const progress = openProgress(catalog);
    write(split, mine);
    progress.addTime(split, 60);
    progress.recordReport(split, reportOf(split, coreFails), null);
    expect(progress.recordOf(split).secondsToSolve).toBeNull();
    progress.addTime(split, 30);
    progress.recordReport(split, reportOf(split, corePasses), null);
    progress.addTime(split, 300);
    progress.recordReport(split, reportOf(split, allPasses), null);
    expect(progress.recordOf(split)).toMatchObject({ seconds: 390, secondsToSolve: 90 });
  });
});
