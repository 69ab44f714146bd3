import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCatalog } from '../../src/catalog/index.ts';
import { textOf, unzip } from '../../src/workshop/archive.ts';
import { findTrack } from '../../src/workshop/index.ts';
import { makePack, type Pack, type PackOptions } from '../../src/workshop/pack.ts';
import { sampleWorkbook, writeFiles } from '../sample-workbook.ts';

/** A registry that is nobody's: no pack may name it. */
export const ownRegistry = 'https://registry.of-the-facilitator.example/';

export const evening = `title: An evening
for: Everybody who comes.
kind: workshop
steps:
  - exercise: features
  - exercise: k-fold
`;

/**
 * A workbook of three exercises, two of them in the track `evening`, with work of the facilitator in it, and a program
 * to pack.
 */
export function facilitatorsWorkbook(): string {
  const root = sampleWorkbook({
    '01-basics/05-train-test-split': {},
    '01-basics/06-k-fold': { after: '[train-test-split, features] # first' },
    '01-basics/08-features': { after: '[]' },
    '03-practice/01-agents': {},
  });
  writeFiles(root, {
    'tracks/evening.yaml': evening,
    'tracks/other.yaml': evening,
    'package.json': JSON.stringify({
      name: 'workbook',
      version: '1.0.0',
      scripts: { prestart: 'a', start: 'b', pretest: 'c', test: 'd' },
      dependencies: { zod: '^1.0.0' },
      devDependencies: { biome: '1.0.0' },
    }),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { zod: '^1.0.0' }, devDependencies: { biome: '1.0.0' } },
        'node_modules/zod': {
          version: '1.0.0',
          resolved: `${ownRegistry}zod-1.0.0.tgz`,
          integrity: 'sha512-aaaa',
        },
        'node_modules/biome': { version: '1.0.0', dev: true },
      },
    }),
    'tsconfig.json': '{}',
    '.vscode/extensions.json': '{}',
    '.vscode/settings.json': '{}',
    '.vscode/tasks.json': JSON.stringify({
      tasks: [
        { type: 'process', label: 'watch' },
        { type: 'npm', label: 'prove' },
      ],
    }),
    'vitest.config.ts': '',
    LICENSE: 'MIT',
    'bin/workbook.js': '',
    'bin/install/install.js': '',
    'src/errors.ts': '',
    'src/.DS_Store': '',
    'tests/a.test.ts': '',
    '.git/config': '',
    '.workbook/progress.json': '{}',
    'node_modules/zod/index.js': '',
    'exercises/01-basics/08-features/features.ts': 'what the facilitator wrote',
    'exercises/01-basics/08-features/notes.md': 'what the facilitator thinks',
    'exercises/01-basics/08-features/features.spec.ts': 'specs',
    'exercises/01-basics/08-features/hints.md': '## 1\n',
    'exercises/01-basics/08-features/demo.ts': 'demo',
    'exercises/01-basics/08-features/diagnoses.json': '{}',
    'solutions/01-basics/08-features/README.md': 'why',
    'solutions/01-basics/08-features/mistakes/leaks.ts': 'leaks',
    'solutions/01-basics/08-features/questions.yaml': 'what to ask the room',
  });
  return root;
}

/** Packs the evening of a workbook. */
export function packOf(root: string, options: Partial<PackOptions> = {}): Promise<Pack> {
  const catalog = loadCatalog(root);
  return makePack({ catalog, track: findTrack(catalog, 'evening'), program: root, ...options });
}

/** The texts in a pack, by path from its folder. */
export function textsIn({ archive, name }: Pack): ReadonlyMap<string, string> {
  return new Map(
    unzip(archive).map((file) => [file.path.replace(`${name}/`, ''), textOf(file)] as const),
  );
}

/**
 * Unpacks an archive, as participants do.
 *
 * @param isWanted says of each path whether to unpack it
 * @returns the folder that was in the archive
 */
export function unpackTo(
  folder: string,
  { archive, name }: Pick<Pack, 'archive' | 'name'>,
  isWanted: (path: string) => boolean = () => true,
): string {
  for (const { path, content } of unzip(archive).filter((file) => isWanted(file.path))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return join(folder, name);
}
