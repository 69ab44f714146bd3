import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog } from '../../src/catalog/index.ts';
import { simulateClass } from './simulate-class.ts';

const root = resolve(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    learners: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(root, '.workbook', 'class') },
  },
});

const files = simulateClass(loadCatalog(root), {
  learners: Number(values.learners),
  seed: Number(values.seed),
  out: resolve(values.out),
});
console.log(`${files.length} exports in ${values.out}. Next:`);
console.log(`npx workbook workshop report ${values.out} --html room.html`);
