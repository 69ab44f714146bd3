import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { roomFigure, timeTicks } from '../../src/cli/workshop/report-figure.ts';
import { isReportPage, reportPage } from '../../src/cli/workshop/report-page.ts';
import { type RoomExercise, type RoomReport, roomReport } from '../../src/workshop/index.ts';
import { exportFrom, solved } from '../workshop/sample-exports.ts';

const catalog = loadCatalog(join(import.meta.dirname, '..', 'fixtures', 'small'));
const took = (minutes: number) =>
  solved('add', { secondsToSolve: minutes * 60, misconceptions: { 'joins-texts': 2 } });
const report = roomReport(
  catalog,
  [4, 8, 12, 30].map((minutes, index) => exportFrom(index, [took(minutes)])),
);
const page = reportPage(catalog, report, '2026-05-01');

describe('reportPage', () => {
  it('shows figures, table and misconceptions with what they mean', () => {
    expect(page).toContain('4 learners, 1 exercise begun. Made on 2026-05-01.');
    expect(page).toContain('1. Sums');
    expect(page).toContain('planned: 5 min');
    expect(page).toContain('100 %: 4 learners, 8 runs');
    const [met] = report.misconceptions;
    expect(met?.explanation.split(' ').slice(0, 4).join(' ')).not.toBe('');
    expect(page).toContain(met?.explanation.split(' ').slice(0, 4).join(' '));
    expect(page).toMatch(/1\.1 Adding up<\/td><td>4<\/td>/);
    expect(page).toContain('Begun by nobody: 1.2.');
  });

  it('needs nothing from elsewhere and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|https?:|@import|url\((?!#)/);
  });

  it('closes what it opens', () => {
    const opened = [...page.matchAll(/<([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)].filter(
      ([, name = '', slash]) => slash === '' && !['meta', 'html', 'head', 'body'].includes(name),
    );
    const closed = [...page.matchAll(/<\/([a-z][a-z0-9]*)>/g)].filter(
      ([, name = '']) => !['html', 'head', 'body'].includes(name),
    );
    const tally = (found: readonly RegExpMatchArray[]) =>
      Object.fromEntries(
        [...new Set(found.map(([, name]) => name))]
          .sort()
          .map((name) => [name, found.filter((one) => one[1] === name).length]),
      );
    expect(tally(opened)).toEqual(tally(closed));
  });

  it('takes what stands in exports and exercises for text', () => {
    const hostile: RoomReport = {
      ...report,
      workbooks: ['<b>1</b>'],
      exercises: report.exercises.map((exercise) => ({ ...exercise, title: '<i>&"x"</i>' })),
      misconceptions: report.misconceptions.map((met) => ({
        ...met,
        title: '<script>alert(1)</script>',
        explanation: 'Compare `a < b` with <b>b</b>.',
      })),
    };
    const text = reportPage(catalog, hostile, '<u>today</u>');
    expect(text).not.toMatch(/<(b|i|u|script)>/);
    expect(text).toContain('Compare <code>a &lt; b</code> with &lt;b&gt;b&lt;/b&gt;.');
  });

  it('says so when nobody has begun', () => {
    const text = reportPage(catalog, roomReport(catalog, [exportFrom(1, [])]), '2026-05-01');
    expect(text).toContain('Nobody has begun an exercise yet.');
  });

  it('is known as a page of ours', () => {
    expect(isReportPage(page)).toBe(true);
    expect(isReportPage('<html></html>')).toBe(false);
  });
});

describe('roomFigure', () => {
  const [first] = report.exercises;
  const exercise = (changes: Partial<RoomExercise> = {}): RoomExercise => {
    if (!first) return expect.fail('The sample has an exercise.');
    return { ...first, ...changes };
  };
  const draw = (exercises: readonly RoomExercise[]) =>
    roomFigure(exercises, { ticks: timeTicks(exercises), name: 'room' });
  const numbers = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, value]) => Number(value));

  it('draws the parts of a bar side by side, as wide as their share', () => {
    const svg = draw([
      exercise({ states: { new: 10, begun: 20, caughtUp: 30, solved: 40, mastered: 0 } }),
    ]);
    const parts = numbers(
      svg,
      /<rect class="(?:mastered|solved|caughtUp|begun|new)" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g,
    );
    expect(parts).toEqual([100, 75, 50, 25]);
  });

  it.each([1, 17, 60])('keeps %i rows apart and everything inside', (count) => {
    const long = exercise({
      title: 'A very long title of an exercise that goes on and on and on, and on',
    });
    const svg = draw(Array.from({ length: count }, () => long));
    const [, , , height = 0] = (/viewBox="([\d. ]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
    const lines = numbers(svg, /class="label" x="38" y="([\d.]+)"/g);
    expect(lines).toHaveLength(2 * count);
    for (const [index, y] of lines.entries()) {
      expect(y).toBeLessThan(height);
      if (index > 0) expect(y - (lines[index - 1] ?? 0)).toBeGreaterThanOrEqual(14);
    }
    for (const [, text = ''] of svg.matchAll(/class="label"[^>]*>([^<]*)</g)) {
      expect(text.length).toBeLessThanOrEqual(32);
    }
  });

  it.each([1, 25, 90, 700, 4_000])('finds few lines for the axis up to %i minutes', (upper) => {
    const ticks = timeTicks([exercise({ times: { count: 9, lower: 1, median: 1, upper } })]);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(upper);
    expect(ticks.length).toBeLessThanOrEqual(10);
  });

  it('draws no middle half of so few times that there is none', () => {
    const times = { count: 3, lower: 1, median: 2, upper: 3 };
    expect(draw([exercise({ times })])).not.toContain('class="box"');
    expect(draw([exercise({ times: { ...times, count: 4 } })])).toContain('class="box"');
    expect(draw([exercise({ times: null })])).toContain('no times');
  });
});
