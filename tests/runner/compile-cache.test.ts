import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { packageFolder } from '../../src/catalog/places.ts';
import { type CompileJob, compiled } from '../../src/runner/compile-cache.mjs';
import { compileHost } from '../../src/runner/compiled-host.ts';

/** A job of this test alone, whose result is removed after it. */
function jobNamed(name: string, job: Omit<CompileJob, 'name'>): CompileJob {
  const own = `workbook-test-${process.pid}-${name}`;
  const cache = join(packageFolder, 'node_modules', '.cache', own);
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  return { ...job, name: own };
}

const errors = { sources: ['src/errors.ts'], base: 'src', isEntry: () => true };

it('compiles a module that Node loads by itself, and again when it was deleted', async () => {
  const result = await compiled(jobNamed('module', errors));
  const module = result?.moduleOf('errors.ts') ?? '';
  expect(await import(pathToFileURL(module).href)).toHaveProperty('WorkbookError');

  rmSync(module);
  rmSync(dirname(module), { recursive: true });
  await result?.restore();
  expect(existsSync(module)).toBe(true);
});

it('keeps the places of what it compiles, also when it was compiled itself', async () => {
  const isEntry = (path: string) => path === 'runner/compiled-kit.ts';
  const result = await compiled(jobNamed('kit', { sources: ['src', 'bin'], base: 'src', isEntry }));
  const module = result?.moduleOf('runner/compiled-kit.ts') ?? '';
  const { compileKit }: typeof import('../../src/runner/compiled-kit.ts') = await import(
    pathToFileURL(module).href
  );
  const kit = await compileKit();
  expect(existsSync(kit?.resolve('#kit/random') ?? '')).toBe(true);
});

it('leaves what stands in a text as it is', async () => {
  const isEntry = (path: string) => path === 'folder/scaffold.ts';
  const result = await compiled(jobNamed('text', { sources: ['src'], base: 'src', isEntry }));
  const module = result?.moduleOf('folder/scaffold.ts') ?? '';
  expect(readFileSync(module, 'utf8')).toContain('workbookConfig(import.meta.dirname)');
});

it('refuses sources whose change would go unnoticed', async () => {
  const sources = { ...errors, sources: ['src/runner/host.ts'], base: 'src/runner' };
  expect(await compiled(jobNamed('incomplete', sources))).toBeNull();
});

it('knows all sources of the command line and the host', async () => {
  expect((await compileHost())()).toMatch(/host\.mjs$/);
});
