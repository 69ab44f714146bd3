import { expect, it } from 'vitest';
import { renderError } from '../../src/cli/render-error.ts';
import { WorkbookError } from '../../src/errors.ts';
import { plainStyle } from './small-workbook.ts';

const style = plainStyle;

it('says cause and next step of an error made for the reader', () => {
  const error = new WorkbookError('There is no cake.', 'Bake one.', 2);
  expect(renderError(error, { style, debug: false })).toEqual({
    text: 'x There is no cake.\n  Bake one.',
    code: 2,
  });
});

it('says of any other error that the workbook failed, and how to see more', () => {
  const { text, code } = renderError(new TypeError('x is undefined'), { style, debug: false });
  expect(code).toBe(3);
  expect(text).toContain('The workbook itself failed');
  expect(text).toContain('TypeError: x is undefined');
  expect(text).toContain('--debug');
  expect(text).not.toContain('    at ');
});

it('shows the stack with --debug', () => {
  expect(renderError(new Error('boom'), { style, debug: true }).text).toContain('    at ');
  const known = new WorkbookError('There is no cake.', 'Bake one.');
  expect(renderError(known, { style, debug: true }).text).toContain('    at ');
});

it('takes what is thrown and no error', () => {
  expect(renderError('a text', { style, debug: false }).text).toContain('a text');
});
