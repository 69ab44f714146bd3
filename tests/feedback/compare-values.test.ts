import { format } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareValues } from '../../src/feedback/index.ts';

/** What a real assertion reports: the values as Vitest prints them, and its sentence. */
function failureOf(assertion: () => void): Comparison | null {
  try {
    assertion();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return compareValues({
      expected: printed('expected' in error ? error.expected : undefined),
      actual: printed('actual' in error ? error.actual : undefined),
      detail: error.message,
    });
  }
  throw new Error('The assertion holds.');
}

/** The notation of a report: one item a line, trailing commas. Strings inside are quoted. */
function printed(value: unknown, indent = ''): string | null {
  if (value === undefined && indent === '') return null;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${printed(item, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    if (fields.length === 0) return '{}';
    return `{\n${fields.map(([key, item]) => `${inner}"${key}": ${printed(item, inner)},\n`).join('')}${indent}}`;
  }
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : format('%s', value);
  return indent === '' ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

describe('compareValues, numbers', () => {
  it('says how far off a number is', () => {
    expect(failureOf(() => expect(0.75).toBe(0.25))).toEqual({
      kind: 'number',
      relation: 'equal',
      expected: 0.25,
      actual: 0.75,
      difference: 0.5,
      tolerance: null,
    });
  });

  it('gives the tolerance where the assertion has one', () => {
    expect(failureOf(() => expect(7).toBeCloseTo(3, 2))).toMatchObject({
      relation: 'close to',
      difference: 4,
      tolerance: 0.005,
    });
  });

  it('has no difference where a number is not finite', () => {
    expect(failureOf(() => expect(Number.NaN).toBe(1))).toMatchObject({
      kind: 'number',
      actual: Number.NaN,
      difference: null,
    });
  });

  it('keeps the sign of a negative zero', () => {
    expect(failureOf(() => expect(-0).toBe(0))).toMatchObject({ kind: 'number', actual: -0 });
  });

  it.each([
    ['greater than', () => expect(3).toBeGreaterThan(4)],
    ['at least', () => expect(3).toBeGreaterThanOrEqual(4)],
    ['less than', () => expect(5).toBeLessThan(4)],
    ['at most', () => expect(5).toBeLessThanOrEqual(4)],
    ['not equal', () => expect(4).not.toBe(4)],
    ['length', () => expect([1, 2]).toHaveLength(4)],
  ] as const)('knows what was asked for: %s', (relation, assertion) => {
    expect(failureOf(assertion)).toMatchObject({ kind: 'number', relation, expected: 4 });
  });
});

describe('compareValues, lists', () => {
  it('finds the place that differs', () => {
    expect(failureOf(() => expect([1, 2, 3.5]).toEqual([1, 2, 4]))).toEqual({
      kind: 'vector',
      places: [
        { index: 0, expected: '1', actual: '1', difference: 0, differs: false },
        { index: 1, expected: '2', actual: '2', difference: 0, differs: false },
        { index: 2, expected: '4', actual: '3.5', difference: -0.5, differs: true },
      ],
      expectedLength: 3,
      actualLength: 3,
      differing: 1,
      largestDifference: 0.5,
      reordered: false,
    });
  });

  it('sees the right items in another order', () => {
    const found = failureOf(() => expect(['b', 'a', 'c']).toEqual(['a', 'b', 'c']));
    expect(found).toMatchObject({ kind: 'vector', reordered: true, differing: 2 });
  });

  it('gives places that only one list has', () => {
    const found = failureOf(() => expect([1]).toEqual([1, 2]));
    expect(found).toMatchObject({ expectedLength: 2, actualLength: 1, differing: 1 });
    expect(found).toHaveProperty('places.1', {
      index: 1,
      expected: '2',
      actual: null,
      difference: null,
      differs: true,
    });
  });

  it('gives of a long list only what differs, with its neighbours', () => {
    const long = Array.from({ length: 500 }, (_, index) => index);
    const found = failureOf(() => expect(long.with(250, -1)).toEqual(long));
    const places = found?.kind === 'vector' ? found.places.map(({ index }) => index) : [];
    expect(places).toEqual([249, 250, 251]);
  });

  it('compares an empty list with a full one', () => {
    expect(failureOf(() => expect([]).toEqual([1, 2]))).toMatchObject({
      kind: 'vector',
      actualLength: 0,
      differing: 2,
    });
  });

  it('heeds the tolerance of a single place', () => {
    const values = {
      expected: '[\n  NumberCloseTo 3 (2 digits),\n  NumberCloseTo 1 (2 digits),\n]',
      actual: '[\n  3.001,\n  1.2,\n]',
      detail: 'expected [ 3.001, 1.2 ] to deeply equal [ …(2) ]',
    };
    const found = compareValues(values);
    const differs = found?.kind === 'vector' ? found.places.map((place) => place.differs) : [];
    expect(differs).toEqual([false, true]);
  });

  it('counts every place that differs, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 12 }),
        (pairs) => {
          const [expected, actual] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
          const found = compareValues({
            expected: printed(expected),
            actual: printed(actual),
            detail: null,
          });
          const different = pairs.filter(([a, b]) => a !== b).length;
          expect(found).toMatchObject({ kind: 'vector', differing: different });
        },
      ),
    );
  });
});

