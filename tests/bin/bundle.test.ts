import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleProblem, missingFrom, packagesFor } from '../../bin/install/bundle.js';
import { explainFailure } from '../../bin/install/explain-failure.js';
import { temporaryFolder } from '../sample-workbook.ts';

const file = (name: string) => `npm-cache/${name}/1.0.0.tgz`;
const locked = (name: string, facts: Readonly<Record<string, unknown>> = {}) => ({
  version: '1.0.0',
  resolved: `file:${file(name)}`,
  ...facts,
});
const packages = {
  '': { name: 'workbook' },
  'node_modules/zod': locked('zod'),
  'node_modules/a/node_modules/zod': locked('zod'),
  'node_modules/biome': { version: '1.0.0', dev: true },
  'node_modules/for-mac': locked('for-mac', { os: ['darwin'], cpu: ['arm64'] }),
  'node_modules/for-glibc': locked('for-glibc', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }),
  'node_modules/for-musl': locked('for-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }),
  'node_modules/not-on-windows': locked('not-on-windows', { os: ['!win32'] }),
  'node_modules/for-bsd': { version: '1.0.0', os: ['freebsd'] },
};
const mac = { os: 'darwin', cpu: 'arm64', libc: null };
const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' } as const;
const windows = { os: 'win32', cpu: 'x64', libc: null };
const bsd = { os: 'freebsd', cpu: 'x64', libc: null };

it.each([
  ['macOS', mac, ['for-mac', 'not-on-windows']],
  ['Linux with glibc', linux, ['for-glibc', 'not-on-windows']],
  ['Linux with musl', { ...linux, libc: 'musl' as const }, ['for-musl', 'not-on-windows']],
  ['Windows', windows, []],
])('knows what npm installs on %s', (_, system, own) => {
  expect(packagesFor(packages, system)).toEqual([
    'node_modules/zod',
    'node_modules/a/node_modules/zod',
    ...own.map((name) => `node_modules/${name}`),
  ]);
});

it('names what a bundle lacks for a system: files that are gone, packages it never had', () => {
  const names = ['zod', 'for-mac', 'for-glibc', 'for-musl', 'not-on-windows'];
  const all = new Set(names.map(file));
  for (const system of [mac, linux, windows]) {
    expect(missingFrom(packages, system, (path) => all.has(path))).toEqual([]);
  }
  const without = (name: string) => (path: string) => all.has(path) && path !== file(name);
  expect(missingFrom(packages, mac, without('for-mac'))).toEqual(['node_modules/for-mac']);
  expect(missingFrom(packages, linux, without('for-mac'))).toEqual([]);
  expect(missingFrom(packages, bsd, () => true)).toEqual(['node_modules/for-bsd']);
});

it('does not take an address for a file of the bundle', () => {
  const fromNet = { 'node_modules/x': { version: '1.0.0', resolved: 'https://example.org/x.tgz' } };
  const fromElsewhere = { 'node_modules/x': { version: '1.0.0', resolved: 'file:../x.tgz' } };
  expect(missingFrom(fromNet, linux, () => true)).toEqual(['node_modules/x']);
  expect(missingFrom(fromElsewhere, linux, () => true)).toEqual(['node_modules/x']);
});

it('tells an archive that was unpacked in part from a system that it is not for', () => {
  const root = temporaryFolder();
  for (const name of ['zod', 'for-glibc', 'not-on-windows']) {
    const path = join(root, file(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
  expect(bundleProblem(root, packages, linux)).toBeNull();
  expect(bundleProblem(root, packages, mac)).toMatch(
    /npm-cache, 1 cannot be found: for-mac\.\n {2}Unpack the archive once more/,
  );
  expect(bundleProblem(root, packages, bsd)).toMatch(
    /other systems: for-bsd for freebsd x64 .*\n {2}Ask for the archive without a bundle/,
  );
});

it('does not send those with a damaged bundle to the network', () => {
  expect(explainFailure('EINTEGRITY')).toContain('npm cache clean');
  for (const code of ['EINTEGRITY', 'ENOENT', 'ENOTCACHED', 'Z_DATA_ERROR']) {
    expect(explainFailure(code, { bundled: true })).toMatch(/is damaged\. .*\n {2}Unpack/);
  }
  expect(explainFailure('EROFS', { bundled: true })).toContain('read-only');
});
