import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it, vi } from 'vitest';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

const repository = resolve(import.meta.dirname, '..', '..');
const launcher = join(repository, 'bin', 'workbook.js');
const root = join(repository, 'tests', 'fixtures', 'small');

/** Has Node say which modules it loads. */
const tellModules = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function load(url, context, next) {
      process._rawDebug('loaded ' + url);
      return next(url, context);
    }\`));
`)}`;

function start(nodeOptions: readonly string[], ...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, launcher, ...argv, '--root', root]);
}

async function resultOf(child: ChildProcess) {
  let out = '';
  let error = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    error += String(chunk);
  });
  const code = await new Promise((done) => child.once('close', done));
  return { code, out, error };
}

it('lists without loading what only running and reading need', async () => {
  const { code, out, error } = await resultOf(start(['--import', tellModules], 'list'));
  expect(code).toBe(0);
  expect(out).toContain('Adding up');
  expect(error).toContain('loaded file:');
  expect(error).toContain('/commander/');
  for (const heavy of ['vitest', 'chokidar', 'marked', 'fast-check']) {
    expect(error).not.toContain(`/node_modules/${heavy}/`);
  }
});

it('ends quietly when nobody reads any more', async () => {
  const child = start([], 'show', 'add');
  child.stdout?.destroy();
  const { code, error } = await resultOf(child);
  expect({ code, error }).toEqual({ code: 0, error: '' });
});

it('takes a name that is no command for that of an exercise', async () => {
  const { code, error } = await resultOf(start([], '1.5'));
  expect(code).toBe(2);
  expect(error).toContain("Unknown command '1.5'.\nIf it is an exercise: npx workbook watch 1.5");
});
