import { describe, expect, it } from 'vitest';
import { type Diagnosis, diagnose, failuresOf } from '../../src/feedback/index.ts';
import type { Report } from '../../src/runner/index.ts';
import { everywhere, exercise, knownMistakes, type Played, reportOf } from './sample-reports.ts';

/** Three mistakes in `split`, one in `score`, one that shows in both and one seen by generated specs only. */
const played = {
  'plain-split': { split: { 'keeps the classes': '0.029', 'loses no row': null } },
  'rounds-down': { split: { 'rounds the size': '6', 'splits ten rows': '[\n  2,\n  8,\n]' } },
  'no-checks': { split: { 'refuses 2': '17' } },
  'nan-score': { score: { 'is 0 without hits': 'NaN' } },
  'counts-twice': {
    split: { 'keeps the classes': '0.4', 'loses no row': null },
    score: { 'scores a small case': '1.25', 'stays between 0 and 1': null },
  },
  'shuffles-badly': { split: { 'loses no row': null } },
} as const satisfies Record<string, Played>;
const diagnoses = knownMistakes(played);

function named(report: Report): string | null {
  const found = diagnose(report, diagnoses, exercise);
  return found && `${found.certainty} ${found.mistake} in ${found.function}`;
}

describe('diagnose, a full match', () => {
  it('names the mistake when the same specs fail with the same values', () => {
    expect(diagnose(reportOf(played['rounds-down']), diagnoses, exercise)).toEqual({
      certainty: 'this is',
      mistake: 'rounds-down',
      title: 'Title of rounds-down',
      explanation: 'Why rounds-down is wrong.',
      function: 'split',
    } satisfies Diagnosis);
  });

  it('names it as surely when only that function is written', () => {
    const report = reportOf({ ...played['plain-split'], score: 'unwritten', group: 'unwritten' });
    expect(named(report)).toBe('this is plain-split in split');
  });

  it('looks at the later functions when the first one is not written', () => {
    const report = reportOf({ split: 'unwritten', ...played['nan-score'], group: 'unwritten' });
    expect(named(report)).toBe('this is nan-score in score');
  });

  it('takes numbers that agree in six digits for the same', () => {
    const report = reportOf({
      split: { 'keeps the classes': '0.029000000001', 'loses no row': null },
    });
    expect(named(report)).toBe('this is plain-split in split');
  });

  it('accepts a commonplace value when the rest of the function works', () => {
    expect(named(reportOf(played['nan-score']))).toBe('this is nan-score in score');
  });

  it('goes on to the next function when the first failure is nobody’s', () => {
    const report = reportOf({ split: { 'splits ten rows': '99' }, ...played['nan-score'] });
    expect(named(report)).toBe('this is nan-score in score');
  });

  it('leaves specs out that wait or were skipped, and asks the others', () => {
    const report = reportOf(played['plain-split']);
    const tests = report.tests.map((test) =>
      test.name === 'refuses 2' ? { ...test, state: 'skipped' as const } : test,
    );
    expect(named({ ...report, tests })).toBe('this is plain-split in split');
  });
});

describe('diagnose, a generated spec alone', () => {
  const alone = reportOf(played['shuffles-badly']);

  it('is not enough to be sure', () => {
    expect(named(alone)).toBe('this looks like shuffles-badly in split');
  });

  it('says nothing when the code crashed in it', () => {
    const tests = alone.tests.map((test) =>
      test.state === 'failed' ? { ...test, errorName: 'TypeError' } : test,
    );
    expect(named({ ...alone, tests })).toBeNull();
  });

  it('becomes sure when another function shows the same mistake by its values', () => {
    const known = knownMistakes({
      both: { split: { 'loses no row': null }, score: { 'scores a small case': '7' } },
    });
    const report = reportOf({
      split: { 'loses no row': null },
      score: { 'scores a small case': '7' },
    });
    expect(diagnose(report, known, exercise)?.certainty).toBe('this is');
  });
});

