import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExerciseProof, type Verification, verify } from '../../src/authoring/index.ts';
import { type Runner, startRunner } from '../../src/runner/index.ts';
import { contractCopy, contractRoot, edit, openContract } from './contract-workbook.ts';

const { catalog, largest } = openContract(contractRoot);

let runner: Runner;
let verification: Verification;
beforeAll(async () => {
  runner = await startRunner({ root: contractRoot });
  verification = await verify(catalog, runner);
}, 60_000);
afterAll(() => runner.close());

function proofOf(id: string): ExerciseProof {
  const found = verification.exercises.find((proof) => proof.id === id);
  if (!found) throw new Error(`There is no proof of ${id}.`);
  return found;
}
const mistake = (name: string) => proofOf('half').mistakes.find((proof) => proof.name === name);

describe('verify, a sound exercise', () => {
  it('proves it', () => {
    expect(proofOf('largest')).toMatchObject({
      number: '1.1',
      chapter: 1,
      specs: 8,
      stub: { failing: 8, total: 8 },
      solution: { passing: 8, total: 8 },
      problems: [],
      ok: true,
    });
  });

  it('says of each mistake that it is caught, told from the others and named', () => {
    const { mistakes } = proofOf('largest');
    expect(mistakes.map(({ name }) => name)).toEqual([
      'counts-both-ends',
      'sorts-as-text',
      'starts-at-zero',
    ]);
    for (const proof of mistakes) {
      expect(proof).toMatchObject({ caught: true, distinct: true, named: true });
    }
    expect(mistakes[0]?.failing).toContain('is 0 for a single value');
  });

  it('can be asked for alone', async () => {
    const alone = await verify(catalog, runner, [largest]);
    expect(alone).toMatchObject({ schema: 1, ok: true, exercises: [{ id: 'largest' }] });
  });

  it('is sound whatever the learner has written', async () => {
    const root = contractCopy();
    const copy = openContract(root);
    edit(copy.largest.files.learner, 'import', 'this is no code');
    const own = await startRunner({ root });
    try {
      expect(await verify(copy.catalog, own, [copy.largest])).toMatchObject({ ok: true });
    } finally {
      await own.close();
    }
  });
});

describe('verify, an exercise that is not sound', () => {
  it('is not ok as a whole', () => {
    expect(verification.ok).toBe(false);
    expect(proofOf('half').ok).toBe(false);
  });

  it.each([
    [
      'a spec that the solution does not pass',
      'The solution does not pass "is what the solution does not give" (third): expected 3 to be 4',
    ],
    ['a spec that the stub passes', 'The stub passes "is a function" (half).'],
    [
      'a spec that crashes on the stub',
      'The stub fails "crashes on a stub" (half) with TypeError in place of NotImplemented or an assertion',
    ],
    ['a skipped spec', 'The solution does not pass "throws" (half): skipped'],
    ['a mistake that passes', 'The mistake uncaught passes every spec.'],
    ['two mistakes alike', 'The mistake twin-one fails like twin-two'],
    ['a mistake that is not told by a value', 'The mistake generated-only is caught, but'],
    ['a mistake without a comment', 'The mistake bare does not open with a title'],
  ])('names %s', (_, sentence) => {
    expect(proofOf('half').problems).toContainEqual(expect.stringContaining(sentence));
  });

  it('says which proof a mistake misses', () => {
    expect(mistake('uncaught')).toMatchObject({ caught: false, failing: [] });
    expect(mistake('twin-one')).toMatchObject({ caught: true, distinct: false });
    expect(mistake('generated-only')).toMatchObject({ caught: true, distinct: true, named: false });
  });

  it('counts only the specs that fail on the stub as they should', () => {
    expect(proofOf('half').stub).toEqual({ failing: 3, total: 7 });
  });

  it('notices a spec that does not read the learner’s file', async () => {
    const root = contractCopy();
    const copy = openContract(root);
    edit(
      copy.largest.files.spec,
      "'./largest.ts'",
      "'../../../solutions/01-contract/01-largest/largest.ts'",
    );
    const own = await startRunner({ root });
    try {
      const { exercises } = await verify(copy.catalog, own, [copy.largest]);
      expect(exercises[0]?.problems).toContain('The spec does not import ./largest.ts.');
    } finally {
      await own.close();
    }
  });
});
