// Run as a process of its own by state-file.test.ts: writes as fast as it can what another one writes too.
import { findExercise, loadCatalog } from '../../src/catalog/index.ts';
import { openProgress } from '../../src/progress/index.ts';

const [root = '', own = ''] = process.argv.slice(2);
const catalog = loadCatalog(root);
const progress = openProgress(catalog);
const split = findExercise(catalog, 'split');

for (let round = 1; round <= 20; round++) {
  for (const id of ['split', 'features', own]) progress.addTime(findExercise(catalog, id), 1);
  progress.hintShown(split, 2 * round);
  progress.snapshot(split, 'race');
}
