import { basename } from 'node:path';
import { packageName } from './package-name.ts';

/** The package's own, and brought up to date by every update. */
export const tsconfigText = `{
  "extends": "${packageName}/tsconfig.json",
  "include": ["exercises", "node_modules/${packageName}/src/kit/*.d.ts"],
  "exclude": []
}
`;

export const vitestConfigText = `import { workbookConfig } from '${packageName}/vitest';

export default workbookConfig(import.meta.dirname);
`;

export interface Scaffold {
  /** Absolute path of the learner's folder. */
  readonly root: string;
  /** What its package.json asks npm for: `^0.1.0`, or `file:…`. */
  readonly dependency: string;
  /** The settings about install scripts that the package has; npm reads only those of the folder itself. */
  readonly allowScripts: unknown;
}

/**
 * The files that are the learner's from the start: they are written once, where they are missing.
 *
 * @returns path from the folder → content
 */
export function scaffoldFiles({ root, dependency, allowScripts }: Scaffold): Map<string, string> {
  const isFolder = dependency.startsWith('file:') && !dependency.endsWith('.tgz');
  return new Map([
    ['package.json', packageJson({ root, dependency, allowScripts })],
    ['README.md', readme],
    ['.gitignore', gitignore],
    // A folder would be linked, and what the package needs would then not be found from here.
    ...(isFolder ? [['.npmrc', 'install-links=true\n'] as const] : []),
  ]);
}

function packageJson({ root, dependency, allowScripts }: Scaffold): string {
  const facts = {
    name: nameFor(root),
    private: true,
    type: 'module',
    imports: { '#kit/*': `${packageName}/kit/*` },
    scripts: { start: 'workbook', test: 'vitest run' },
    dependencies: { [packageName]: dependency },
    ...(allowScripts === undefined ? {} : { allowScripts }),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** What npm takes for a name; the package's own would be refused as its own dependency. */
function nameFor(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
  return name === '' || name === packageName ? 'my-workbook' : name;
}

const gitignore = `node_modules/
.workbook/
`;

const readme = `# My workbook

Exercises of the AI engineer workbook, and my answers to them.

    npm install        once, and after a clone
    npx workbook       the watch mode, on the first exercise that is not solved

In each exercise one file is yours, the one that is named after it. The lesson, specs, hints and demo beside it
belong to the workbook.

    npx workbook update      brings the newest exercises; what you have written stays as it is
    npx workbook --help      everything else

How far you are is kept in .workbook/, on this machine only. In a fresh clone, \`npx workbook run --all\` finds out
anew what is solved.
`;