describe('compareValues, matrices', () => {
  it('finds the cell that differs', () => {
    const found = failureOf(() =>
      expect([
        [5, 2],
        [1, 11],
      ]).toEqual([
        [5, 2],
        [1, 12],
      ]),
    );
    expect(found).toMatchObject({
      kind: 'matrix',
      expectedShape: [2, 2],
      actualShape: [2, 2],
      differing: 1,
      largestDifference: 1,
      transposed: false,
    });
    expect(found).toHaveProperty('rows.1.places.1.differs', true);
  });

  it('sees that rows and columns are exchanged', () => {
    const found = failureOf(() =>
      expect([
        [1, 4],
        [2, 5],
        [3, 6],
      ]).toEqual([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expect(found).toMatchObject({ expectedShape: [2, 3], actualShape: [3, 2], transposed: true });
  });

  it('gives of a large matrix only the rows that differ', () => {
    const large = Array.from({ length: 40 }, (_, row) => [row, row + 1]);
    const found = failureOf(() => expect(large.with(30, [0, 31])).toEqual(large));
    const rows = found?.kind === 'matrix' ? found.rows.map(({ index }) => index) : [];
    expect(rows).toEqual([30]);
  });
});

describe('compareValues, objects', () => {
  it('gives the path to each difference', () => {
    const actual = { total: 3, rows: [{ label: 'ham' }, { label: 'ham' }], 'not-named': 1 };
    const expected = { total: 3, rows: [{ label: 'ham' }, { label: 'spam' }], 'not-named': 4 };
    const found = failureOf(() => expect(actual).toEqual(expected));
    expect(found).toEqual({
      kind: 'structure',
      shape: 'object',
      differences: [
        { path: 'rows[1].label', expected: "'spam'", actual: "'ham'", difference: null },
        { path: "['not-named']", expected: '4', actual: '1', difference: -3 },
      ],
      differing: 2,
    });
  });

  it('gives fields that are missing or too many', () => {
    const found = failureOf(() => expect([{ a: 1, b: 2 }]).toEqual([{ a: 1, c: 2 }]));
    expect(found).toMatchObject({
      kind: 'structure',
      shape: 'records',
      differences: [
        { path: '[0].c', expected: '2', actual: null },
        { path: '[0].b', expected: null, actual: '2' },
      ],
    });
  });

  it('takes an undefined field and a missing one for the same, as the assertion does', () => {
    const found = failureOf(() => expect({ a: undefined, b: 1 }).toEqual({ b: 2 }));
    expect(found).toMatchObject({ differing: 1, differences: [{ path: 'b' }] });
  });

  it('reads values whose type has a name', () => {
    const found = compareValues({
      expected: '{\n  "m": Map {\n    "a" => 1,\n  },\n  "f": Float64Array [\n    1,\n  ],\n}',
      actual: '{\n  "m": Map {\n    "a" => 2,\n  },\n  "f": Float64Array [\n    1,\n  ],\n}',
      detail: null,
    });
    expect(found).toMatchObject({ differences: [{ path: 'm.a', expected: '1', actual: '2' }] });
  });
});

describe('compareValues, texts', () => {
  it('compares one line character by character', () => {
    const found = failureOf(() => expect('Helo').toBe('Hello'));
    expect(found).toMatchObject({ kind: 'text', unit: 'characters', expected: 'Hello' });
    const parts = found?.kind === 'text' ? found.parts : [];
    expect(parts.filter((part) => part.in !== 'both')).toEqual([{ in: 'expected', text: 'l' }]);
  });

  it('compares several lines line by line', () => {
    const found = failureOf(() => expect('a\nx\nc').toBe('a\nb\nc'));
    expect(found).toMatchObject({
      kind: 'text',
      unit: 'lines',
      parts: [
        { in: 'both', text: 'a\n' },
        { in: 'expected', text: 'b\n' },
        { in: 'actual', text: 'x\n' },
        { in: 'both', text: 'c' },
      ],
    });
  });

  it('does not take strings of digits for numbers', () => {
    expect(failureOf(() => expect('12').toBe('21'))).toMatchObject({ kind: 'text' });
  });

  it('does not take a string that looks like a list for a list', () => {
    expect(failureOf(() => expect('[]').toBe('[1]'))).toMatchObject({ kind: 'text' });
  });
});

describe('compareValues, values that are unlike', () => {
  it('says what each is', () => {
    expect(compareValues({ expected: '3', actual: 'undefined', detail: null })).toEqual({
      kind: 'unlike',
      relation: 'equal',
      expected: '3',
      actual: 'undefined',
      expectedIs: 'a number',
      actualIs: 'undefined',
    });
    const list = { expected: '{}', actual: '[\n  1,\n]', detail: null };
    expect(compareValues(list)).toMatchObject({
      expectedIs: 'an object',
      actualIs: 'a list of 1',
    });
  });

  it('does not compare place by place what should only be contained', () => {
    expect(failureOf(() => expect('abc').toContain('x'))).toMatchObject({
      kind: 'unlike',
      relation: 'contain',
    });
  });

  it('is null when there is no value', () => {
    expect(
      compareValues({ expected: null, actual: null, detail: 'expected it to work' }),
    ).toBeNull();
  });

  it('never fails, whatever text it is given', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (expected, actual, detail) => {
        expect(compareValues({ expected, actual, detail })).not.toBeNull();
      }),
    );
  });
});
