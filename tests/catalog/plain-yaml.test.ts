import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlainYaml } from '../../src/catalog/plain-yaml.ts';

describe('readPlainYaml', () => {
  it('reads what front matter is made of', () => {
    const text = `title: Train/test split
asks: "Why hold data back: what’s lost?"
minutes: 25

difficulty: 1            # 1 to 3
concepts: [generalisation, 'hold-out set', stratification]
stretch: []
`;
    expect(readPlainYaml(text)).toEqual({
      title: 'Train/test split',
      asks: 'Why hold data back: what’s lost?',
      minutes: 25,
      difficulty: 1,
      concepts: ['generalisation', 'hold-out set', 'stratification'],
      stretch: [],
    });
  });

  it.each([
    'title: a: b',
    'title: true',
    'title: Null',
    'title: 007',
    'title: 1.5',
    'title: .inf',
    'title: ~',
    'title: >',
    'title: "a \\n b"',
    "title: 'it''s'",
    'title: *alias',
    'title: {a: 1}',
    'title: "open # here"',
    'title:',
    'title:a',
    'title: [a, [b]]',
    'title: [a, ]',
    'title: [a, b',
    'title: [yes, 3]',
    'title: a\ntitle: b',
    'title: a\n  b',
    '- title',
    'title: a\tb',
  ])('leaves %j to the YAML parser', (text) => {
    expect(readPlainYaml(text)).toBeNull();
  });

  it('never says anything else than the YAML parser', () => {
    const piece = fc.constantFrom(
      ...['a', 'Yes', 'null', 'true', '1', '0', ' ', '  ', ',', '[', ']', '"', "'", '#', ' #', ':'],
      ...[
        ': ',
        '-',
        '.',
        '?',
        '/',
        '&',
        '*',
        '!',
        '%',
        '@',
        '{',
        '}',
        '|',
        '>',
        '~',
        '\\',
        'é',
        '’',
      ],
      ...['\t', '\u00a0', '=', '<', '`', '(', ')', '+', '1e3', '0x1f', '\n', '\nkey: ', '[]'],
    );
    const pieces = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
    const frame = fc.constantFrom(
      ['', ''],
      ['a', ''],
      ['[', ']'],
      ['[a', 'b]'],
      ['"', '"'],
      ["'", "'"],
    );
    const value = fc.tuple(frame, pieces).map(([[open, close], inside]) => open + inside + close);
    let plain = 0;
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 3 }), (values) => {
        const text = values.map((part, index) => `key${'abc'[index]}: ${part}\n`).join('');
        const read = readPlainYaml(text);
        if (read === null) return;
        plain++;
        expect(read).toEqual(parse(text));
      }),
      { numRuns: 20_000, seed: 1 },
    );
    expect(plain).toBeGreaterThan(2_000);
  });
});
