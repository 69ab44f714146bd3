import { expect, it } from 'vitest';
import { cut, printable } from '../../src/runner/printable.ts';

it('leaves a terminal nothing to obey', () => {
  expect(printable('\u001B[31mred\u001B[0m, \u0007bell,\r\n\ttab\u009B2J')).toBe(
    'red, bell,\n\ttab',
  );
});

it('cuts what is too long, and says so', () => {
  expect(cut('abcdef', 3)).toBe('abc …');
  expect(cut('abc', 3)).toBe('abc');
});
