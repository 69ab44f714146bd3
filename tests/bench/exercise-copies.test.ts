import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { addCopies } from '../../scripts/bench/exercise-copies.ts';
import { loadCatalog, mistakesOf, readStub } from '../../src/catalog/index.ts';

const fixture = resolve(import.meta.dirname, '..', 'fixtures', 'small');

function smallRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'workbook-copies-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['exercises', 'solutions']) {
    cpSync(join(fixture, part), join(root, part), { recursive: true });
  }
  return root;
}

it('adds whole exercises under other ids and leaves the first ones as they are', () => {
  const root = smallRoot();
  const before = loadCatalog(root);
  addCopies(before, 3);
  const after = loadCatalog(root);
  expect(after.exercises.length).toBe(before.exercises.length * 4);
  expect(after.exercises.slice(0, before.exercises.length)).toEqual(before.exercises);
});

it('lets each copy work on files of its own', () => {
  const root = smallRoot();
  addCopies(loadCatalog(root), 1);
  const { exercises } = loadCatalog(root);
  const [original, copy] = ['add', 'add-1'].map((id) => exercises.find((one) => one.id === id));
  if (original === undefined || copy === undefined) throw new Error('A copy is missing.');
  const spec = readFileSync(copy.files.spec, 'utf8');
  expect(spec).toContain(`'./${basename(copy.files.learner)}'`);
  expect(spec).not.toContain("'./add.ts'");
  expect(readStub(copy)).toBe(readStub(original));
  expect(mistakesOf(copy).map(({ name }) => name)).toEqual(
    mistakesOf(original).map(({ name }) => name),
  );
});
