import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { compiled } from '../../src/runner/compile-cache.ts';
import { compileHost } from '../../src/runner/compiled-host.ts';

const job = {
  name: `workbook-test-${process.pid}`,
  sources: ['src/errors.ts'],
  base: 'src',
  isEntry: () => true,
};

it('compiles a module that Node loads by itself, and again when it was deleted', async () => {
  const result = await compiled(job);
  const module = result?.moduleOf('errors.ts') ?? '';
  onTestFinished(() => rmSync(dirname(dirname(module)), { recursive: true, force: true }));
  expect(await import(pathToFileURL(module).href)).toHaveProperty('WorkbookError');

  rmSync(dirname(module), { recursive: true });
  await result?.restore();
  expect(existsSync(module)).toBe(true);
});

it('keeps the places of what it compiles, also when it was compiled itself', async () => {
  const load = async (source: string, { compiled: compile }: { compiled: typeof compiled }) => {
    const name = `${job.name}-${basename(source, '.ts')}`;
    const result = await compile({ ...job, name, sources: [source], base: dirname(source) });
    const module = result?.moduleOf(basename(source)) ?? '';
    onTestFinished(() => rmSync(dirname(dirname(module)), { recursive: true, force: true }));
    return import(pathToFileURL(module).href);
  };
  const compiler = await load('src/runner/compile-cache.ts', { compiled });
  const places = await load('src/catalog/places.ts', compiler);
  expect(places.packageFolder).toBe(resolve(import.meta.dirname, '../..'));
});

it('refuses sources whose change would go unnoticed', async () => {
  const incomplete = {
    ...job,
    name: `${job.name}-incomplete`,
    sources: ['src/runner/host.ts'],
    base: 'src/runner',
  };
  expect(await compiled(incomplete)).toBeNull();
});

it('knows all sources of the host', async () => {
  expect((await compileHost())()).toMatch(/host\.mjs$/);
});
