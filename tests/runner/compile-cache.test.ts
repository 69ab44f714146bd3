import { existsSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { compiled } from '../../src/runner/compile-cache.mjs';
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
  const result = await compiled({
    ...job,
    name: `${job.name}-kit`,
    sources: ['src', 'bin'],
    isEntry: (path) => path === 'runner/compiled-kit.ts',
  });
  const module = result?.moduleOf('runner/compiled-kit.ts') ?? '';
  onTestFinished(() => rmSync(resolve(module, '../../..'), { recursive: true, force: true }));
  const { compileKit }: typeof import('../../src/runner/compiled-kit.ts') = await import(
    pathToFileURL(module).href
  );
  const kit = await compileKit();
  expect(existsSync(kit?.resolve('#kit/random') ?? '')).toBe(true);
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

it('knows all sources of the command line and the host', async () => {
  expect((await compileHost())()).toMatch(/host\.mjs$/);
});
