import { describe, expect, it } from 'vitest';
import { feedbackOf } from '../../src/feedback/index.ts';
import type { Report } from '../../src/runner/index.ts';
import { exercise, knownMistakes, reportOf } from './sample-reports.ts';

const diagnoses = knownMistakes({ rounds: { split: { 'rounds the size': '6' } } });
const feedback = (report: Report) => feedbackOf(report, diagnoses, exercise);

describe('feedbackOf', () => {
  it('counts the specs of each function and says which part it belongs to', () => {
    const { functions } = feedback(
      reportOf({ split: { 'rounds the size': '6' }, score: {}, group: 'unwritten' }),
    );
    expect(functions).toEqual([
      { name: 'split', part: 'core', passed: 4, failed: 1, waiting: 0, skipped: 0 },
      { name: 'score', part: 'core', passed: 3, failed: 0, waiting: 0, skipped: 0 },
      { name: 'group', part: 'stretch', passed: 0, failed: 0, waiting: 2, skipped: 0 },
    ]);
  });

  it('shows the first red spec, with its values and the misconception', () => {
    const found = feedback(reportOf({ split: { 'rounds the size': '6' }, score: 'unwritten' }));
    expect(found.state).toBe('failing');
    expect(found.firstFailure?.test.name).toBe('rounds the size');
    expect(found.firstFailure?.comparison).toMatchObject({
      kind: 'number',
      expected: 42,
      actual: 6,
    });
    expect(found.diagnosis).toMatchObject({ mistake: 'rounds', certainty: 'this is' });
  });

  it('does not take a spec that waits for red, even when it stands first', () => {
    const found = feedback(reportOf({ split: 'unwritten', score: { 'is 0 without hits': '3' } }));
    expect(found.firstFailure?.test.name).toBe('is 0 without hits');
  });

  it('is waiting when nothing is red and a core function is unwritten', () => {
    const found = feedback(reportOf({ score: 'unwritten', group: 'unwritten' }));
    expect(found).toMatchObject({ state: 'waiting', corePassed: false, firstFailure: null });
  });

  it('is solved when the core passes and the stretch waits', () => {
    expect(feedback(reportOf({ group: 'unwritten' }))).toMatchObject({
      state: 'solved',
      corePassed: true,
    });
  });

  it('is failing when the stretch is red, and still says that the core passes', () => {
    expect(feedback(reportOf({ group: { 'works for one group': '1' } }))).toMatchObject({
      state: 'failing',
      corePassed: true,
    });
  });

  it('is mastered when everything passes', () => {
    expect(feedback(reportOf({}))).toMatchObject({ state: 'mastered', corePassed: true });
  });

  it('is not mastered while a spec is skipped', () => {
    const report = reportOf({});
    const tests = report.tests.map((test) =>
      test.function === 'group' ? { ...test, state: 'skipped' as const } : test,
    );
    expect(feedback({ ...report, tests }).state).toBe('solved');
  });

  it('is an error when nothing ran, and the core has not passed', () => {
    const report = { ...reportOf({}), state: 'error' as const, tests: [] };
    expect(feedback(report)).toMatchObject({ state: 'error', corePassed: false, functions: [] });
  });

  it('is failing when every spec passes and an error belongs to none of them', () => {
    const error = { name: 'Error', message: 'late', location: null, stack: null, during: null };
    const found = feedback({ ...reportOf({}), state: 'failed', error });
    expect(found).toMatchObject({ state: 'failing', firstFailure: null, diagnosis: null });
  });

  it('is a timeout when the code hung', () => {
    expect(feedback({ ...reportOf({ split: {} }), state: 'timeout' }).state).toBe('timeout');
  });
});
