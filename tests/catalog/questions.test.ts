import { describe, expect, it } from 'vitest';
import {
  type Exercise,
  findExercise,
  loadCatalog,
  readQuestions,
} from '../../src/catalog/index.ts';
import { sampleWorkbook, writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

function exerciseWith(questions?: string): Exercise {
  const root = sampleWorkbook({ '01-basics/01-split': {} });
  if (questions !== undefined) {
    writeFiles(root, { 'solutions/01-basics/01-split/questions.yaml': questions });
  }
  return findExercise(loadCatalog(root), 'split');
}

describe('readQuestions', () => {
  it('keeps the order of the file and joins broken lines', () => {
    const text =
      '# the room\nsorts: Which row is\n  the last?\ncounts: >-\n  How many\n  are left?\n';
    expect(readQuestions(exerciseWith(text))).toEqual([
      { mistake: 'sorts', ask: 'Which row is the last?', line: 2 },
      { mistake: 'counts', ask: 'How many are left?', line: 4 },
    ]);
  });

  it('takes Windows line ends', () => {
    expect(readQuestions(exerciseWith('sorts: Why\r\n  so?\r\n'))).toMatchObject([
      { ask: 'Why so?' },
    ]);
  });

  it('gives none without a file', () => {
    expect(readQuestions(exerciseWith())).toEqual([]);
  });

  it.each([
    [
      'a statement',
      'sorts: Why?\ncounts: It counts.\n',
      /questions\.yaml:2: what "counts" stands for/,
    ],
    ['a list', '- Why?\n', /questions\.yaml:1: the questions must hold keys and values/],
    ['a mapping below', 'sorts:\n  ask: Why?\n', /questions\.yaml:1: what "sorts" stands for/],
    ['no YAML', 'sorts: "Why?\n', /questions\.yaml:\d+: no YAML/],
  ])('names the line of %s', (_, text, message) => {
    const error = workbookErrorOf(() => readQuestions(exerciseWith(text)));
    expect(error.message).toMatch(message);
    expect(error.help).toContain('git checkout -- ');
  });
});
