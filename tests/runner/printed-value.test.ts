import { describe, expect, it } from 'vitest';
import { printedValue } from '../../src/runner/printed-value.ts';

describe('printedValue', () => {
  it('leaves text that is printed already', () => {
    expect(printedValue('[\n  1,\n]')).toBe('[\n  1,\n]');
  });

  it('prints plain values', () => {
    expect([3, Number.NaN, undefined, null, true].map(printedValue)).toEqual([
      '3',
      'NaN',
      'undefined',
      'null',
      'true',
    ]);
  });

  it('prints an object that has lost its methods', () => {
    expect(printedValue(Object.create(null))).toBe('{}');
    expect(printedValue([1, 2])).toBe('[ 1, 2 ]');
  });
});
