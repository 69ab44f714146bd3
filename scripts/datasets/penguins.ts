/**
 * Makes src/kit/datasets/data/penguin-rows.ts from the source package.
 *
 *     npm pack vega-datasets@3.2.1
 *     tar xzf vega-datasets-3.2.1.tgz
 *     npx tsx scripts/datasets/penguins.ts package
 *
 * Each penguin becomes one line; no value is changed and no row is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const target = resolve(import.meta.dirname, '../../src/kit/datasets/data/penguin-rows.ts');
const rowsOfTheSource = 344;

const measurement = z.number().nullable();
const sourceSchema = z.array(
  z.strictObject({
    Species: z.enum(['Adelie', 'Chinstrap', 'Gentoo']),
    Island: z.enum(['Biscoe', 'Dream', 'Torgersen']),
    'Beak Length (mm)': measurement,
    'Beak Depth (mm)': measurement,
    'Flipper Length (mm)': measurement,
    'Body Mass (g)': measurement,
    Sex: z.enum(['MALE', 'FEMALE', '.']).nullable(),
  }),
);

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) {
  console.error('Give the folder of the unpacked source package.');
  process.exit(2);
}
const penguins = sourceSchema.parse(
  JSON.parse(readFileSync(join(packageFolder, 'data', 'penguins.json'), 'utf8')),
);
if (penguins.length !== rowsOfTheSource) {
  console.error(`The source has changed: ${penguins.length} rows.`);
  process.exit(1);
}

const lines = penguins.map((penguin) => {
  const row = [
    penguin.Species,
    penguin.Island,
    penguin['Beak Length (mm)'],
    penguin['Beak Depth (mm)'],
    penguin['Flipper Length (mm)'],
    penguin['Body Mass (g)'],
    penguin.Sex,
  ];
  return `  ${JSON.stringify(row)},`;
});
const source = `// Made by scripts/datasets/penguins.ts from vega-datasets 3.2.1 (CC0 1.0).
import type { PenguinRow } from '../penguins.ts';

export const penguinRows: readonly PenguinRow[] = [
${lines.join('\n')}
];
`;
writeFileSync(target, source);
console.log(`${target}: ${penguins.length} penguins, ${source.length} bytes`);
