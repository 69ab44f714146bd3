import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import {
  findTrack,
  type GuideExercise,
  type GuideOptions,
  guideOf,
} from '../../src/workshop/index.ts';
import { contractCopy } from '../authoring/contract-workbook.ts';
import { writeFiles } from '../sample-workbook.ts';

/** The guide of a workshop that has the fixture's sound exercise in it. */
function largestPart(step = '', options: GuideOptions = {}): GuideExercise {
  const root = contractCopy();
  writeFiles(root, {
    'tracks/short.yaml': `title: Short\nfor: All.\nkind: workshop\nsteps:\n  - exercise: largest\n${step}  - debrief: What now\n    minutes: 5\n`,
  });
  const { parts } = guideOf(findTrack(loadCatalog(root), 'short'), options);
  const [part, debrief] = parts;
  expect(debrief).toEqual({ kind: 'debrief', title: 'What now', minutes: 5 });
  if (part?.kind !== 'exercise') return expect.fail('The first part is an exercise.');
  return part;
}

describe('guideOf', () => {
  it('has the lesson in parts', () => {
    const part = largestPart();
    expect(part.question).toContain('How do you find the largest of many numbers?');
    expect(part.idea).toContain('Of 2, 7 and 5 you keep');
    expect(part.points).toMatch(/^- /);
  });

  it('asks in the order of the questions, with what the workbook says and the red spec', () => {
    const { asked, others } = largestPart('    functions: [largest, spread]\n');
    expect(asked.map(({ title }) => title)).toEqual([
      'A start that no value gave',
      'Numbers compared as texts',
      'A distance that counts both ends',
    ]);
    expect(asked[0]).toMatchObject({
      function: 'largest',
      spec: 'gives the largest of negative values',
      ask: 'The numbers are -3 and -5. Which of them is the larger one, and what do you return?',
    });
    expect(asked[0]?.explanation).toContain('You begin with 0');
    expect(others).toEqual([]);
  });

  it('asks about what everybody builds, and names the rest', () => {
    const { asked, others } = largestPart('    functions: [spread]\n');
    expect(asked.map(({ function: name }) => name)).toEqual(['spread']);
    expect(others.map(({ title }) => title)).toEqual([
      'Numbers compared as texts',
      'A start that no value gave',
    ]);
  });

  it('has the reference as it is read: no marks, no comments on functions', () => {
    const { reference, why } = largestPart();
    expect(reference).toContain('export function largest(');
    expect(reference).not.toMatch(/#region|@param/);
    expect(why).toMatch(/^#{4} /);
  });

  it('has a code where there is one', () => {
    expect(largestPart().code).toBeNull();
    expect(largestPart('', { codes: new Map([['largest', 'K7QF-2M9X-RT4D']]) }).code).toBe(
      'K7QF-2M9X-RT4D',
    );
  });
});
