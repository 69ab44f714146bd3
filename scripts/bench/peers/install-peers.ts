import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findNpm } from '../../../bin/install/find-npm.js';
import { runProgram } from '../program.ts';

/** The packages of the peers, and beside them those that the exercises use. */
export interface PeerPackages {
  /** The folder that holds their node_modules. */
  readonly folder: string;
}

/** What other tracks run TypeScript specs with, besides the workbook's own tsx. */
const peers = ['jest@30.5.2', 'expect@30.5.2', '@swc/jest@0.2.39', '@swc/core@1.16.22'];

/** The peers stand in for it. */
const leftOut = new Set(['vitest']);

/**
 * Installs the peers into a scratch folder of this machine, once: the folder is named after what is in
 * it. The packages that exercises use come in the versions that the workbook has installed.
 */
export async function installPeers(
  project: string,
  say: (text: string) => void,
): Promise<PeerPackages> {
  const wanted = [...installedPackages(project), ...peers].sort();
  const name = createHash('sha256').update(wanted.join('\n')).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `workbook-bench-${name}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return { folder };

  say(`installing the peers into ${folder}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  await runProgram({ args: [npmScript(), ...npmArguments, ...wanted], cwd: folder });
  writeFileSync(complete, `${wanted.join('\n')}\n`);
  return { folder };
}

const npmArguments = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];

/** npm's own script, which Node runs without a shell. @throws Error when there is no npm */
function npmScript(): string {
  const { execPath, platform, env } = process;
  const npm = findNpm({ execPath, platform, env });
  if (npm === null) throw new Error('npm is not found, and the peers are installed with it.');
  return npm;
}

function installedPackages(project: string): string[] {
  const { dependencies } = packageSchema.parse(readJson(join(project, 'package.json')));
  return Object.keys(dependencies)
    .filter((name) => !leftOut.has(name))
    .map((name) => {
      const installed = join(project, 'node_modules', name, 'package.json');
      return `${name}@${versionSchema.parse(readJson(installed)).version}`;
    });
}

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()) });
const versionSchema = z.object({ version: z.string() });

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
