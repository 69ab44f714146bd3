import type { Catalog, Exercise } from '../catalog/index.ts';
import type { Runner } from '../runner/index.ts';
import { proofRuns } from './proof-runs.ts';
import { type ExerciseProof, proveExercise } from './prove-exercise.ts';

/** The result of {@link verify}: plain data, printed as it is by `verify --json`. */
export interface Verification {
  readonly schema: 1;
  readonly ok: boolean;
  readonly exercises: readonly ExerciseProof[];
}

/**
 * Proves of each exercise that its solution passes, that every single spec fails on the stub and for the
 * right reason, that every known mistake is caught, told from the others and named, and that the spec
 * imports the learner's file. The learner's file itself is not looked at.
 *
 * @param exercises default: all of the catalog
 */
export async function verify(
  catalog: Catalog,
  runner: Runner,
  exercises: readonly Exercise[] = catalog.exercises,
): Promise<Verification> {
  const proofs = (await proofRuns(exercises, runner)).map(proveExercise);
  return { schema: 1, ok: proofs.every(({ ok }) => ok), exercises: proofs };
}
