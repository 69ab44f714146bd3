import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { expect, it, onTestFinished } from 'vitest';
import { readRun } from '../../src/cli/finish-run.ts';
import { interviewPoints } from '../../src/cli/interview-points.ts';
import { renderReport } from '../../src/cli/render-report.ts';
import { codeFrame } from '../../src/cli/source-place.ts';
import type { Report } from '../../src/runner/index.ts';
import { plainStyle } from './small-workbook.ts';
import { add, runs } from './watch-samples.ts';

const options = {
  style: plainStyle,
  width: 76,
  cwd: '/',
  specs: true,
  trace: false,
  way: 'commands',
} as const;

function rendered(change: Partial<Report>): string {
  const report = { ...runs.red.report, ...change };
  return renderReport(readRun(add, report), options).join('\n');
}

it('names every spec of what has been begun, with its state in words', () => {
  expect(rendered({})).toContain(
    [
      'x add     1 of 2 pass, 1 fails',
      '    + adds two numbers (passed)',
      '    x adds a number and a text that holds one (failed)',
      '. addAll  not written yet (stretch)',
    ].join('\n'),
  );
});

it('says of a run that was stopped where it was, and nothing of specs that did not run', () => {
  const tests = runs.red.report.tests.map((test) => ({ ...test, state: 'skipped' as const }));
  const during = 'add > adds two numbers';
  const error = { name: 'Timeout', message: '', location: null, stack: null, during };
  const text = rendered({ state: 'timeout', tests, error });
  expect(text).toMatch(/^x Your code did not come to an end and was stopped\. It was in: add >/);
  expect(text).not.toContain('0 of 2');
});

it('shows an error outside of the specs beside the first failure', () => {
  const error = { name: 'Error', message: 'lost', location: null, stack: null, during: null };
  const text = rendered({ error });
  expect(text).toContain('x Error: lost');
  expect(text).toContain('a promise that nobody awaits');
  expect(text).toContain('x add > adds a number and a text that holds one');
});

it('names an error that the code threw, but no class before a sentence of the runner', () => {
  const [first, second, ...rest] = runs.red.report.tests;
  if (!first || !second) throw new Error('The sample has two tests of add.');
  const thrown = (message: string) =>
    rendered({ tests: [first, { ...second, errorName: 'TypeError', message }, ...rest] });
  expect(thrown('b.trim is no function')).toContain('  TypeError: b.trim is no function');
  expect(thrown('Your file does not export a function named add.')).toContain(
    '\n  Your file does not export',
  );
});

it('shows the lines around a place, of long lines the part around the mark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frame-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'long.ts');
  writeFileSync(file, `first\n${'x'.repeat(200)}HERE${'y'.repeat(200)}\nthird\n`);
  const frame = codeFrame({ file, line: 2, column: 201 }, plainStyle, 60);
  const [, line = '', mark = ''] = frame;
  expect(line.slice(mark.indexOf('^'), mark.indexOf('^') + 4)).toBe('HERE');
  for (const shown of frame) expect(stringWidth(shown)).toBeLessThanOrEqual(60);
  expect(codeFrame({ file, line: 1, column: 2 }, plainStyle)[0]).toBe('> 1 | first');
  expect(codeFrame({ file: join(folder, 'gone.ts'), line: 1, column: 1 }, plainStyle)).toEqual([]);
});

it('counts the points of the section "In an interview", whatever stands around it', () => {
  const lesson =
    '## See it\n\n- no\n\n## In an interview\n\n- a\n  - nested\n- b\n\n## Go further\n\n- no\n';
  expect(interviewPoints(lesson)).toBe(2);
  expect(interviewPoints('## In an interview\n\n1. a\n2. b\n3. c')).toBe(3);
  expect(interviewPoints('# Nothing of the kind')).toBe(0);
});
