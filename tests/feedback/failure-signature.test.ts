import { describe, expect, it } from 'vitest';
import { failuresOf } from '../../src/feedback/index.ts';
import { reportOf } from './sample-reports.ts';

function recorded(value: string | null): string | null | undefined {
  return failuresOf(reportOf({ split: { 'splits ten rows': value } })).split?.['splits ten rows'];
}

describe('failuresOf', () => {
  it('holds the failing specs of each function and nothing else', () => {
    const report = reportOf({ split: 'unwritten', score: { 'scores a small case': '2' } });
    expect(failuresOf(report)).toEqual({ score: { 'scores a small case': '2' } });
  });

  it('holds no value for a generated spec, whose counter-example shrinks as it likes', () => {
    const report = reportOf({ split: { 'loses no row': '17' } });
    expect(failuresOf(report)).toEqual({ split: { 'loses no row': null } });
  });

  it('holds the class of a thrown error, not its words', () => {
    expect(recorded('throws TypeError')).toBe('throws TypeError');
  });

  it.each([
    ['0.30000000000000004', '0.3'],
    ['[\n  0.123456789,\n  -1e-17,\n]', '[\n  0.123457,\n  0,\n]'],
    ['2.9999999999', '3'],
    ['1.5e+300', '1.5e+300'],
    ['123456', '123456'],
    ['NaN', 'NaN'],
    ['model-4 of 2024-08-06', 'model-4 of 2024-08-06'],
  ])('records %j as %j', (value, expected) => {
    expect(recorded(value)).toBe(expected);
  });

  it('keeps a digest of a long value, which differs when the value does', () => {
    const long = `[\n${'  1,\n'.repeat(500)}]`;
    const other = long.replace(/1,\n\]$/, '2,\n]');
    expect(recorded(long)?.length).toBeLessThan(200);
    expect(recorded(long)).toBe(recorded(long));
    expect(recorded(long)).not.toBe(recorded(other));
  });
});
