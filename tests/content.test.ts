import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkContent,
  diagnosesText,
  type ExerciseProof,
  proofRuns,
  proveExercise,
} from '../src/authoring/index.ts';
import { loadCatalog } from '../src/catalog/index.ts';
import { makeDiagnoses, readDiagnoses } from '../src/feedback/index.ts';
import { startRunner } from '../src/runner/index.ts';

// Everything is proved on solutions, on mistakes and on stubs made from solutions. The learner's files are
// never looked at: they may be solved, broken or gone.
const root = join(import.meta.dirname, '..');
const catalog = loadCatalog(root);
const proofs = new Map<string, ExerciseProof>();
const diagnoses = new Map<string, string>();

beforeAll(async () => {
  const runner = await startRunner({ root });
  try {
    for (const runs of await proofRuns(catalog.exercises, runner)) {
      const proof = proveExercise(runs);
      proofs.set(proof.id, proof);
      const explained = proof.mistakes.filter(({ caught }) => caught).map(({ name }) => name);
      const mistakes = runs.mistakes.filter(({ name }) => explained.includes(name));
      diagnoses.set(proof.id, diagnosesText(makeDiagnoses(mistakes)));
    }
  } finally {
    await runner.close();
  }
}, 600_000);

describe.each(
  catalog.exercises.map((exercise) => [exercise.number, exercise.id, exercise] as const),
)('%s %s:', (_, id, exercise) => {
  const proof = (): ExerciseProof => {
    const found = proofs.get(id);
    if (!found) throw new Error(`Nothing was run for ${id}.`);
    return found;
  };
  const why = () => proof().problems.join('\n');

  it('lesson, hints, specs, demo and mistakes keep the contract', () => {
    const problems = checkContent(exercise, catalog).map(
      ({ file, line, problem }) => `${file}:${line ?? 1}: ${problem}`,
    );
    expect(problems).toEqual([]);
  });

  it('the solution passes every spec', () => {
    const { solution, specs } = proof();
    expect(specs).toBeGreaterThan(0);
    expect(solution, why()).toEqual({ passing: specs, total: specs });
  });

  it('every single spec fails on the stub, and for the right reason', () => {
    const { stub, specs } = proof();
    expect(stub, why()).toEqual({ failing: specs, total: specs });
  });

  it('every mistake is caught and distinct', () => {
    const loose = proof().mistakes.filter(({ caught, distinct }) => !caught || !distinct);
    expect(loose, why()).toEqual([]);
  });

  it('every mistake is named, also when only one function is written', () => {
    const unnamed = proof().mistakes.filter(({ named }) => !named);
    expect(unnamed, why()).toEqual([]);
  });

  it('nothing else stands in the way of the proofs', () => {
    expect(proof().problems).toEqual([]);
  });

  it('diagnoses.json is what the mistakes do today', () => {
    expect(diagnosesText(readDiagnoses(exercise.files.diagnoses))).toBe(diagnoses.get(id));
  });
});
