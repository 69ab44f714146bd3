import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { collectBundle } from '../../src/workshop/bundle.ts';
import { coverageOf } from '../../src/workshop/bundle-systems.ts';
import { npmTarballs } from '../../src/workshop/npm-tarballs.ts';
import { type Lockfile, participantsLockfile } from '../../src/workshop/pack-manifest.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { facilitatorsWorkbook, ownRegistry, packOf, textsIn, unpackTo } from './sample-pack.ts';
import { integrityOf, tarball } from './sample-tarball.ts';

// npm itself runs in some of these, and a busy machine is slow at that.
vi.setConfig({ testTimeout: 60_000 });

const repository = resolve(import.meta.dirname, '../..');

/** The packages of a small registry, by `name@version`. */
const registry = new Map(
  ['zod@1.0.0', '@esbuild/linux-x64@2.0.0', '@esbuild/darwin-arm64@2.0.0'].map((spec) => {
    const [name = '', version = ''] = spec.split(/(?<=.)@/);
    return [spec, tarball({ name, version })] as const;
  }),
);
const forLinux = { os: ['linux'], cpu: ['x64'] };
const forMac = { os: ['darwin'], cpu: ['arm64'] };
const lockfile: Lockfile = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'workbook', version: '1.0.0', dependencies: { zod: '^1.0.0', a: '2.0.0' } },
    'node_modules/zod': locked('zod@1.0.0'),
    'node_modules/a/node_modules/zod': locked('zod@1.0.0'),
    'node_modules/@esbuild/linux-x64': { ...locked('@esbuild/linux-x64@2.0.0'), ...forLinux },
    'node_modules/@esbuild/darwin-arm64': { ...locked('@esbuild/darwin-arm64@2.0.0'), ...forMac },
    'node_modules/@esbuild/aix-ppc64': { version: '2.0.0', os: ['aix'], cpu: ['ppc64'] },
    'node_modules/biome': { version: '1.0.0', dev: true },
  },
};

const fetchAll = async (specs: readonly string[]) =>
  specs.map((spec) => registry.get(spec) ?? expect.fail(`${spec} is not to be fetched`));

describe('collectBundle', () => {
  it('takes each package that some system needs, once, and says in the lockfile where it is', async () => {
    const { files, lockfile: bundled } = await collectBundle(lockfile, fetchAll);
    expect(files.map(({ path }) => path).sort()).toEqual([
      'npm-cache/@esbuild/darwin-arm64/2.0.0.tgz',
      'npm-cache/@esbuild/linux-x64/2.0.0.tgz',
      'npm-cache/zod/1.0.0.tgz',
    ]);
    const resolved = Object.entries(bundled.packages).map(([folder, facts]) => [
      folder,
      facts.resolved,
    ]);
    expect(Object.fromEntries(resolved)).toMatchObject({
      'node_modules/zod': 'file:npm-cache/zod/1.0.0.tgz',
      'node_modules/a/node_modules/zod': 'file:npm-cache/zod/1.0.0.tgz',
      'node_modules/@esbuild/aix-ppc64': undefined,
      'node_modules/biome': undefined,
    });
  });

  it('refuses a package that is not the one of the lockfile', async () => {
    const forged = async (specs: readonly string[]) =>
      (await fetchAll(specs)).map((content) => Buffer.from([...content, 0]));
    await expect(collectBundle(lockfile, forged)).rejects.toThrow(
      /^@esbuild\/darwin-arm64 2\.0\.0, as npm gets it here, is not the package/,
    );
  });

  it('refuses a lockfile that cannot tell one from the other', async () => {
    const packages = { 'node_modules/zod': { version: '1.0.0' } };
    await expect(collectBundle({ packages }, fetchAll)).rejects.toThrow('without its version or');
  });
});

