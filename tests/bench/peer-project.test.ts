import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type PeerKind, peerProject } from '../../scripts/bench/peers/index.ts';
import { loadCatalog } from '../../src/catalog/index.ts';

const project = resolve(import.meta.dirname, '..', '..');
const workbook = resolve(import.meta.dirname, '..', 'fixtures', 'small');

function projectFor(kind: PeerKind) {
  const scratch = mkdtempSync(join(tmpdir(), 'workbook-peer-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const [exercise] = loadCatalog(workbook).exercises;
  if (exercise === undefined) throw new Error('The fixture has no exercise.');
  const peer = peerProject({
    project,
    exercise,
    folder: { root: workbook },
    packages: { folder: scratch },
    kind,
  });
  return { exercise, ...peer };
}

it.each(['node-test', 'jest'] as const)('leaves no module that asks for Vitest: %s', (kind) => {
  const { root } = projectFor(kind);
  const asking = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes("from 'vitest'"));
  expect(asking).toEqual([]);
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(existsSync(join(root, imports['#vitest']))).toBe(true);
  expect(existsSync(join(root, imports['#kit/random']))).toBe(true);
});

it('changes nothing of the spec but its setup and where describe, it and expect come from', () => {
  const { exercise, files, root } = projectFor('node-test');
  const [setup = '', ...rest] = readFileSync(files.spec, 'utf8').split('\n');
  expect(rest.join('\n').replaceAll("'#vitest'", "'vitest'")).toBe(
    readFileSync(exercise.files.spec, 'utf8'),
  );
  const [, place = ''] = /^import '(.+)';$/.exec(setup) ?? [];
  expect(resolve(files.spec, '..', place)).toBe(join(root, 'src', 'runner', 'spec-setup.ts'));
});

it("keeps away from the workbook's own files", () => {
  const { root, files } = projectFor('jest');
  expect([files.spec, files.learner].every((file) => file.startsWith(root))).toBe(true);
});