describe('diagnose, a close match', () => {
  it('names the mistake with care when a check is missing as well', () => {
    const report = reportOf({ split: { ...played['plain-split'].split, 'refuses 2': '17' } });
    expect(named(report)).toBe('this looks like plain-split in split');
  });

  it('names the mistake with care when one of two values is another', () => {
    const report = reportOf({ split: { ...played['rounds-down'].split, 'rounds the size': '5' } });
    expect(named(report)).toBe('this looks like rounds-down in split');
  });

  it('says nothing when the values have nothing in common', () => {
    const report = reportOf({ split: { 'rounds the size': '5', 'splits ten rows': '[]' } });
    expect(named(report)).toBeNull();
  });

  it('says nothing when the shared value is one that a blunder gives too', () => {
    const known = knownMistakes({
      empty: { split: { 'splits ten rows': '[]', 'keeps the classes': '0.5' } },
    });
    const report = reportOf({ split: { 'splits ten rows': '[]', 'keeps the classes': '0.7' } });
    expect(diagnose(report, known, exercise)).toBeNull();
  });

  it('says nothing when the spec that fails first is none that the mistake fails', () => {
    const report = reportOf({ split: { 'splits ten rows': '3', ...played['plain-split'].split } });
    expect(named(report)).toBeNull();
  });

  it('says nothing when another mistake gives the shared value too', () => {
    const known = knownMistakes({
      one: { split: { 'keeps the classes': '0.2', 'rounds the size': '6' } },
      two: { split: { 'keeps the classes': '0.2', 'splits ten rows': '3' } },
    });
    const report = reportOf({ split: { 'keeps the classes': '0.2', 'refuses 2': '17' } });
    expect(diagnose(report, known, exercise)).toBeNull();
  });

  it('says nothing when a spec passes that the mistake breaks, and one value is all that agrees', () => {
    const known = knownMistakes({
      one: { split: { 'keeps the classes': '0.2', 'rounds the size': '6' } },
    });
    const report = reportOf({ split: { 'keeps the classes': '0.2' } });
    expect(diagnose(report, known, exercise)).toBeNull();
  });

  it('names the mistake when the same specs fail and most of the values agree, even common ones', () => {
    const shared = { 'keeps the classes': '0.2', 'rounds the size': '6' };
    const known = knownMistakes({
      one: { split: { ...shared, 'refuses 2': '17' } },
      two: { split: { ...shared, 'splits ten rows': '4' } },
    });
    const report = reportOf({ split: { ...shared, 'refuses 2': '18' } });
    expect(diagnose(report, known, exercise)).toMatchObject({
      mistake: 'one',
      certainty: 'this looks like',
    });
  });

  it('says nothing when too much else is different', () => {
    const report = reportOf({
      split: { ...played['rounds-down'].split, 'rounds the size': '5', 'keeps the classes': '9' },
    });
    expect(named(report)).toBeNull();
  });
});

describe('diagnose, several mistakes alike', () => {
  const shared = { 'splits ten rows': '7' };
  const known = knownMistakes({
    one: { split: shared, score: { 'scores a small case': '2' } },
    two: { split: shared, score: { 'scores a small case': '3' } },
  });

  it('says nothing when two mistakes fail in the same way', () => {
    const report = reportOf({ split: shared, score: 'unwritten', group: 'unwritten' });
    expect(diagnose(report, known, exercise)).toBeNull();
  });

  it('lets the other begun functions decide', () => {
    const report = reportOf({ split: shared, score: { 'scores a small case': '3' } });
    expect(diagnose(report, known, exercise)).toMatchObject({
      mistake: 'two',
      certainty: 'this is',
    });
  });

  it('prefers the mistake that explains every failure to one that explains a part', () => {
    const both = knownMistakes({
      part: { split: { 'splits ten rows': '7' } },
      whole: { split: { 'splits ten rows': '7', 'rounds the size': '5' } },
    });
    const wide = reportOf({ split: { 'splits ten rows': '7', 'rounds the size': '5' } });
    const narrow = reportOf({ split: { 'splits ten rows': '7' } });
    expect(diagnose(wide, both, exercise)?.mistake).toBe('whole');
    expect(diagnose(narrow, both, exercise)?.mistake).toBe('part');
  });
});

describe('diagnose, blunders that are nobody’s misconception', () => {
  it.each([
    ['undefined from everything', everywhere('undefined')],
    ['null from everything', everywhere('null')],
    ['an empty list from everything', everywhere('[]')],
    ['an empty object from everything', everywhere('{}')],
    ['NaN from everything', everywhere('NaN')],
    ['zero from everything', everywhere('0')],
    ['a TypeError in everything', everywhere('throws TypeError')],
    ['a ReferenceError, as from a typo, in everything', everywhere('throws ReferenceError')],
    ['failures without values everywhere', everywhere(null)],
  ])('says nothing about %s', (_, report) => {
    expect(named(report)).toBeNull();
  });

  it('says nothing about a function that fails everywhere, even when a mistake does so too', () => {
    const blunder = everywhere('undefined');
    const known = knownMistakes({ hollow: { ...failuresOf(blunder) } });
    expect(diagnose(blunder, known, exercise)).toBeNull();
  });

  it('says nothing about an untouched stub', () => {
    const report = reportOf({ split: 'unwritten', score: 'unwritten', group: 'unwritten' });
    expect(named(report)).toBeNull();
  });

  it('says nothing about a solved exercise', () => {
    expect(named(reportOf({}))).toBeNull();
  });

  it.each(['error', 'timeout'] as const)('says nothing about a run that ended in %s', (state) => {
    expect(named({ ...reportOf(played['rounds-down']), state })).toBeNull();
  });

  it('says nothing about the report of another exercise', () => {
    expect(named({ ...reportOf(played['rounds-down']), exercise: 'other' })).toBeNull();
  });
});