describe('coverageOf', () => {
  it('finds every package of the real lockfile in a full bundle, for each system', () => {
    const real = participantsLockfile(repository);
    const packages = Object.fromEntries(
      Object.entries(real.packages).map(([folder, facts]) => [
        folder,
        folder === '' ? facts : { ...facts, resolved: `file:npm-cache/${folder}.tgz` },
      ]),
    );
    const files = new Set(Object.keys(packages).map((folder) => `npm-cache/${folder}.tgz`));
    const coverage = coverageOf({ packages }, files);
    expect(coverage).toHaveLength(8);
    for (const { system, packages: count, own: names, missing } of coverage) {
      expect(missing, system).toEqual([]);
      expect(count, system).toBeGreaterThan(100);
      // The two packages with machine code that the workbook cannot run without.
      expect(names.join(' '), system).toMatch(/@esbuild\/.*@rolldown\/binding-/);
    }
    files.delete('npm-cache/node_modules/@esbuild/win32-x64.tgz');
    const lacking = coverageOf({ packages }, files).filter(({ missing }) => missing.length > 0);
    expect(lacking.map(({ system, missing }) => [system, missing])).toEqual([
      ['Windows x64', ['node_modules/@esbuild/win32-x64']],
    ]);
  });
});

describe('a pack with a bundle', () => {
  it('is installed by npm with every connection refused, and names no registry', async () => {
    const workbook = bundledWorkbook();
    const pack = await packOf(workbook, { program: workbook, fetchTarballs: fetchAll });
    expect(pack.coverage?.every(({ missing }) => missing.length === 0)).toBe(true);
    const lock = textsIn(pack).get('package-lock.json') ?? '';
    expect(lock).not.toMatch(/https?:/);
    expect([...textsIn(pack).values()].join('\n')).not.toContain(ownRegistry);

    const root = unpackTo(temporaryFolder(), pack);
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/install.js')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: temporaryFolder(),
        npm_config_cache: temporaryFolder(),
        npm_config_registry: 'http://127.0.0.1:9/',
        npm_config_fetch_retries: '0',
      },
    });
    expect(stderr).toContain('no network is used');
    expect(status, stderr).toBe(0);
    expect(readFileSync(join(root, 'node_modules/zod/index.js'), 'utf8')).toBe('zod');
    const isMac = process.platform === 'darwin' && process.arch === 'arm64';
    expect(existsSync(join(root, 'node_modules/@esbuild/darwin-arm64'))).toBe(isMac);
    expect(existsSync(join(root, '.workbook'))).toBe(false);
  });
});

describe('npmTarballs', () => {
  it('gives the archives, and says why where it cannot', async () => {
    const program = temporaryFolder();
    const archive = tarball({ name: 'zod', version: '1.0.0' });
    writeFileSync(join(program, 'zod.tgz'), archive);
    const fetch = npmTarballs(program);
    const [found, ...others] = await fetch([`zod@file:${join(program, 'zod.tgz')}`]);
    expect(others).toEqual([]);
    expect(Buffer.compare(found ?? Buffer.alloc(0), archive)).toBe(0);
    writeFiles(program, { '.npmrc': 'registry=http://127.0.0.1:9/\nfetch-retries=0\n' });
    await expect(fetch(['no-such-package-of-ours@1.0.0'])).rejects.toMatchObject({
      message: expect.stringMatching(/^The bundle was not made\. .*cannot be reached\. \(E/),
      help: expect.stringContaining('Check the network'),
    });
  });
});

/** A workbook with two small packages: one for every system, one for Macs. */
function bundledWorkbook(): string {
  const root = facilitatorsWorkbook();
  cpSync(join(repository, 'bin'), join(root, 'bin'), { recursive: true });
  const mac = '@esbuild/darwin-arm64';
  const manifest = {
    name: 'workbook',
    version: '1.0.0',
    type: 'module',
    dependencies: { zod: '^1.0.0' },
    optionalDependencies: { [mac]: '2.0.0' },
  };
  const packages = {
    '': manifest,
    'node_modules/zod': { ...locked('zod@1.0.0'), resolved: `${ownRegistry}zod.tgz` },
    [`node_modules/${mac}`]: { ...locked(`${mac}@2.0.0`), ...forMac, optional: true },
  };
  writeFiles(root, {
    'package.json': JSON.stringify(manifest),
    'package-lock.json': JSON.stringify({ ...manifest, lockfileVersion: 3, packages }),
  });
  return root;
}

/** What a lockfile says of a package of the registry. */
function locked(spec: string): Lockfile['packages'][string] {
  const content = registry.get(spec) ?? expect.fail(`There is no ${spec}.`);
  return { version: spec.split(/(?<=.)@/)[1], integrity: integrityOf(content) };
}
