import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../../src/catalog/places.ts';
import { dependencyFor, isOlder, sourceOf } from '../../src/folder/index.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';

/** A place where npm has installed the package from `resolved`. */
function installedFrom(resolved: string | undefined) {
  const home = temporaryFolder();
  writeFiles(home, {
    'downloads/workbook.tgz': 'a tarball',
    'npx/node_modules/.package-lock.json': JSON.stringify({
      packages: { 'node_modules/ai-engineer-workbook': { resolved } },
    }),
  });
  const place = {
    packageFolder: join(home, 'npx/node_modules/ai-engineer-workbook'),
    isInstalled: true,
    version: '1.2.3',
  };
  return dependencyFor(join(home, 'mine'), place);
}

describe('dependencyFor', () => {
  it('names the version, where the package came from a registry', () => {
    expect(installedFrom('https://registry.example/workbook-1.2.3.tgz')).toBe('^1.2.3');
    expect(installedFrom(undefined)).toBe('^1.2.3');
  });

  it('names the tarball that the package came from, while it is there', () => {
    expect(installedFrom('file:../downloads/workbook.tgz')).toBe('file:../downloads/workbook.tgz');
    expect(installedFrom('file:../downloads/gone.tgz')).toBe('^1.2.3');
  });

  it('names the repository, and of a clone the folder', () => {
    const source = 'git+ssh://git@example.org/workbook.git#0123abc';
    expect(installedFrom(source)).toBe(source);
    const clone = { packageFolder: '/home/me/clone', isInstalled: false, version: '1.0.0' };
    expect(dependencyFor('/home/me/mine', clone)).toBe('file:../clone');
  });
});

it('asks npm again for the file or repository that a folder depends on', () => {
  const root = temporaryFolder();
  const sourceWith = (wanted: string) => {
    const dependencies = { 'ai-engineer-workbook': wanted };
    writeFiles(root, { 'package.json': JSON.stringify({ dependencies }) });
    return sourceOf(root);
  };
  expect(sourceWith('^1.0.0')).toBeNull();
  expect(sourceWith('file:../a.tgz')).toBe('ai-engineer-workbook@file:../a.tgz');
});

it.each([
  ['0.9.1', '0.10.0', true],
  ['1.0.0-beta', '1.0.0', true],
  ['1.0.0', '1.0.0-beta', false],
  ['1.0.0', '1.0.0', false],
  ['2.0.0', '1.9.9', false],
  ['', '0.0.1', true],
])('takes %s for older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});

describe('package.json', () => {
  const facts = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));

  it('gives learners’ folders the same kit that it has itself', () => {
    for (const [name, target] of Object.entries(facts.imports)) {
      expect(facts.exports[`./${name.slice(1)}`], name).toBe(target);
    }
  });

  it('packs all that a learner’s folder uses', () => {
    for (const path of Object.values<string>(facts.exports)) {
      expect(existsSync(join(packageFolder, path.replace(/\*.*/, '')))).toBe(true);
      const top = path.split('/')[1];
      expect([...facts.files, 'package.json'], path).toContain(top);
    }
    expect(facts.files).toEqual(expect.arrayContaining(['exercises', 'solutions', 'tracks']));
  });
});
