import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withoutNetwork } from '../../scripts/no-network/without-network.ts';

// Processes: on a busy machine they take their time.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no network '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program that sends its findings by `tell`, in the way that works on every system. */
async function found(program: string) {
  const log = join(folder, 'refused');
  const tell = 'const tell = (error) => console.log(error?.cause?.code ?? error?.code ?? error);';
  const { command, args, env } = withoutNetwork(
    { command: process.execPath, args: ['-e', `${tell} ${program}`], env: process.env },
    { way: 'preload', log },
  );
  const child = spawn(command, args, { env });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    printed += String(chunk);
  });
  await new Promise((done) => child.once('close', done));
  const refused = () => readFileSync(log, 'utf8').trim().split('\n');
  return { printed: printed.trim(), refused };
}

describe('the preload', () => {
  it.each([
    ['fetch', "fetch('https://example.com').catch(tell)", 'ENETUNREACH', 'example.com'],
    [
      'a socket',
      "require('net').connect(80, '93.184.216.34').on('error', tell)",
      'ENETUNREACH',
      '93.184.216.34',
    ],
    [
      'a lookup',
      "require('dns').lookup('example.com', { all: true }, tell)",
      'ENOTFOUND',
      'example.com',
    ],
    [
      'a promised lookup',
      "import('node:dns/promises').then((dns) => dns.lookup('example.com')).catch(tell)",
      'ENOTFOUND',
      'example.com',
    ],
    [
      'a worker thread',
      "new (require('worker_threads').Worker)(\"require('net').connect(80, 'example.com').on('error', ({ code }) => console.log(code))\", { eval: true })",
      'ENETUNREACH',
      'example.com',
    ],
    [
      'a process that a process starts',
      "require('child_process').spawnSync(process.execPath, ['-e', \"require('net').connect(80, 'example.com').on('error', ({ code }) => console.log(code))\"], { stdio: 'inherit' })",
      'ENETUNREACH',
      'example.com',
    ],
  ])('refuses %s, and writes it down', async (_, program, code, target) => {
    const { printed, refused } = await found(program);
    expect(printed).toBe(code);
    expect(refused()).toEqual([expect.stringMatching(`^${target} by`)]);
  });

  it('leaves this machine reachable', async () => {
    const { printed } = await found(`
      const server = require('http').createServer((_, response) => response.end('here'));
      server.listen(0, () => fetch('http://localhost:' + server.address().port)
        .then((response) => response.text()).then(tell, tell).finally(() => server.close()));`);
    expect(printed).toBe('here');
  });

  it('is added to the options that Node is given already', () => {
    const { env } = withoutNetwork(
      { command: 'node', args: [], env: { NODE_OPTIONS: '--no-warnings' } },
      { way: 'preload' },
    );
    expect(env.NODE_OPTIONS).toMatch(/^--no-warnings --require=".*refuse-connections\.mjs"$/);
  });
});

it('hands command and arguments to the namespace as they are', () => {
  const start = { command: 'npm', args: ['run', 'a b'], env: {} };
  const { command, args } = withoutNetwork(start, { way: 'namespace' });
  expect(command).toBe('unshare');
  expect(args).toContain('--net');
  expect(args.slice(-3)).toEqual(['npm', 'run', 'a b']);
});
