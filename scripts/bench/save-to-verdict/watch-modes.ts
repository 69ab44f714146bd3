import { join, relative, sep } from 'node:path';
import type { Exercise } from '../../../src/catalog/index.ts';
import type { BenchFolder } from '../bench-folder.ts';
import { type PeerPackages, peerProject } from '../peers/index.ts';
import type { WatchMode } from './peer.ts';
import { jestSummary, nodeTestSummary, vitestSummary } from './summaries.ts';

interface Subject {
  readonly project: string;
  readonly folder: BenchFolder;
  readonly exercise: Exercise;
}

/** Plain Vitest on the workbook's own files. */
export function vitestWatch({ project, folder, exercise }: Subject): WatchMode {
  const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
  return {
    name: 'vitest --watch',
    call: { args: [vitest, '--watch', exercise.files.spec], cwd: folder.root },
    files: exercise.files,
    summary: vitestSummary,
  };
}

/** Node's own runner, with tsx for the TypeScript: what small tracks use. */
export function nodeTestWatch(subject: Subject, packages: PeerPackages): WatchMode {
  const { root, files } = peerProject({ ...subject, packages, kind: 'node-test' });
  const spec = relative(root, files.spec).split(sep).join('/');
  const args = ['--import', 'tsx', '--test', '--watch', '--test-reporter=spec', spec];
  return {
    name: 'node --test --watch, tsx',
    call: { args, cwd: root },
    files,
    summary: nodeTestSummary,
  };
}

/** Jest with the swc transform, in its mode for modules: openai, MSW and the kit are modules. */
export function jestWatch(subject: Subject, packages: PeerPackages): WatchMode {
  const { root, files } = peerProject({ ...subject, packages, kind: 'jest' });
  const jest = join(packages.folder, 'node_modules', 'jest', 'bin', 'jest.js');
  return {
    name: 'jest --watchAll, swc',
    call: { args: ['--experimental-vm-modules', jest, '--watchAll'], cwd: root },
    files,
    summary: jestSummary,
  };
}
