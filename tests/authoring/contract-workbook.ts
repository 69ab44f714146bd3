import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Catalog, type Exercise, loadCatalog } from '../../src/catalog/index.ts';

const repository = join(import.meta.dirname, '../..');

/** A workbook of two exercises: `largest` keeps the contract, `half` breaks it wherever it can. */
export const contractRoot = join(repository, 'tests/fixtures/contract');

/** A copy that a test may write to. It stands inside the repository, where its imports lead somewhere. */
export function contractCopy(): string {
  const parent = join(repository, '.workbook');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(contractRoot, root, { recursive: true });
  return root;
}

/** Reads the catalog of a workbook, and its two exercises by name. */
export function openContract(root: string): {
  readonly catalog: Catalog;
  readonly largest: Exercise;
  readonly half: Exercise;
} {
  const catalog = loadCatalog(root);
  const [largest, half] = catalog.exercises;
  if (!largest || !half) throw new Error('The fixture has two exercises.');
  return { catalog, largest, half };
}

/** Replaces text in a file. @throws Error when the file does not hold it */
export function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
  writeFileSync(file, text.replace(from, to));
}
