import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decide } from '../../bin/install/decide.js';
import { codeInLog, explainFailure } from '../../bin/install/explain-failure.js';
import { findNpm } from '../../bin/install/find-npm.js';

// Each of these starts processes of its own, and a busy machine is slow at that.
vi.setConfig({ testTimeout: 30_000 });

const bin = resolve(import.meta.dirname, '../../bin');

describe('decide', () => {
  const vitest = { version: '4.1.0', integrity: 'sha512-a' };
  const biome = { version: '2.0.0', dev: true };
  const forMac = { version: '1.0.0', optional: true, os: ['darwin'] };
  const wanted = {
    '': {},
    'node_modules/vitest': vitest,
    'node_modules/biome': biome,
    'node_modules/for-mac': forMac,
  };
  const start = {
    wanted,
    installed: { 'node_modules/vitest': vitest },
    hasFolder: true,
    dev: false,
    platform: 'linux',
    arch: 'x64',
    isPresent: () => true,
  };
  const withTools = { ...start.installed, 'node_modules/biome': biome };

  it('does nothing when all that npm start needs is there', () => {
    expect(decide(start)).toBeNull();
  });

  it('does nothing when all that npm test needs is there', () => {
    expect(decide({ ...start, installed: withTools, dev: true })).toBeNull();
  });

  it('installs at the first start', () => {
    expect(decide({ ...start, installed: null, hasFolder: false })).toEqual({
      dev: false,
      reason: 'first start',
    });
  });

  it('installs again when npm did not come to its end', () => {
    expect(decide({ ...start, installed: null })?.reason).toContain('did not finish');
  });

  it.each([
    ['another version', { ...vitest, version: '4.0.9' }],
    ['another content', { ...vitest, integrity: 'sha512-b' }],
  ])('installs again when a package is there in %s', (_, found) => {
    const plan = decide({ ...start, installed: { 'node_modules/vitest': found } });
    expect(plan?.reason).toContain('package-lock.json has changed');
  });

  it('names a package that is new, or whose folder is gone', () => {
    expect(decide({ ...start, installed: {} })?.reason).toContain('vitest is new');
    expect(decide({ ...start, isPresent: () => false })?.reason).toContain('vitest is missing');
  });

  it('adds the tools that only npm test needs when they are asked for', () => {
    const plan = decide({ ...start, dev: true });
    expect(plan).toEqual({ dev: true, reason: expect.stringContaining('npm test') });
  });

  it('keeps the tools when npm start has to install again', () => {
    const installed = { ...withTools, 'node_modules/vitest': { version: '4.0.9' } };
    expect(decide({ ...start, installed })?.dev).toBe(true);
  });

  it('puts up with missing packages that are for other systems, and with extra ones', () => {
    const installed = { ...start.installed, 'node_modules/lodash': { version: '4.0.0' } };
    expect(decide({ ...start, installed, platform: 'darwin' })).toBeNull();
  });

  it('installs again in a folder that another system filled, as on WSL or in a container', () => {
    const installed = { ...start.installed, 'node_modules/for-mac': forMac };
    expect(decide({ ...start, installed })?.reason).toContain('another system');
    expect(decide({ ...start, installed, platform: 'darwin' })).toBeNull();
    const notOnArm = { version: '1.0.0', cpu: ['!arm64'] };
    const other = { ...start, installed: { ...start.installed, 'node_modules/x': notOnArm } };
    expect(decide(other)).toBeNull();
    expect(decide({ ...other, arch: 'arm64' })?.reason).toContain('another system');
  });
});

