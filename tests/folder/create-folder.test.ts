import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { exitCode } from '../../src/errors.ts';
import { createFolder, readManifest } from '../../src/folder/index.ts';
import { emptyManifest, writeManifest } from '../../src/folder/manifest.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import { type SampleExercise, starterOf, writePackage } from './sample-package.ts';

const split: SampleExercise = { id: 'split', chapter: '01-basics', number: 5 };
const exercises: readonly SampleExercise[] = [
  split,
  { id: 'mean', chapter: '01-basics', number: 6 },
];

function places() {
  const home = temporaryFolder();
  const lender = writePackage(home, { version: '1.0.0', exercises });
  const root = join(home, 'My Folder');
  return { root, lender, dependency: '^1.0.0' };
}

describe('createFolder', () => {
  it('puts lessons, specs and starters there, made from the solutions', () => {
    const { root, lender, dependency } = places();
    expect(createFolder({ root, lender, dependency })).toBe(2);
    expect(readdirSync(root).sort()).toEqual([
      '.gitignore',
      '.workbook',
      'README.md',
      'exercises',
      'package.json',
      'tsconfig.json',
      'vitest.config.ts',
      'workbook.json',
    ]);
    const [first] = loadCatalog(root, lender).exercises;
    expect(first?.number).toBe('1.5');
    expect(readFileSync(first?.files.learner ?? '', 'utf8')).toBe(starterOf(split));
    expect(readFileSync(first?.files.spec ?? '', 'utf8')).toContain('specs 1 of split');
    expect(readManifest(root)).toMatchObject({
      version: '1.0.0',
      exercises: { split: { folder: 'exercises/01-basics/05-split', core: ['trainTestSplit'] } },
      pending: [],
    });
  });

  it('writes a package.json by which npm, Node and editors find the package', () => {
    const { root, lender, dependency } = places();
    createFolder({ root, lender, dependency });
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toEqual({
      name: 'my-folder',
      private: true,
      type: 'module',
      imports: { '#kit/*': 'ai-engineer-workbook/kit/*' },
      scripts: { start: 'workbook', test: 'vitest run' },
      dependencies: { 'ai-engineer-workbook': '^1.0.0' },
      allowScripts: { msw: false },
    });
  });

  it('has npm copy a package that is a folder, and not link it', () => {
    const { root, lender } = places();
    createFolder({ root, lender, dependency: 'file:../clone' });
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toBe('install-links=true\n');
  });

  it('keeps what a new repository has, and completes its .gitignore', () => {
    const { root, lender, dependency } = places();
    mkdirSync(join(root, '.git'), { recursive: true });
    writeFileSync(join(root, 'README.md'), '# Mine\n');
    writeFileSync(join(root, 'LICENSE'), 'MIT\n');
    writeFileSync(join(root, '.gitignore'), '*.log\n/node_modules/');
    createFolder({ root, lender, dependency });
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('# Mine\n');
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe(
      '*.log\n/node_modules/\n.workbook/\n',
    );
  });

  it('writes nothing where something is', () => {
    const { root, lender, dependency } = places();
    mkdirSync(root);
    writeFileSync(join(root, 'thesis.md'), 'years of work');
    const error = workbookErrorOf(() => createFolder({ root, lender, dependency }));
    expect(error.message).toContain('is not empty: there is thesis.md');
    expect(error.exitCode).toBe(exitCode.wrongCall);
    expect(readdirSync(root)).toEqual(['thesis.md']);
  });

  it('completes a folder whose making was interrupted', () => {
    const { root, lender, dependency } = places();
    mkdirSync(root);
    writeManifest(root, emptyManifest);
    writeFileSync(join(root, 'tsconfig.json'), '{');
    createFolder({ root, lender, dependency });
    expect(readManifest(root)?.version).toBe('1.0.0');
    expect(loadCatalog(root, lender).exercises).toHaveLength(2);
  });

  it('leaves a finished one alone', () => {
    const { root, lender, dependency } = places();
    createFolder({ root, lender, dependency });
    const error = workbookErrorOf(() => createFolder({ root, lender, dependency }));
    expect(error.message).toContain('is a workbook already');
    expect(error.help).toContain('npx workbook update');
  });
});
