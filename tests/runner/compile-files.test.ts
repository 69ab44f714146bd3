import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileFiles } from '../../src/runner/compile-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-files-'));
});
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('compiles each file by itself, and names what it imports', async () => {
  const one = file(
    'one.ts',
    "import { join } from 'node:path';\nexport const one: string = join('a');",
  );
  const two = file('two.ts', "import { one } from './one.ts';\nexport const two = one.length;");
  const [first, second] = await compileFiles([one, two], 'esm', []);
  expect(first).toMatchObject({ id: one, imports: ['node:path'] });
  expect(first?.code).not.toContain(': string');
  expect(second?.code, 'It holds what it imports').toContain('two = one.length');
  expect(second?.imports).toEqual(['node:path']);
});

it('makes of a file that is not TypeScript a module that says so, and compiles the others', async () => {
  const broken = file('broken.ts', 'export const a = 1;\nexport function {');
  const sound = file('sound.ts', 'export const b = 2;');
  const [first, second] = await compileFiles([broken, sound], 'cjs', []);
  expect(first?.code).toContain('throw new SyntaxError');
  expect(first?.code).toContain('(broken.ts:2)');
  expect(second?.code).toContain('b = 2');
});

it('refuses what imports a broken file', async () => {
  file('helper.ts', 'export function {');
  const sound = file('uses-helper.ts', "export * from './helper.ts';");
  await expect(compileFiles([sound], 'esm', [])).rejects.toThrow('helper.ts');
});
