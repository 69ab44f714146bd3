/**
 * Shows that the offline OpenAI API works with other versions of what it stands on: installs each row
 * of the table into a temporary folder, with its own Node, and runs the kit's tests there.
 *
 *   npx tsx scripts/openai-versions.ts            all rows
 *   npx tsx scripts/openai-versions.ts 22         the rows of Node 22
 *
 * It needs the network: Node comes as the npm package `node`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Row {
  readonly node: string;
  readonly openai: string;
  readonly msw: string;
}

const rows: readonly Row[] = [
  { node: '20', openai: '6.49.0', msw: '2.15.0' },
  { node: '22', openai: '7', msw: '3' },
  { node: '24', openai: '7', msw: '3' },
];

const root = resolve(import.meta.dirname, '..');
/** All that the kit and its tests are made of. */
const copied = [
  'src/kit/openai',
  'src/kit/random.ts',
  'src/errors.ts',
  'tests/openai',
  'tsconfig.json',
];
/** Tests of the workbook's own command, which needs the whole workbook. */
const left = ['tests/openai/serve.test.ts'];

const own: {
  readonly imports: Record<string, string>;
  readonly dependencies: Record<string, string>;
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const wanted = process.argv[2];
let failed = false;
for (const row of rows.filter(({ node }) => wanted === undefined || node === wanted)) {
  const folder = mkdtempSync(join(tmpdir(), 'openai-versions-'));
  try {
    install(row, folder);
    console.log(`\n${describe(row, folder)}`);
    run(folder, 'vitest', 'run', '--reporter=dot');
  } catch {
    failed = true;
    console.log('FAILED');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed ? 1 : 0;

function install({ node, openai, msw }: Row, folder: string): void {
  for (const path of copied) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  for (const path of left) rmSync(join(folder, path));
  const kept = ['gpt-tokenizer', 'pure-rand', 'vitest', 'zod'];
  const dependencies = Object.fromEntries(kept.map((name) => [name, own.dependencies[name]]));
  const manifest = {
    private: true,
    type: 'module',
    imports: own.imports,
    dependencies: { ...dependencies, node, openai, msw },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const include = "test: { include: ['tests/**/*.test.ts'], testTimeout: 20_000 }";
  writeFileSync(join(folder, 'vitest.config.ts'), `export default { ${include} };\n`);
  npm(folder, 'install', '--no-audit', '--no-fund', '--silent');
}

/** The versions that were really installed. */
function describe({ node }: Row, folder: string): string {
  const version = (name: string): string =>
    JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  const real = execFileSync(nodeOf(folder), ['--version'], { encoding: 'utf8' }).trim();
  return `Node ${node} (${real}), openai ${version('openai')}, msw ${version('msw')}, vitest ${version('vitest')}`;
}

function run(folder: string, tool: string, ...args: readonly string[]): void {
  const entry = join(folder, 'node_modules', tool, `${tool}.mjs`);
  const env = { ...process.env, NO_COLOR: '1' };
  execFileSync(nodeOf(folder), [entry, ...args], { cwd: folder, stdio: 'inherit', env });
}

function nodeOf(folder: string): string {
  return join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

// Node's own package fetches its binary when it is installed.
function npm(folder: string, ...args: readonly string[]): void {
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    stdio: 'inherit',
    shell: windows,
  });
}
