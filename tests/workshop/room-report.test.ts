import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import type { ExportedExercise } from '../../src/workshop/learner-export.ts';
import { roomReport } from '../../src/workshop/room-report.ts';
import { roomTimes, suggestedMinutes } from '../../src/workshop/room-times.ts';
import { exportFrom, solved } from './sample-exports.ts';

const small = join(import.meta.dirname, '..', 'fixtures', 'small');
const catalog = loadCatalog(small);
const minutes = (value: number, changes: Partial<ExportedExercise> = {}) =>
  solved('add', { secondsToSolve: value * 60, ...changes });
const room = (...learners: readonly (readonly ExportedExercise[])[]) =>
  roomReport(
    catalog,
    learners.map((exercises, index) => exportFrom(index, exercises)),
  );

describe('roomReport', () => {
  it('counts every learner in exactly one state, and begun are all but the new', () => {
    const unsolved = { secondsToSolve: null };
    const { exercises, untouched } = room(
      [minutes(4)],
      [minutes(6, { state: 'mastered' })],
      [minutes(0, { ...unsolved, state: 'caught-up', caughtUp: true })],
      [minutes(0, { ...unsolved, state: 'begun' })],
      [minutes(0, { ...unsolved, state: 'new' })],
      [],
    );
    expect(exercises).toHaveLength(1);
    expect(exercises[0]).toMatchObject({
      number: '1.1',
      begun: 4,
      states: { new: 2, begun: 1, caughtUp: 1, solved: 1, mastered: 1 },
      times: { count: 2, median: 5 },
    });
    expect(untouched).toEqual(['1.2']);
  });

  it('gives the median and quartiles of the minutes until solved', () => {
    const { exercises } = room(...[1, 2, 3, 4, 100].map((value) => [minutes(value)]));
    expect(exercises[0]?.times).toEqual({ count: 5, lower: 2, median: 3, upper: 4 });
  });

  it('takes no time of those who have not begun, not solved, caught up, or ran without a clock', () => {
    const { exercises } = room(
      [minutes(10)],
      [minutes(90, { state: 'new' })],
      [minutes(90, { state: 'begun', secondsToSolve: null })],
      [minutes(90, { caughtUp: true })],
      [minutes(0)],
      [],
    );
    expect(exercises[0]?.times).toMatchObject({ count: 1, median: 10 });
    expect(room([minutes(0)]).exercises[0]?.times).toBeNull();
  });

  it('sorts misconceptions by learners, with title, meaning and share of those who have begun', () => {
    const met = (misconceptions: Record<string, number>) => [minutes(5, { misconceptions })];
    const { misconceptions } = room(
      met({ 'joins-texts': 1, 'starts-at-one': 9 }),
      met({ 'joins-texts': 1 }),
      met({ 'joins-texts': 2, 'long-gone': 1, never: 0 }),
      met({}),
      [],
    );
    expect(
      misconceptions.map(({ name, learners, share, runs }) => [name, learners, share, runs]),
    ).toEqual([
      ['joins-texts', 3, 0.75, 4],
      ['starts-at-one', 1, 0.25, 9],
      ['long-gone', 1, 0.25, 1],
    ]);
    expect(misconceptions[0]?.title).not.toBe('joins-texts');
    expect(misconceptions[0]?.explanation).not.toBe('');
    expect(misconceptions[2]).toMatchObject({ title: 'long-gone', explanation: '' });
  });

  it('names what this workbook does not have, and knows the ids that it had before', () => {
    expect(room([solved('from-another-course')])).toMatchObject({
      exercises: [],
      unknown: ['from-another-course'],
    });
    const exercises = catalog.exercises.map((exercise) => ({
      ...exercise,
      formerly: [`${exercise.id}-old`],
    }));
    const report = roomReport({ ...catalog, exercises }, [exportFrom(1, [solved('add-old')])]);
    expect(report).toMatchObject({ exercises: [{ id: 'add', begun: 1 }], unknown: [] });
  });

  it('tells exercises that fewer than half solved of five or more who have begun', () => {
    const left = minutes(0, { state: 'begun', secondsToSolve: null });
    const unsolved = (...learners: readonly ExportedExercise[]) =>
      room(...learners.map((learner) => [learner])).unsolved.map(({ id }) => id);
    expect(unsolved(minutes(5), minutes(5), left, left, left)).toEqual(['add']);
    expect(unsolved(minutes(5), minutes(5), minutes(5), left, left, left)).toEqual([]);
    expect(unsolved(left, left, left, left)).toEqual([]);
  });

  it('says how many exercises a learner has solved', () => {
    const both = [solved('add'), solved('mean', { state: 'mastered' })];
    expect(room(both, [solved('add')], []).solvedEach).toMatchObject({ median: 1 });
    expect(room().solvedEach).toEqual({ lower: 0, median: 0, upper: 0 });
  });

  it('has nothing of a single learner in it', () => {
    const text = JSON.stringify(room([minutes(5)], [minutes(6)]));
    expect(text).not.toContain('learner-0');
    expect(text).not.toContain('0'.repeat(32));
  });
});

describe('suggestedMinutes', () => {
  const times = (...values: readonly number[]) => roomTimes(values.map((value) => minutes(value)));

  it.each([
    [[16, 17, 18, 19, 20], 20],
    [[20, 20, 20, 20, 20], 20],
    [[20.1, 20.1, 20.1, 20.1, 20.1], 25],
    [[1, 1, 1, 1, 1], 5],
  ])('rounds the median of %s up to %i', (values, suggested) => {
    expect(suggestedMinutes(times(...values), 5)).toBe(suggested);
  });

  it('says nothing with fewer than five times, or when they are of the quicker half alone', () => {
    expect(suggestedMinutes(times(20, 20, 20, 20), 4)).toBeNull();
    expect(suggestedMinutes(times(20, 20, 20, 20, 20), 10)).toBe(20);
    expect(suggestedMinutes(times(20, 20, 20, 20, 20), 11)).toBeNull();
    expect(suggestedMinutes(null, 9)).toBeNull();
  });
});
