import writeFileAtomic from 'write-file-atomic';
import type { Catalog } from '../catalog/index.ts';
import type { Diagnoses } from '../feedback/index.ts';
import type { Runner } from '../runner/index.ts';
import { runDiagnoses } from './proof-runs.ts';
import { contentOf, type GeneratedFile, type WriteOptions } from './write-stubs.ts';

/**
 * Writes the diagnoses.json of each exercise by running its known mistakes, where the file differs.
 *
 * @throws WorkbookError when a mistake does not run, or does not open with its title and explanation
 */
export async function writeDiagnoses(
  catalog: Catalog,
  runner: Runner,
  { exercises = catalog.exercises, check = false }: WriteOptions = {},
): Promise<GeneratedFile[]> {
  const all = await runDiagnoses(exercises, runner);
  return exercises.map(({ id, files }, index) => {
    const diagnoses = all[index];
    const text = diagnosesText(diagnoses ?? { schema: 1, mistakes: [] });
    const base = { exercise: id, file: files.diagnoses, snapshot: null };
    if (contentOf(files.diagnoses) === text) return { ...base, state: 'current' };
    if (check) return { ...base, state: 'out of date' };
    writeFileAtomic.sync(files.diagnoses, text);
    return { ...base, state: 'written' };
  });
}

/** The text of a diagnoses.json. */
export function diagnosesText(diagnoses: Diagnoses): string {
  return `${JSON.stringify(diagnoses, null, 2)}\n`;
}
