import { expect, it } from 'vitest';
import { writtenOut } from '../../src/cli/written-out.ts';

it('leaves a terminal nothing to obey', () => {
  expect(writtenOut('\u001B[2J\u0000 one\r\n\ttwo \u009F')).toBe(
    '\\u001b[2J\\u0000 one\\u000d\n\ttwo \\u009f',
  );
});
