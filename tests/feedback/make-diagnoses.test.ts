import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firstComment, makeDiagnoses, readDiagnoses } from '../../src/feedback/index.ts';
import { reportOf } from './sample-reports.ts';

describe('firstComment', () => {
  const note = { title: 'A plain split of a small class', explanation: 'It loses rows. Stratify.' };

  it('reads a block comment', () => {
    const source =
      '/**\n * A plain split of a small class\n *\n * It loses\n * rows. Stratify.\n */\nimport x;';
    expect(firstComment(source)).toEqual(note);
  });

  it('reads line comments', () => {
    const source =
      '// A plain split of a small class\n//\n// It loses rows.\n// Stratify.\n\n// Other.';
    expect(firstComment(source)).toEqual(note);
  });

  it('does not mind the line ends of Windows', () => {
    const source = '// A plain split of a small class\r\n//\r\n// It loses rows. Stratify.\r\n';
    expect(firstComment(source)).toEqual(note);
  });

  it.each([
    ['code comes first', 'const a = 1;\n// Title\n//\n// Text.'],
    ['there is no empty line', '// Title\n// Text.'],
    ['there is only a title', '/** Title */'],
    ['the file is empty', ''],
  ])('gives null when %s', (_, source) => {
    expect(firstComment(source)).toBeNull();
  });
});

describe('makeDiagnoses', () => {
  const source = '// The title\n//\n// The explanation.';
  const report = reportOf({ split: { 'rounds the size': '6.0000001' }, score: 'unwritten' });

  it('records title, explanation and failures, sorted by name', () => {
    const made = makeDiagnoses([
      { name: 'second', source, report },
      { name: 'first', source, report },
    ]);
    expect(made.mistakes.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(made.mistakes[0]).toEqual({
      name: 'first',
      title: 'The title',
      explanation: 'The explanation.',
      failures: { split: { 'rounds the size': '6' } },
    });
  });

  it('refuses a mistake without its comment', () => {
    expect(() => makeDiagnoses([{ name: 'bare', source: 'export {};', report }])).toThrow(/bare/);
  });

  it('refuses a mistake whose specs did not run', () => {
    const broken = { ...report, state: 'error' as const };
    expect(() => makeDiagnoses([{ name: 'broken', source, report: broken }])).toThrow(
      /did not run against the mistake broken/,
    );
  });
});

describe('readDiagnoses', () => {
  function fileWith(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'diagnoses-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'diagnoses.json'), text);
    return join(folder, 'diagnoses.json');
  }

  it('reads what was made', () => {
    const made = makeDiagnoses([
      {
        name: 'a',
        source: '// T\n//\n// E.',
        report: reportOf({ score: { 'is 0 without hits': 'NaN' } }),
      },
    ]);
    expect(readDiagnoses(fileWith(JSON.stringify(made)))).toEqual(made);
  });

  it('knows no mistakes when there is no file', () => {
    expect(readDiagnoses(join(tmpdir(), 'no-such-folder', 'diagnoses.json')).mistakes).toEqual([]);
  });

  it.each(['{', '{"schema": 2, "mistakes": []}', '[]'])(
    'refuses %s and says how to mend it',
    (text) => {
      expect(() => readDiagnoses(fileWith(text))).toThrow(
        expect.objectContaining({
          name: 'WorkbookError',
          help: expect.stringContaining('npm run diagnoses'),
        }),
      );
    },
  );
});
