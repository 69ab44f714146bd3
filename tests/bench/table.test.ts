import { expect, it } from 'vitest';
import { isWithinLimit, problemsOf, type Row, ratioOf } from '../../scripts/bench/row.ts';
import { tableOf } from '../../scripts/bench/table.ts';

const saved: Row = {
  what: 'save to verdict',
  ours: { name: 'workbook', unit: 'ms', values: [120, 100, 260] },
  peer: { name: 'vitest --watch', unit: 'ms', values: [600, 500, 400] },
  limit: { of: 'ratio', atMost: 0.2 },
};

function lastLine(row: Row): string | undefined {
  return tableOf([row]).split('\n').at(-1);
}

it('shows medians, their range, the ratio and the limit', () => {
  expect(lastLine(saved)).toBe(
    '| save to verdict | 120 ms (100 to 260 ms) | 3 | vitest --watch | 500 ms (400 to 600 ms) | 24 % | 20 % ✗ |',
  );
});

it('keeps to a limit that is met exactly', () => {
  const row: Row = { ...saved, limit: { of: 'ratio', atMost: 0.24 } };
  expect(isWithinLimit(row)).toBe(true);
  expect(lastLine(row)).toContain('| 24 % | 24 % ✓ |');
});

it('holds a limit in seconds against our own median', () => {
  const row: Row = {
    what: 'verify',
    ours: { name: 'workbook', unit: 'ms', values: [16_000], things: 20 },
    peer: null,
    limit: { of: 'median', atMost: 15_000 },
  };
  expect(lastLine(row)).toBe('| verify | 16.0 s, 800 ms each | 1 |  |  |  | 15.0 s ✗ |');
  expect(problemsOf(row)).toEqual(['verify: over its limit']);
});

it('says why a peer was not measured, and then neither ratio nor verdict', () => {
  const row: Row = { ...saved, peer: { name: 'jest', problem: 'it ended | badly\nat line 3' } };
  expect(lastLine(row)).toBe(
    '| save to verdict | 120 ms (100 to 260 ms) | 3 | jest | not measured: it ended / badly |  | 20 % |',
  );
  expect(ratioOf(row)).toBeNull();
  expect(isWithinLimit(row)).toBeNull();
  expect(problemsOf(row)).toEqual(['save to verdict: jest: it ended | badly\nat line 3']);
});

it('shows sizes and rates in their units', () => {
  const row: Row = {
    what: 'x',
    ours: { name: 'a', unit: 'MB', values: [12.34] },
    peer: { name: 'b', unit: 'per second', values: [512.4] },
    limit: null,
  };
  expect(lastLine(row)).toContain('| 12.3 MB | 1 | b | 512 per second |');
});
