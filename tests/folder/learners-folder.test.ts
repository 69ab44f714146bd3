import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { packageVersion } from '../../src/cli/package-version.ts';
import { call, FakeTerminal, smallWorkbook } from '../cli/small-workbook.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';

// Processes and whole runs: on a busy machine they take their time.
vi.setConfig({ testTimeout: 120_000 });

const repository = resolve(import.meta.dirname, '..', '..');

async function init(cwd: string, ...argv: readonly string[]) {
  const terminal = new FakeTerminal({ cwd });
  const code = await main(['init', ...argv, '--no-install'], terminal);
  return { code, out: terminal.out, error: terminal.error };
}

/** A learner's folder made by this program, where npm's work is done by links to what is installed here. */
async function learnersFolder() {
  const home = mkdtempSync(join(tmpdir(), 'workbook-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const root = join(home, 'mine');
  const { code } = await init(home, 'mine');
  expect(code).toBe(0);
  mkdirSync(join(root, 'node_modules'));
  const link = (name: string, target: string) =>
    symlinkSync(target, join(root, 'node_modules', name), 'junction');
  link('ai-engineer-workbook', repository);
  for (const name of ['vitest', 'fast-check', 'simple-statistics']) {
    link(name, join(repository, 'node_modules', name));
  }
  const file = (name: string) => join(root, 'exercises/00-welcome/01-first-steps', name);
  const solve = () => {
    const solution = join(repository, 'solutions/00-welcome/01-first-steps/first-steps.ts');
    writeFileSync(file('first-steps.ts'), readFileSync(solution));
  };
  return { root, file, solve };
}

describe('init', () => {
  it('makes the folder, says how to go on, and writes nothing a second time', async () => {
    const home = temporaryFolder();
    const { code, out } = await init(home, 'mine', '--track', 'llm-first');
    expect(code).toBe(0);
    expect(out).toContain(`A folder of your own: ${join(home, 'mine')}`);
    expect(out).toContain('Track: ');
    expect(out).toMatch(/Go on:\n {2}cd mine\n {2}npm install\n {2}npx workbook\n$/);
    const again = await init(home, 'mine');
    expect(again.code).toBe(2);
    expect(again.error).toContain('is a workbook already');
  });

  it('makes nothing for a track that is not there', async () => {
    const home = temporaryFolder();
    const { code, error } = await init(home, 'mine', '--track', 'astrology');
    expect(code).toBe(2);
    expect(error).toContain('llm-first');
    expect(error).toContain('npx workbook tracks');
  });

  it('gives editors tasks that call the package', async () => {
    const { root } = await learnersFolder();
    const { tasks } = JSON.parse(readFileSync(join(root, '.vscode/tasks.json'), 'utf8'));
    const calls = tasks.map(({ command, args }: Record<string, unknown>) => [command, args]);
    expect(calls).toContainEqual([
      'node',
      ['node_modules/ai-engineer-workbook/bin/workbook.js', 'watch'],
    ]);
    expect(JSON.stringify(tasks)).not.toContain('npm');
  });
});

describe('in a folder of one’s own', () => {
  it('the workbook runs, compares and records as in a clone', async () => {
    const folder = await learnersFolder();
    const waiting = await call(folder, 'run', '0.1');
    expect(waiting.code).toBe(1);
    expect(waiting.out).toContain('not written yet');
    const reference = await call(folder, 'run', '0.1', '--solution');
    expect(reference.code).toBe(0);
    folder.solve();
    expect((await call(folder, 'run', '0.1')).code).toBe(0);
    expect((await call(folder, 'list', '--all')).out).toMatch(/First steps.*mastered/);
    expect((await call(folder, 'compare', '0.1')).code).toBe(0);
    expect((await call(folder, 'demo', '0.1')).code).toBe(0);
    expect((await call(folder, 'reset', '0.1')).out).toContain('npx workbook undo 0.1');
    expect((await call(folder, 'undo', '0.1')).code).toBe(0);
  });

  it('plain Vitest works', async () => {
    const folder = await learnersFolder();
    folder.solve();
    expect(await vitest(folder.root, 'run', 'first-steps')).toBe(0);
    rmSync(folder.file('first-steps.ts'));
    expect(await vitest(folder.root, 'run', 'first-steps')).toBe(1);
    expect(await vitest(folder.root, 'run', '--project', 'solutions', 'first-steps')).toBe(0);
  });

  it('a damaged file of the workbook is brought back by the command that is named', async () => {
    const folder = await learnersFolder();
    rmSync(folder.file('README.md'));
    const broken = await call(folder, 'list');
    expect(broken.code).toBe(3);
    expect(broken.error).toContain('npx workbook update --no-install');
    const update = await call(folder, 'update', '--no-install');
    expect(update).toMatchObject({ code: 0, error: '' });
    expect((await call(folder, 'list')).code).toBe(0);
  });

  it('one line tells that the package is newer than the exercises, until they are updated', async () => {
    const folder = await learnersFolder();
    const mark = join(folder.root, 'workbook.json');
    const facts = JSON.parse(readFileSync(mark, 'utf8'));
    writeFileSync(mark, JSON.stringify({ ...facts, version: '0.0.1' }));
    const { code, error } = await call(folder, 'list');
    expect(code).toBe(0);
    expect(error).toBe(
      `The exercises here are of version 0.0.1, and version ${packageVersion()} is installed. Bring them up to date: npx workbook update\n`,
    );
    await call(folder, 'update', '--no-install');
    expect((await call(folder, 'list')).error).toBe('');
  });
});

describe('update', () => {
  it('sends the owner of a clone to git', async () => {
    const { code, error } = await call(smallWorkbook(), 'update');
    expect(code).toBe(2);
    expect(error).toContain('is a clone of the workbook');
    expect(error).toContain('git pull');
  });

  it('sends a participant with a pack to the one who made it', async () => {
    const workbook = smallWorkbook();
    cpSync(join(workbook.root, 'exercises'), join(workbook.root, 'starters'), { recursive: true });
    const { code, error } = await call(workbook, 'update');
    expect(code).toBe(2);
    expect(error).toContain('whoever leads the workshop');
  });

  it('names a file that is not there before anything is done', async () => {
    const root = temporaryFolder();
    writeFiles(root, { 'workbook.json': '{}', 'exercises/README.md': '' });
    const { code, error } = await call({ root }, 'update', '--from', 'gone.tgz');
    expect(code).toBe(2);
    expect(error).toContain(`there is no file or folder ${join(root, 'gone.tgz')}`);
  });
});

/** @returns the exit code */
function vitest(cwd: string, ...argv: readonly string[]): Promise<number | null> {
  const script = join(repository, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [script, ...argv], { cwd, stdio: 'ignore' });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
}