describe('findNpm', () => {
  const on = (platform: string, files: readonly string[], env: Record<string, string>) =>
    findNpm({
      execPath: platform === 'win32' ? 'C:\\node\\node.exe' : '/usr/bin/node',
      platform,
      env,
      exists: (path) => files.includes(path),
      realPath: (path) => (path === '/home/me/bin/npm' ? '/opt/npm/bin/npm-cli.js' : path),
    });

  it('takes the npm that started it', () => {
    const cli = '/opt/npm/bin/npm-cli.js';
    expect(on('linux', [cli], { npm_execpath: cli })).toBe(cli);
    expect(on('linux', [cli], { npm_execpath: '/opt/npm/bin/npx-cli.js' })).toBe(cli);
  });

  it('passes over another package manager', () => {
    const beside = '/usr/lib/node_modules/npm/bin/npm-cli.js';
    const yarn = '/opt/yarn/bin/yarn.js';
    expect(on('linux', [beside, yarn], { npm_execpath: yarn })).toBe(beside);
  });

  it('finds it beside Node on Windows, blanks in the path or not', () => {
    const beside = 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js';
    expect(on('win32', [beside], {})).toBe(beside);
    const roaming = 'C:\\Users\\A B\\npm\\node_modules\\npm\\bin\\npm-cli.js';
    expect(on('win32', [roaming], { Path: 'C:\\Windows;C:\\Users\\A B\\npm' })).toBe(roaming);
  });

  it('follows the command on PATH to its script', () => {
    const files = ['/home/me/bin/npm', '/opt/npm/bin/npm-cli.js'];
    expect(on('linux', files, { PATH: '/bin::/home/me/bin' })).toBe('/opt/npm/bin/npm-cli.js');
  });

  it('finds none where there is none', () => {
    expect(on('linux', [], { PATH: '/bin:/usr/bin' })).toBeNull();
  });
});

