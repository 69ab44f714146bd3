import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Exercise } from '../../../src/catalog/index.ts';
import type { PeerPackages } from './install-peers.ts';

export type PeerKind = 'node-test' | 'jest';

/** An exercise as another runner takes it. */
export interface PeerProject {
  readonly root: string;
  readonly files: Exercise['files'];
}

export interface PeerProjectOptions {
  readonly project: string;
  readonly exercise: Exercise;
  readonly folder: { readonly root: string };
  readonly packages: PeerPackages;
  readonly kind: PeerKind;
}

/** What the specs have besides the kit: the same seeds and numbers of runs, and no network. */
const setup = ['src/runner/spec-setup.ts', 'src/runner/offline.mjs'];

/**
 * Writes a project with one exercise for another test runner. Nothing of the spec changes but where
 * `describe`, `it` and `expect` come from: a small module that stands in for Vitest.
 */
export function peerProject(options: PeerProjectOptions): PeerProject {
  const { project, exercise, folder, packages, kind } = options;
  const root = join(packages.folder, kind);
  const placeOf = (file: string) => join(root, relative(folder.root, file));
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const part of ['src/kit', ...setup]) {
    cpSync(join(project, part), join(root, part), { recursive: true });
  }
  for (const file of readdirSync(join(import.meta.dirname, kind))) {
    cpSync(join(import.meta.dirname, kind, file), join(root, file));
  }
  writeFileSync(join(root, 'package.json'), packageJson(project));
  const spec = placeOf(exercise.files.spec);
  mkdirSync(dirname(spec), { recursive: true });
  writeFileSync(
    spec,
    withSetup(readFileSync(exercise.files.spec, 'utf8'), relative(dirname(spec), root)),
  );
  replaceVitest(root);
  return { root, files: { ...exercise.files, spec, learner: placeOf(exercise.files.learner) } };
}

function packageJson(project: string): string {
  const text = readFileSync(join(project, 'package.json'), 'utf8');
  const { imports } = z
    .object({ imports: z.record(z.string(), z.string()) })
    .parse(JSON.parse(text));
  const ofPeer = {
    private: true,
    type: 'module',
    imports: { ...imports, '#vitest': './vitest.js' },
  };
  return `${JSON.stringify(ofPeer, null, 2)}\n`;
}

/** The spec with the setup that Vitest would run before it. */
function withSetup(spec: string, toRoot: string): string {
  return setup
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `import '${toRoot.split(sep).join('/')}/${file}';\n`)
    .concat(spec)
    .join('');
}

function replaceVitest(root: string): void {
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const file = join(root, path);
    const text = readFileSync(file, 'utf8');
    const replaced = text.replaceAll("from 'vitest'", "from '#vitest'");
    if (replaced !== text) writeFileSync(file, replaced);
  }
}
