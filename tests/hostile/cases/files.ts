import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addThat, fileThat, type HostileCase, rightFile } from '../hostile-case.ts';

const ways = ['Bring back what you had: u', 'Start afresh with the stub: x'];
const leadsNowhere = (name: string) =>
  `An import leads nowhere. Nothing is found at the import '${name}'.`;

/** Files that are no code, not where they should be, or not loaded as they are. */
export const fileCases: readonly HostileCase[] = [
  {
    name: 'a syntax error',
    does: addThat('return a +;'),
    state: 'error',
    told: ['Your file cannot be read as TypeScript: Unexpected token', '> 2 │ return a +;'],
  },
  {
    name: 'a bracket that is never closed',
    does: `${rightFile}if (true) {`,
    state: 'error',
    told: ['Your file cannot be read as TypeScript', 'Nothing ran'],
  },
  {
    name: 'a function that is not exported',
    does: rightFile.replace('export function add', 'function add'),
    state: 'failing',
    told: ['Your file does not export a function named add.'],
  },
  {
    name: 'an empty file',
    does: '',
    state: 'failing',
    told: ['Your file does not export a function named add.'],
  },
  {
    name: 'an import of a file that is not there',
    does: `import { nothing } from './nowhere.ts';\n${fileThat('console.log(nothing);')}`,
    state: 'error',
    told: [leadsNowhere('./nowhere.ts'), 'add.ts:1'],
  },
  {
    name: 'an import of a package that is not there',
    does: `import nothing from 'no-such-package-here';\n${fileThat('console.log(nothing);')}`,
    state: 'error',
    told: [leadsNowhere('no-such-package-here'), 'add.ts:1'],
  },
  {
    name: 'the file renamed',
    does: ({ file, folder }) => renameSync(file, join(folder, 'addition.ts')),
    state: 'error',
    told: [
      'Your file is not there. There is addition.ts beside it: if that is yours, its name has to be add.ts.',
      ...ways,
    ],
  },
  {
    name: 'the file deleted',
    does: ({ file }) => rmSync(file),
    state: 'error',
    told: ['Your file is not there.', ...ways],
  },
  {
    name: 'the folder deleted',
    does: ({ folder }) => rmSync(folder, { recursive: true }),
    state: 'error',
    told: ['Your file is not there.', ...ways],
  },
  {
    name: 'a folder in its place',
    does({ file }) {
      rmSync(file);
      mkdirSync(file);
    },
    state: 'error',
    told: ['A folder stands where your file should be.', ...ways],
  },
  // Links need a right of their own on Windows.
  ...(process.platform === 'win32'
    ? []
    : [
        {
          name: 'a link that leads to itself',
          does({ file }) {
            rmSync(file);
            symlinkSync(file, file);
          },
          state: 'error',
          told: ['Your file cannot be read (ELOOP).', ...ways],
        } satisfies HostileCase,
      ]),
  {
    name: 'a file of 5 MB',
    does: fileThat(`export const data = [${'1.25, '.repeat(900_000)}];`),
    state: 'error',
    told: ['Your file is 5.4 MB large', ...ways],
  },
  {
    name: 'binary content',
    does: Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)),
    state: 'error',
    told: ['Your file is not text', ...ways],
  },
  {
    name: 'a file in UTF-16',
    does: Buffer.from(`\ufeff${rightFile}`, 'utf16le'),
    state: 'error',
    told: ['Your file is saved as UTF-16, and code is read as UTF-8.', ...ways],
  },
  {
    name: 'the specs deleted',
    does: ({ folder }) => rmSync(join(folder, 'add.spec.ts')),
    state: 'error',
    told: ['The specs of this exercise are not there.', 'git restore'],
  },
  {
    name: 'the specs emptied',
    does: ({ folder }) => writeFileSync(join(folder, 'add.spec.ts'), ''),
    state: 'error',
    told: ['There is not one spec in the spec file of this exercise.', 'git restore'],
  },
  {
    name: 'the specs broken',
    does: ({ folder }) => writeFileSync(join(folder, 'add.spec.ts'), 'describe(;'),
    state: 'error',
    told: ['The specs of this exercise cannot be read: Unexpected token', 'git restore'],
  },
];
