import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { withoutRegionMarks } from '../../src/catalog/index.ts';
import { renderDiff } from '../../src/cli/render-diff.ts';
import { plainStyle } from './small-workbook.ts';

const yours = 'one\ntwo\nthree\nfour\n';
const reference = 'one\n2\ntoo\nthree\nfour\n';

function diff(width: number): string[] {
  return renderDiff({ yours, reference }, { style: plainStyle, width });
}

it('marks the lines of both files, one below the other', () => {
  expect(diff(80)).toEqual([
    '- your file',
    '+ the reference',
    '',
    '--- line 1 of your file',
    '  one',
    '- two',
    '+ 2',
    '+ too',
    '  three',
    '  four',
  ]);
});

it('stands them side by side where there is room, each line beside the one in its place', () => {
  const lines = diff(151);
  expect(lines[0]).toMatch(/Your file \(-\) +\| +The reference \(\+\)/);
  expect(lines).toContainEqual(expect.stringMatching(/^- two +\| \+ 2$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ +\| \+ too$/));
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}three +\| {3}three$/));
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(151);
});

it('wraps long lines instead of cutting them', () => {
  const long = `const x = ${'value + '.repeat(30)}0;`;
  const lines = renderDiff(
    { yours: `${long}\n`, reference: 'short\n' },
    { style: plainStyle, width: 60 },
  );
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(60);
  expect(lines.join('').match(/value/g)).toHaveLength(30);
});

it('gives no lines for equal files, whatever their line ends', () => {
  const style = plainStyle;
  expect(renderDiff({ yours: 'a\r\nb\r\n', reference: 'a\nb\n' }, { style, width: 80 })).toEqual(
    [],
  );
});

it('takes the marks of generated stubs out of the reference', () => {
  expect(withoutRegionMarks('a\n  //#region solution\n  b\n  //#endregion\nc')).toBe('a\n  b\nc');
});
