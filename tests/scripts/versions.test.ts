import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { countTests } from '../../scripts/versions/read-counts.ts';
import { chosenRows, rows } from '../../scripts/versions/rows.ts';
import { isGood, type TableRow, versionsTable } from '../../scripts/versions/table.ts';

const root = join(import.meta.dirname, '../..');

describe('the rows', () => {
  it('begin with the oldest Node that package.json allows', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(engines.node).toContain(`^${rows[0]?.node}.0`);
  });

  it('are chosen by name, or by the first part of it', () => {
    expect(chosenRows(undefined)).toBe(rows);
    expect(chosenRows('newest').map(({ name }) => name)).toEqual(['newest']);
    expect(chosenRows('20').map(({ name }) => name)).toEqual(['20.19']);
    expect(() => chosenRows('2')).toThrow(
      '--only 2 is not a row. Rows are: 20.19, 22, 24, 26, newest.',
    );
  });

  it('are those of the workflow', () => {
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/test.yml'), 'utf8'));
    const plain = rows.filter(({ packages }) => Object.keys(packages).length === 0);
    expect(jobs.test.strategy.matrix.node.map(String)).toEqual(plain.map(({ node }) => node));
    const systems = ['ubuntu-latest', 'macos-latest', 'windows-latest'];
    expect(jobs.test.strategy.matrix.os).toEqual(systems);
    expect(jobs.newest.strategy.matrix.os).toEqual(systems);
  });
});

describe('the counts', () => {
  const file = (status: string, ...tests: readonly string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it('take a test file that could not be loaded for a failure', () => {
    const text = JSON.stringify({
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        file('passed', 'passed', 'passed'),
        file('failed', 'passed', 'failed'),
        file('failed'),
      ],
    });
    expect(countTests(text)).toEqual({ passed: 3, failed: 2 });
  });

  it('take a run that wrote nothing for a failure', () => {
    expect(countTests(null)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('the table', () => {
  const good: TableRow = {
    name: '22',
    versions: { node: '22.12.0', vitest: '4.1.0', msw: '2.15.0', openai: '6.49.0' },
    run: { passed: 1200, failed: 0, broken: [], seconds: 99 },
  };
  const checkFailed = {
    ...good,
    run: { passed: 1200, failed: 0, broken: ['typecheck', 'tests'], seconds: 9 },
  };
  const testsFailed = { ...good, run: { passed: 1198, failed: 2, broken: ['tests'], seconds: 9 } };
  const absent: TableRow = { name: '26', versions: null, run: null };

  it('is laid out in columns', () => {
    expect(versionsTable([good, absent], false)).toBe(
      [
        'Node     vitest  msw     openai  passed  failed       seconds',
        '22.12.0  4.1.0   2.15.0  6.49.0  1200    0            99',
        '26                                       did not run',
      ].join('\n'),
    );
  });

  it('is written as Markdown, with the checks that failed', () => {
    expect(versionsTable([checkFailed, testsFailed], true)).toBe(
      [
        '| Node | vitest | msw | openai | passed | failed | seconds |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        '| 22.12.0 | 4.1.0 | 2.15.0 | 6.49.0 | 1200 | 0 + typecheck + tests | 9 |',
        '| 22.12.0 | 4.1.0 | 2.15.0 | 6.49.0 | 1198 | 2 | 9 |',
      ].join('\n'),
    );
  });

  it('is good only when every row ran and nothing failed', () => {
    expect([good, checkFailed, testsFailed, absent].map(isGood)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
