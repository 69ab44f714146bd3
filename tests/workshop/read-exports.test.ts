import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { readExports } from '../../src/workshop/read-exports.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { exportFrom, solved, writeJson } from './sample-exports.ts';

const reasons = (read: ReturnType<typeof readExports>) =>
  Object.fromEntries(read.skipped.map(({ file, problem }) => [basename(file), problem]));

it('reads files, folders and patterns, each file once', () => {
  const folder = temporaryFolder();
  const one = writeJson(folder, 'one.json', exportFrom(1, []));
  writeJson(folder, 'two.json', exportFrom(2, []));
  writeFileSync(join(folder, 'notes.txt'), 'not for us');
  for (const paths of [[folder], [one, '.'], ['*.json'], ['*.JSON', 'o?e.json']]) {
    const { exports, skipped } = readExports(paths, folder);
    expect(exports.map(({ nickname }) => nickname)).toEqual(['learner-1', 'learner-2']);
    expect(skipped).toEqual([]);
  }
});

it('names what it leaves out, and why', () => {
  const folder = temporaryFolder();
  writeJson(folder, 'good.json', exportFrom(1, []));
  writeJson(folder, 'newer.json', { ...exportFrom(2, []), schema: 9 });
  writeJson(folder, 'foreign.json', { name: 'a package' });
  writeFileSync(join(folder, 'broken.json'), '{"kind":');
  writeFileSync(join(folder, 'picture.json'), Buffer.from([0x89, 0x50, 0xff, 0x00]));
  writeFileSync(join(folder, 'huge.json'), ' '.repeat(4_000_001));
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'folder.json'));
  const read = readExports([folder, 'missing.json', 'empty', 'no*.json'], folder);
  expect(read.exports).toHaveLength(1);
  expect(reasons(read)).toEqual({
    'newer.json': expect.stringContaining('newer workbook (schema 9'),
    'foreign.json': 'is no export of the workbook',
    'broken.json': 'holds no JSON',
    'picture.json': 'holds no JSON',
    'huge.json': 'is too large for an export',
    'folder.json': 'cannot be read (EISDIR)',
    'missing.json': 'is not there',
    empty: 'has no .json file in it',
    'no*.json': 'is not there',
  });
});

it('counts the newest of a learner who is there twice, whatever the order and the names', () => {
  const folder = temporaryFolder();
  const old = exportFrom(1, [], { nickname: 'quiet-otter', exportedAt: '2026-05-01T09:00:00Z' });
  const files = [
    writeJson(folder, 'a.json', old),
    writeJson(folder, 'b.json', { ...old, nickname: 'Ada', exportedAt: '2026-05-01T17:00:00Z' }),
    writeJson(folder, 'c.json', { ...old, exportedAt: '2026-05-01T11:00:00Z' }),
    writeJson(folder, 'd.json', exportFrom(2, [solved('split')], { nickname: 'quiet-otter' })),
  ];
  for (const paths of [files, files.toReversed()]) {
    const read = readExports(paths, folder);
    expect(read.exports.map(({ nickname }) => nickname)).toEqual(['Ada', 'quiet-otter']);
    expect(Object.keys(reasons(read)).sort()).toEqual(['a.json', 'c.json']);
    expect(reasons(read)['a.json']).toMatch(
      /^is of the same learner as [bc]\.json, which is newer$/,
    );
  }
});
