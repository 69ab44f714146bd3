/**
 * Makes src/kit/datasets/data/noisy-iris-labels.ts from src/kit/datasets/iris.ts.
 *
 *     npx tsx scripts/datasets/noisy-iris.ts
 *
 * The flowers are shuffled, and of every ten in a row three get the name of another species. All chance
 * comes from one seed, so each run writes the same file. No measurement is changed.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type IrisSpecies, iris } from '../../src/kit/datasets/iris.ts';
import { type Rng, seededRandom } from '../../src/kit/random.ts';

const target = resolve(import.meta.dirname, '../../src/kit/datasets/data/noisy-iris-labels.ts');
const seed = 1;
const blockSize = 10;
const wrongInBlock = 3;
const allSpecies: readonly IrisSpecies[] = ['setosa', 'versicolor', 'virginica'];

const rng = seededRandom(seed);
const flowers = shuffled(
  iris.map(({ species }, place) => ({ place, species, label: species })),
  rng,
);
for (let start = 0; start < flowers.length; start += blockSize) {
  const block = flowers.slice(start, start + blockSize);
  for (const flower of shuffled(block, rng).slice(0, wrongInBlock)) {
    // One or two places further in the circle of three: either of the other species.
    const place = allSpecies.indexOf(flower.species) + 1 + Math.floor(rng() * 2);
    flower.label = allSpecies[place % allSpecies.length] ?? flower.species;
  }
}

const source = `// Made by scripts/datasets/noisy-iris.ts: the place of a flower in iris.ts, and its label.
import type { NoisyIrisRow } from '../noisy-iris.ts';

export const noisyIrisRows: readonly NoisyIrisRow[] = [
${flowers.map(({ place, label }) => `  ${JSON.stringify([place, label])},`).join('\n')}
];
`;
writeFileSync(target, source);
console.log(`${target}: ${flowers.length} flowers, ${source.length} bytes`);

function shuffled<T>(items: readonly T[], random: Rng): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