describe('explainFailure', () => {
  it.each([
    ['ENOTFOUND', 'cannot be reached', 'network'],
    ['ERR_SOCKET_TIMEOUT', 'cannot be reached', 'network'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate', 'NODE_EXTRA_CA_CERTS'],
    ['E403', 'login', 'npm config get registry'],
    ['E404', 'does not give them out', 'npm config delete registry'],
    ['EINTEGRITY', 'damaged', 'npm cache clean'],
    ['ENOSPC', 'disk is full', 'Free'],
    ['EROFS', 'read-only', 'Copy the workbook'],
    ['EACCES', 'may not write', 'folder of your own'],
    ['EBUSY', 'in use', 'Close'],
    ['EUSAGE', 'do not fit', 'git checkout'],
    ['EWHATEVER', 'npm could not install', 'run the command again'],
  ])('says cause and cure of %s', (code, cause, cure) => {
    const [first = '', second = ''] = explainFailure(code).split('\n');
    expect(first).toContain(cause);
    expect(first).toContain(`(${code})`);
    expect(second).toContain(cure);
  });

  it('reads the code from npm’s log', () => {
    expect(codeInLog('75 error code ENOTFOUND\n76 error errno')).toBe('ENOTFOUND');
    expect(codeInLog('9 warn tar TAR_ENTRY_ERROR ENOSPC: no space left')).toBe('ENOSPC');
    expect(codeInLog('3 http fetch GET 200\n4 verbose exit 0')).toBeNull();
  });
});

describe('bin/install.js', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'workbook-install-'));
    cpSync(bin, join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    writeLock('1.0.0');
    writeFileSync(join(root, 'npm-cli.js'), fakeNpm);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('runs npm ci at the first start and is silent at the next', () => {
    const first = install();
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(/^Installing .* \(first start\) …\nnpm at work\n$/);
    expect(calls()).toEqual([expect.stringMatching(/^ci --omit=dev /)]);

    expect(install()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(calls()).toHaveLength(1);
    expect(existsSync(join(root, '.workbook'))).toBe(false);
  });

  it('installs from the packages that came with it, never from a network', () => {
    writeLock('1.0.0', { resolved: 'file:npm-cache/vitest/1.0.0.tgz' });
    mkdirSync(join(root, 'npm-cache/vitest'), { recursive: true });
    const { status, stderr } = install();
    expect(status).toBe(3);
    expect(stderr).toContain('1 cannot be found: vitest');
    expect(existsSync(join(root, 'calls'))).toBe(false);

    writeFileSync(join(root, 'npm-cache/vitest/1.0.0.tgz'), '');
    const second = install();
    expect(second.status).toBe(0);
    expect(second.stderr).toContain('came with the workbook (first start); no network is used');
    expect(calls()).toEqual([expect.stringMatching(/ --offline --cache=\S+\.workbook\Wnpm /)]);
    expect(existsSync(join(root, '.workbook'))).toBe(false);
  });

  it('installs the tools for --dev, and leaves them there', () => {
    install();
    expect(install('--dev').stderr).toContain('npm test');
    expect(calls()[1]).toMatch(/^ci --include=dev /);
    expect(install('--dev').stderr).toBe('');
    expect(install().stderr).toBe('');
  });

  it('installs again after an update, not after a touch', () => {
    install();
    writeLock('1.0.0');
    expect(install().stderr).toBe('');
    writeLock('1.0.1');
    expect(install().stderr).toContain('package-lock.json has changed');
    expect(install().stderr).toBe('');
  });

  it('says cause and cure when there is no network, and leaves nothing half done', () => {
    const { status, stderr } = install([], { FAKE_NPM: 'error code ENOTFOUND' });
    expect(status).toBe(3);
    expect(stderr).toContain(
      'the npm registry cannot be reached. (ENOTFOUND)\n  Check the network',
    );
    expect(readdirSync(root).sort()).toEqual([
      'bin',
      'calls',
      'npm-cli.js',
      'package-lock.json',
      'package.json',
    ]);
  });

  it('keeps the packages of before when an update fails', () => {
    install();
    writeLock('1.0.1');
    expect(install([], { FAKE_NPM: 'error code ENOTFOUND' }).status).toBe(3);
    expect(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).toContain('1.0.0');
    expect(existsSync(join(root, 'node_modules/vitest/package.json'))).toBe(true);
  });

  it('does not believe an npm that says all is well on a full disk', () => {
    const full = { FAKE_NPM: 'warn tar TAR_ENTRY_ERROR ENOSPC', FAKE_NPM_EXIT: '0' };
    const { status, stderr } = install([], full);
    expect(status).toBe(3);
    expect(stderr).toContain('The disk is full. (ENOSPC)');
    expect(existsSync(join(root, 'node_modules'))).toBe(false);
    expect(install().status).toBe(0);
  });

  it('goes on after a start that was killed', () => {
    install();
    cpSync(join(root, 'node_modules'), join(root, '.workbook/node_modules.before'), {
      recursive: true,
    });
    rmSync(join(root, 'node_modules'), { recursive: true });
    mkdirSync(join(root, 'node_modules/half'), { recursive: true });
    writeFileSync(join(root, '.workbook/installing'), `999999999@${hostname()}`);
    expect(install().status).toBe(0);
    expect(calls()).toHaveLength(1);
    expect(readdirSync(join(root, 'node_modules')).sort()).toEqual([
      '.package-lock.json',
      'vitest',
    ]);
    expect(existsSync(join(root, '.workbook'))).toBe(false);
  });

  it('installs once when two start at the same time', async () => {
    const slow = { FAKE_NPM_MILLISECONDS: '600' };
    const [one, other] = await Promise.all([installLater(slow), installLater(slow)]);
    expect([one.status, other.status]).toEqual([0, 0]);
    expect(calls()).toHaveLength(1);
    expect(one.stderr + other.stderr).toContain('waiting for it');
  });

  it.skipIf(process.platform === 'win32')('ends with 130 when it is interrupted', async () => {
    const { status, stderr } = await installLater({ FAKE_NPM_MILLISECONDS: '20000' }, (pid) => {
      process.kill(pid, 'SIGTERM');
    });
    expect(status).toBe(130);
    expect(stderr).not.toContain('could not');
    expect(existsSync(join(root, '.workbook'))).toBe(false);
  });

  it('says what to do when package-lock.json is gone or damaged', () => {
    for (const text of ['<<<<<<< HEAD', '{}']) {
      writeFileSync(join(root, 'package-lock.json'), text);
      const { status, stderr } = install();
      expect(status).toBe(3);
      expect(stderr).toContain('git checkout -- package-lock.json');
    }
  });

  it('is run by the command itself when the packages are missing', () => {
    const { status, stderr } = run('workbook.js', ['list'], { FAKE_NPM: 'error code ENOTFOUND' });
    expect(status).toBe(3);
    expect(stderr).toContain('first start');
    expect(stderr).toContain('the npm registry cannot be reached');
  });

  it.each(['install.js', 'workbook.js'])('%s tells an old Node what is wrong', (file) => {
    for (const version of ['8.17.0', '18.20.4', '20.18.3', '21.7.3', '22.11.0']) {
      const { status, stderr } = runAs(version, file);
      expect(status).toBe(3);
      expect(stderr).toContain(`20.19, 22.12 or newer, and this is Node ${version}`);
      expect(stderr).toContain('https://nodejs.org');
    }
    install();
    for (const version of ['20.19.0', '22.12.0', '24.0.0']) {
      expect(runAs(version, 'install.js')).toMatchObject({ status: 0, stderr: '' });
    }
    const source = readFileSync(join(bin, file), 'utf8');
    expect(() => new Script(source.replace(/^#!.*/, ''))).not.toThrow();
    expect(source).not.toMatch(/\?\?|\?\./);
  });

  function install(args: string | readonly string[] = [], env: Record<string, string> = {}) {
    return run('install.js', [args].flat(), env);
  }

  function run(file: string, args: readonly string[], env: Record<string, string> = {}) {
    const all = { env: environment(env), encoding: 'utf8' } as const;
    return spawnSync(process.execPath, [join(root, 'bin', file), ...args], all);
  }

  function runAs(version: string, file: string) {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
    const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
    const args = ['--import', preload, join(root, 'bin', file)];
    return spawnSync(process.execPath, args, { env: environment({}), encoding: 'utf8' });
  }

  function installLater(env: Record<string, string>, atWork?: (pid: number) => void) {
    return new Promise<{ status: number | null; stderr: string }>((settle) => {
      const child = spawn(process.execPath, [join(root, 'bin/install.js')], {
        env: environment(env),
      });
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
        if (stderr.includes('npm at work') && child.pid) atWork?.(child.pid);
      });
      child.on('close', (status) => settle({ status, stderr }));
    });
  }

  function environment(env: Record<string, string>) {
    return { ...process.env, npm_execpath: join(root, 'npm-cli.js'), ...env };
  }

  function calls(): string[] {
    return readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
  }

  function writeLock(version: string, facts: Record<string, string> = {}) {
    const packages = {
      '': { name: 'workbook' },
      'node_modules/vitest': { version, ...facts },
      'node_modules/biome': { version: '2.0.0', dev: true },
    };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  }
});

/** What npm does as far as the installation can see it: packages, the hidden lockfile, a log, an exit code. */
const fakeNpm = `
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
appendFileSync('calls', args.join(' ') + '\\n');
console.log('npm at work');
await new Promise((done) => setTimeout(done, Number(process.env.FAKE_NPM_MILLISECONDS ?? 0)));
rmSync('node_modules', { recursive: true, force: true });
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const installed = Object.fromEntries(Object.entries(packages).filter(
  ([folder, { dev }]) => folder !== '' && (!dev || args.includes('--include=dev')),
));
for (const folder of Object.keys(installed)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/package.json', '{}');
}
const { FAKE_NPM, FAKE_NPM_EXIT = FAKE_NPM ? '1' : '0' } = process.env;
if (FAKE_NPM) {
  const logs = args.find((arg) => arg.startsWith('--logs-dir=')).slice('--logs-dir='.length);
  writeFileSync(logs + '/debug-0.log', '0 verbose cli\\n1 ' + FAKE_NPM + '\\n');
}
if (FAKE_NPM_EXIT === '0') {
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
}
process.exit(Number(FAKE_NPM_EXIT));
`;
