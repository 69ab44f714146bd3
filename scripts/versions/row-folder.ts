import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { npmScript } from './npm.ts';
import type { Row } from './rows.ts';

/** A copy of the workbook with a Node of its own. */
export interface RowFolder {
  /** What holds all of it, to be removed in the end. */
  readonly folder: string;
  readonly workbook: string;
  /** Path of the Node that the row asks for. */
  readonly node: string;
  /** With this Node first on the path. */
  readonly env: NodeJS.ProcessEnv;
  /** The versions that are really there. */
  readonly versions: Readonly<Record<'node' | 'vitest' | 'msw' | 'openai', string>>;
}

/** Makes the folder for a row; nothing is in it yet. */
export function makeRowFolder(): string {
  return mkdtempSync(join(tmpdir(), 'workbook-versions-'));
}

/**
 * Copies what git knows or would add of the workbook, with its present content, and installs the row's Node and
 * packages. It needs the network.
 *
 * @throws Error when npm fails
 */
export function fillRowFolder(root: string, row: Row, folder: string): RowFolder {
  const workbook = join(folder, 'workbook');
  copyTracked(root, workbook);
  const node = installNode(row, join(folder, 'node'));
  const env = withNodeFirst(process.env, dirname(node));
  const install = (...args: readonly string[]): void =>
    npm(node, args, { cwd: workbook, env, text: `The packages for row ${row.name}` });
  install('ci', '--include=dev');
  const wanted = Object.entries(row.packages).map(([name, version]) => `${name}@${version}`);
  if (wanted.length > 0) install('install', ...wanted);
  const installed = (name: string): string => versionIn(join(workbook, 'node_modules', name));
  const versions = {
    node: execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim(),
    vitest: installed('vitest'),
    msw: installed('msw'),
    openai: installed('openai'),
  };
  return { folder, workbook, node, env, versions };
}

function copyTracked(root: string, target: string): void {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  for (const file of listed.split('\0')) {
    // A file that was deleted and not yet committed is still listed.
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(root, file), join(target, file));
  }
}

function installNode(row: Row, folder: string): string {
  mkdirSync(folder);
  // The package fetches Node by a script of its own, which newer npm asks permission for.
  const manifest = { private: true, allowScripts: { node: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const options = { cwd: folder, env: process.env, text: `Node ${row.node}` };
  npm(process.execPath, ['install', `node@${row.node}`], options);
  return join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function npm(
  node: string,
  args: readonly string[],
  {
    cwd,
    env,
    text,
  }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly text: string },
): void {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const { status } = spawnSync(node, [npmScript(), ...args, ...quiet], {
    cwd,
    env,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${text}: npm ${args[0]} failed.`);
}

/** On Windows the path's name has capitals of its own, and the copy of an environment tells them apart. */
function withNodeFirst(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [folder, env[name]].filter(Boolean).join(delimiter) };
}

function versionIn(folder: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return version;
}
