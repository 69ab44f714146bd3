import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog, readStub } from '../../src/catalog/index.ts';
import { openProgress } from '../../src/progress/index.ts';
import { learningPath } from '../../src/workshop/index.ts';
import { seal } from '../../src/workshop/seal.ts';
import { sampleSolution, temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { facilitatorsWorkbook, ownRegistry, packOf, textsIn, unpackTo } from './sample-pack.ts';

const secret = Buffer.alloc(32, 7);
const features = '01-basics/08-features';

describe('a pack', () => {
  it('holds the program, the exercises of the track and their starters, and nothing else', async () => {
    const pack = await packOf(facilitatorsWorkbook());
    expect(pack.name).toBe('workbook-evening');
    expect([...textsIn(pack).keys()].sort()).toEqual([
      '.vscode/extensions.json',
      '.vscode/settings.json',
      '.vscode/tasks.json',
      'LICENSE',
      'README.md',
      'bin/install/install.js',
      'bin/workbook.js',
      'exercises/01-basics/06-k-fold/README.md',
      'exercises/01-basics/06-k-fold/k-fold.ts',
      'exercises/01-basics/08-features/README.md',
      'exercises/01-basics/08-features/demo.ts',
      'exercises/01-basics/08-features/diagnoses.json',
      'exercises/01-basics/08-features/features.spec.ts',
      'exercises/01-basics/08-features/features.ts',
      'exercises/01-basics/08-features/hints.md',
      'exercises/01-basics/README.md',
      'package-lock.json',
      'package.json',
      'src/errors.ts',
      'starters/01-basics/06-k-fold/k-fold.ts',
      'starters/01-basics/08-features/features.ts',
      'tracks/evening.yaml',
      'tsconfig.json',
      'vitest.config.ts',
    ]);
  });

  it('holds the stub in place of what the facilitator wrote', async () => {
    const root = facilitatorsWorkbook();
    const texts = textsIn(await packOf(root));
    const stub = readStub(
      loadCatalog(root).exercises.find(({ id }) => id === 'features') ?? expect.fail('no features'),
    );
    expect(stub).toContain('NotImplemented');
    expect(texts.get(`exercises/${features}/features.ts`)).toBe(stub);
    expect(texts.get(`starters/${features}/features.ts`)).toBe(stub);
  });

  it('can be started and installed, without the tools for development or an address', async () => {
    const texts = textsIn(await packOf(facilitatorsWorkbook()));
    expect(JSON.parse(texts.get('package.json') ?? '')).toEqual({
      name: 'workbook',
      version: '1.0.0',
      private: true,
      scripts: { prestart: 'a', start: 'b' },
      dependencies: { zod: '^1.0.0' },
    });
    expect(JSON.parse(texts.get('package-lock.json') ?? '')).toEqual({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { zod: '^1.0.0' } },
        'node_modules/zod': { version: '1.0.0', integrity: 'sha512-aaaa' },
      },
    });
    expect(JSON.parse(texts.get('.vscode/tasks.json') ?? '')).toEqual({
      tasks: [{ type: 'process', label: 'watch' }],
    });
    expect([...texts.values()].join('\n')).not.toContain(ownRegistry);
  });

  it('is a workbook: its track is chosen, and nothing points to what is not there', async () => {
    const root = unpackTo(temporaryFolder(), await packOf(facilitatorsWorkbook()));
    const catalog = loadCatalog(root);
    expect(catalog.exercises.map(({ number, id, after }) => [number, id, after])).toEqual([
      ['1.6', 'k-fold', ['features']],
      ['1.8', 'features', []],
    ]);
    const path = learningPath(catalog, openProgress(catalog));
    expect(path.track?.id).toBe('evening');
    expect(path.exercises.map(({ id }) => id)).toEqual(['features', 'k-fold']);
    const [kFold] = catalog.exercises;
    expect(kFold && readStub(kFold)).toContain('NotImplemented');
  });

  it('keeps everything else in the front matter as it was', async () => {
    const texts = textsIn(await packOf(facilitatorsWorkbook()));
    const readme = texts.get('exercises/01-basics/06-k-fold/README.md');
    expect(readme).toContain('\nafter: [features] # first\npackages: []\n---\n\n## The question');
  });

  it('has the same bytes when it is made again', async () => {
    const once = facilitatorsWorkbook();
    const first = await packOf(once, { secret });
    expect(Buffer.compare(first.archive, (await packOf(once, { secret })).archive)).toBe(0);
    const elsewhere = await packOf(facilitatorsWorkbook(), { secret });
    expect(Buffer.compare(first.archive, elsewhere.archive)).toBe(0);
  });

  it('tells participants how to begin, and of codes only when there are some', async () => {
    const root = facilitatorsWorkbook();
    const readme = textsIn(await packOf(root)).get('README.md');
    expect(readme).toContain('# An evening\n\nEverybody who comes.');
    expect(readme).toContain('npm start');
    expect(readme).toContain('| 1.8 | Train/test split | Why hold data back? | 25 |');
    expect(readme).not.toContain('unlock');
    expect(textsIn(await packOf(root, { secret })).get('README.md')).toContain('workbook unlock');
  });

  it('is made in a clone, which has a lockfile', async () => {
    const root = facilitatorsWorkbook();
    rmSync(join(root, 'package-lock.json'));
    await expect(packOf(root)).rejects.toThrow('package-lock.json is missing: a pack is made in');
    writeFiles(root, { 'package-lock.json': '<<<<<<< HEAD' });
    await expect(packOf(root)).rejects.toThrow('package-lock.json is damaged');
  });
});

describe('a sealed pack', () => {
  it('holds the reference, its why and the mistakes, encrypted; not what to ask the room', async () => {
    const root = facilitatorsWorkbook();
    const texts = textsIn(await packOf(root, { secret }));
    const names = [...texts.keys()].filter((name) => /^(sealed|solutions)\//.test(name));
    expect(names).toEqual(['sealed/features.json', 'sealed/k-fold.json']);
    expect(JSON.parse(texts.get('sealed/features.json') ?? '')).toEqual(
      seal(secret, 'features', [
        { path: 'features.ts', content: Buffer.from(sampleSolution) },
        { path: 'README.md', content: Buffer.from('why') },
        { path: 'mistakes/leaks.ts', content: Buffer.from('leaks') },
      ]),
    );
    expect([...texts.values()].join('\n')).not.toContain('return rows.length');
  });

  it('cannot be made from a pack that came without the solutions', async () => {
    const root = unpackTo(temporaryFolder(), await packOf(facilitatorsWorkbook()));
    await expect(packOf(root, { secret })).rejects.toThrow(/The reference of .* is not in this/);
  });
});
