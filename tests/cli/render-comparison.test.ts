import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderComparison } from '../../src/cli/render-comparison.ts';
import { compareValues } from '../../src/feedback/index.ts';

/** Renders two printed values; lists may be given as JSON. */
function render(expected: string | null, actual: string | null, detail: string | null = null) {
  const comparison = compareValues({
    expected: printed(expected),
    actual: printed(actual),
    detail,
  });
  return comparison && renderComparison(comparison);
}

/** JSON in the notation of a report: one item a line, trailing commas. */
function printed(text: string | null): string | null {
  if (text === null || !/^[[{]/.test(text)) return text;
  return JSON.stringify(JSON.parse(text), null, 2).replace(/([^[{,])\n/g, '$1,\n');
}

describe('renderComparison, numbers', () => {
  it('says how far off, and what is allowed', () => {
    const detail = 'expected 7 to be close to 3, received difference is 4, but expected 0.005';
    expect(render('3', '7', detail)).toEqual([
      'expected  3',
      'got       7   (4 too high; 0.005 is allowed)',
    ]);
  });

  it('says what was asked for', () => {
    expect(render('4', '3', 'expected 3 to be greater than 4')).toEqual([
      'expected  more than 4',
      'got       3',
    ]);
    expect(render('2', '3', 'expected [ 1, 2, 3 ] to have a length of 2 but got 3')).toEqual([
      'expected  length 2',
      'got       length 3',
    ]);
  });

  it('rounds away what tells nothing, but not what makes the difference', () => {
    expect(render('0.5', '0.30000000000000004')?.[1]).toBe('got       0.3   (0.2 too low)');
    expect(render('0.3', '0.30000000000000004')?.[1]).toContain('0.30000000000000004');
    expect(render('0', '-0')).toEqual(['expected  0', 'got       -0']);
  });
});

describe('renderComparison, lists', () => {
  it('sets short lists one above the other and marks what differs', () => {
    expect(render('[1, 2, 4]', '[1, 2, 3.5]')).toEqual([
      'expected  [1, 2,   4]',
      'got       [1, 2, 3.5]',
      '                 ^^^',
      '[2] is 0.5 too low',
    ]);
  });

  it('says that the items are in another order, or too few', () => {
    expect(render('["a", "b"]', '["b", "a"]')?.at(-1)).toBe('the right items, in another order');
    expect(render('[1, 2]', '[1]')?.at(-1)).toBe('1 item in place of 2');
  });

  it('tells the places of a long list that differ, with their neighbours', () => {
    const long = Array.from({ length: 40 }, (_, index) => index);
    expect(render(JSON.stringify(long), JSON.stringify(long.with(20, 99)))).toEqual([
      '1 of 40 places differs:',
      '  [19]  19',
      '  [20]  expected 20, got 99 (79 too high)',
      '  [21]  21',
    ]);
  });

  it('sets matrices side by side and sees that they are transposed', () => {
    expect(render('[[5, 2], [1, 12]]', '[[5, 1], [2, 12]]')).toEqual([
      'expected     got',
      '5   2        5   >1<',
      '1  12       >2<  12',
      'rows and columns are exchanged',
    ]);
  });

  it('says which shape a matrix should have', () => {
    expect(render('[[1, 2], [3, 4]]', '[[1, 2, 0], [3, 4, 0]]')?.at(-1)).toBe(
      '2 rows of 3 in place of 2 rows of 2',
    );
  });
});

describe('renderComparison, objects', () => {
  it('gives the path to each difference', () => {
    expect(render('{"a": 1, "b": {"c": "x"}}', '{"a": 2, "b": {"c": "y"}}')).toEqual([
      '2 places of the object differ:',
      '  a  expected 1, got 2 (1 too high)',
      "  b.c  expected 'x', got 'y'",
    ]);
  });

  it('says what is missing and what is too much', () => {
    expect(render('[{"a": 1}]', '[{"b": 1}]')).toEqual([
      '2 places of the list of objects differ:',
      '  [0].a  expected 1, it is missing',
      '  [0].b  expected nothing, got 1',
    ]);
  });

  it('counts the rest when there is much', () => {
    const objects = (value: number) =>
      JSON.stringify(Array.from({ length: 30 }, () => ({ a: value })));
    const lines = render(objects(1), objects(2));
    expect(lines).toHaveLength(12);
    expect(lines?.at(-1)).toBe('  and 20 more');
  });
});

describe('renderComparison, texts', () => {
  const isText = "expected 'a' to be 'b'";

  it('marks characters', () => {
    expect(render('Hello, world', 'Helo, worlds', isText)).toEqual([
      "expected  'Hello, world'",
      "got       'Helo, worlds'",
      '              ^       ^',
    ]);
  });

  it('shows the part of a long text where it differs', () => {
    const long = `${'so '.repeat(60)}it ends here`;
    const lines = render(long, long.replace('ends', 'bends'), isText);
    expect(lines?.[1]).toContain('bends here');
    expect(lines?.[1]).toContain('...');
  });

  it('shows lines that differ, with one equal line around them', () => {
    expect(render('a\nb\nc\nd\ne', 'a\nb\nX\nd\ne', isText)).toEqual([
      '- expected',
      '+ got',
      '',
      '  b',
      '- c',
      '+ X',
      '  d',
    ]);
  });

  it('shows characters that cannot be seen', () => {
    expect(render('a b', 'a\u00A0b', isText)?.[1]).toBe("got       'a\\u00a0b'");
    expect(render('[1]', 'a\u001B[2Jb')?.[1]).toContain("'a\\u001b[2Jb'");
    expect(render('a\n', 'a', isText)?.at(-1)).toBe('The line end at the close is missing.');
  });
});

describe('renderComparison, values that are unlike', () => {
  it('says what each is where the kinds differ', () => {
    expect(render('3', '[1]')).toEqual([
      'expected  3   (a number)',
      'got       [1]   (a list of 1)',
    ]);
    expect(render('3', 'undefined')).toEqual(['expected  3   (a number)', 'got       undefined']);
  });

  it('says that something should be contained', () => {
    expect(render('x', 'abc', "expected 'abc' to contain 'x'")).toEqual([
      "expected  something that holds 'x'",
      "got       'abc'",
    ]);
  });
});

it('never gives a line that is too wide, or empty-handed, whatever the values', () => {
  const value = fc.oneof(
    fc.json(),
    fc.array(fc.double(), { maxLength: 60 }).map((list) => JSON.stringify(list)),
    fc
      .array(fc.array(fc.integer(), { maxLength: 8 }), { maxLength: 9 })
      .map((m) => JSON.stringify(m)),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
  );
  fc.assert(
    fc.property(value, value, (expected, actual) => {
      const lines = render(expected, actual) ?? [];
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(76);
    }),
    { seed: 7, numRuns: 500 },
  );
});
