import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import {
  barChart,
  formatNumber,
  heatmap,
  histogram,
  lineChart,
  table,
} from '../../src/kit/charts/index.ts';

const lines = (chart: string) => chart.split('\n');

describe('lineChart', () => {
  const curve = Array.from({ length: 200 }, (_, i) => [i / 199, (i / 199) ** 2] as const);

  it('marks the points of a short series and joins them with dots', () => {
    const chart = lineChart({
      title: 'Loss',
      series: [{ name: 'train', points: [[0, 0] as const, [10, 10] as const] }],
      width: 24,
      height: 3,
    });
    expect(lines(chart)).toEqual([
      'Loss',
      '',
      '● train',
      ' 10 ┤              ····●',
      '    │     ·········',
      '  0 ┤●····',
      '    └┬─────────────────┬',
      '     0                10',
    ]);
  });

  it('tells two curves apart without colour, and has no colour', () => {
    const falling = curve.map(([x, y]) => [x, 1 - y] as const);
    const chart = lineChart({
      title: 'Two',
      series: [
        { name: 'up', points: curve },
        { name: 'down', points: falling },
      ],
    });
    const plot = lines(chart).slice(3).join('\n');
    expect(chart).toContain('● up    ○ down');
    expect(plot.match(/●/g)?.length).toBeGreaterThan(30);
    expect(plot.match(/○/g)?.length).toBeGreaterThan(30);
    expect(stripVTControlCharacters(chart)).toBe(chart);
  });

  it('leaves a gap at a point that is not finite', () => {
    const points = [0, 1, 2, 3, 4].map((x) => [x, x === 2 ? Number.NaN : 1] as const);
    const chart = lineChart({ title: 'Gap', series: [{ name: 'a', points }], width: 47 });
    expect(chart).toMatch(/●·········● {19}●·········●/);
  });

  it('starts and ends the y axis with a tick around the data, or takes the range it is given', () => {
    const series = [{ name: 'a', points: curve.map(([x, y]) => [x, 0.11 + 0.8 * y] as const) }];
    const own = lineChart({ title: 'Own', series, height: 11 });
    expect(own).toMatch(/^ 1\.0 ┤/m);
    expect(own).toMatch(/^ 0\.0 ┤/m);
    const zoomed = lineChart({ title: 'Zoomed', series, yRange: [0.4, 0.6] });
    expect(zoomed).toMatch(/^ 0\.6\d* ┤/m);
    expect(zoomed.match(/●/g)?.length).toBeLessThan(own.match(/●/g)?.length ?? 0);
  });

  it.each([
    ['nothing', []],
    ['no finite point', [[1, Number.NaN] as const, [Number.POSITIVE_INFINITY, 2] as const]],
  ])('says so when there is %s to draw', (_, points) => {
    expect(lineChart({ title: 'Empty', series: [{ name: 'a', points }] })).toContain(
      'nothing to draw',
    );
  });

  it('draws a single point and a flat line', () => {
    expect(lineChart({ title: 'One', series: [{ name: 'a', points: [[3, 3]] }] })).toContain('●');
    const flat = lineChart({
      title: 'Flat',
      series: [{ name: 'a', points: curve.map(([x]) => [x, 0] as const) }],
    });
    expect(flat).toMatch(/^ +0\.0 ┤●{60,}$/m);
  });

  it('fits its width with small, large and negative numbers', () => {
    for (const scale of [1e-7, 0.01, 1, 1234, 1e6, 1e12, -50]) {
      for (const width of [40, 76]) {
        const points = curve.map(([x, y]) => [x * scale, y * scale] as const);
        const chart = lineChart({
          title: 'Scaled',
          series: [{ name: 'a', points }],
          xLabel: 'x',
          yLabel: 'y',
          width,
        });
        for (const line of lines(chart)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('refuses more curves than it has marks', () => {
    const series = Array.from({ length: 7 }, (_, i) => ({ name: `${i}`, points: [] }));
    expect(() => lineChart({ title: 'Seven', series })).toThrow(/series has 7 curves/);
  });
});

describe('barChart', () => {
  it('draws label, value, bar and note in columns', () => {
    const chart = barChart({
      title: 'Penguins',
      bars: [
        { label: 'Adelie', value: 100, note: 'half' },
        { label: 'Gentoo', value: 25.5 },
      ],
      width: 40,
    });
    expect(lines(chart)).toEqual([
      'Penguins',
      '',
      'Adelie   100  ████████████████████  half',
      'Gentoo  25.5  █████▏',
    ]);
  });

  it('keeps columns straight when a label has wide characters', () => {
    const bars = [
      { label: '👋', value: 1 },
      { label: '日本', value: 1 },
      { label: 'abc', value: 1 },
    ];
    const starts = lines(barChart({ title: 'Wide', bars }))
      .slice(2)
      .map((line) => stringWidth(line.slice(0, line.indexOf('█'))));
    expect(new Set(starts).size).toBe(1);
  });

  it('cuts a bar that is longer than max and says so by its end', () => {
    const bars = [
      { label: 'a', value: 5 },
      { label: 'b', value: 50 },
    ];
    const [, , a = '', b = ''] = lines(barChart({ title: 'Cut', bars, max: 10, width: 30 }));
    expect(b.endsWith('█▸')).toBe(true);
    expect(stringWidth(b)).toBe(30);
    expect(a).not.toContain('▸');
  });

  it('draws negative values to the left of a common zero', () => {
    const bars = [
      { label: 'a', value: -10 },
      { label: 'b', value: 10 },
    ];
    const [, , a = '', b = ''] = lines(barChart({ title: 'Signs', bars, width: 28 }));
    expect(a.trimEnd().length).toBe(b.indexOf('█'));
  });

  it('shows a value that is not a number, and no bars at all', () => {
    expect(barChart({ title: 'NaN', bars: [{ label: 'a', value: Number.NaN }] })).toContain('NaN');
    expect(barChart({ title: 'None', bars: [] })).toContain('no bars');
  });
});

describe('histogram', () => {
  it('counts a value on an edge in the bin that starts there, the largest in the last bin', () => {
    const chart = histogram({ title: 'H', values: [0, 0.1, 0.3, 0.4], bins: 4, range: [0, 0.4] });
    const counts = lines(chart)
      .slice(2)
      .map((line) => Number(/to +[\d.]+ +(\d+)/.exec(line)?.[1]));
    expect(counts).toEqual([1, 1, 0, 2]);
  });

  it('says how many values it leaves out', () => {
    const chart = histogram({ title: 'H', values: [1, 2, 30, Number.NaN], bins: 2, range: [0, 3] });
    expect(chart).toContain('2 of 4 values lie outside');
  });

  it('takes a hundred thousand values, equal values and none', () => {
    expect(
      histogram({ title: 'H', values: Array.from({ length: 200_000 }, (_, i) => i) }),
    ).toContain('20,000');
    expect(histogram({ title: 'H', values: [5, 5], bins: 1 })).toContain('2');
    expect(histogram({ title: 'H', values: [] })).toContain('nothing to count');
  });

  it('refuses a number of bins that is none', () => {
    expect(() => histogram({ title: 'H', values: [1], bins: 0 })).toThrow(RangeError);
  });
});

describe('table', () => {
  it('aligns numbers right and text left under a ruled head', () => {
    const chart = table({
      columns: ['model', 'F1'],
      rows: [
        ['always ham', 0],
        ['tree', 0.8234567],
      ],
    });
    expect(lines(chart)).toEqual([
      'model           F1',
      '──────────  ──────',
      'always ham       0',
      'tree        0.8235',
    ]);
  });

  it('keeps a cell on one line and aligns as it is told', () => {
    const chart = table({
      title: 'Chunks',
      columns: ['text', 'n'],
      rows: [['a\nb\u001b[31m', 'x'], ['👋']],
      align: ['right', 'left'],
    });
    expect(lines(chart).slice(4)).toEqual(['a\\nb\\u001b[31m  x', `${' '.repeat(12)}👋`]);
  });
});

describe('heatmap', () => {
  it('shades each number by its size', () => {
    const chart = heatmap({
      title: 'Confusion',
      rows: ['cat', 'dog'],
      columns: ['cat', 'dog'],
      values: [
        [12, 3],
        [0, 6],
      ],
    });
    expect(lines(chart)).toEqual([
      'Confusion',
      '',
      '       cat    dog',
      'cat  ██ 12  ░░  3',
      'dog      0  ▒▒  6',
      '',
      '     blank 0 … ██ 12',
    ]);
  });

  it('takes equal values, missing values and NaN', () => {
    const chart = heatmap({ rows: ['a', 'b'], columns: ['x', 'y'], values: [[1, 1], [1]] });
    expect(chart).toContain('?? NaN');
    expect(heatmap({ rows: ['a'], columns: ['x'], values: [[Number.NaN]] })).toContain('NaN');
  });
});

describe('formatNumber', () => {
  it.each([
    [18914, '18,914'],
    [1234, '1234'],
    [-1234567, '-1,234,567'],
    [0.19921875, '0.1992'],
    [0.1 + 0.2, '0.3'],
    [12345.678, '12,350'],
    [1e-9, '1e-9'],
    [1.5e21, '1.5e21'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
