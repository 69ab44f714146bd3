import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFiles } from '../sample-workbook.ts';
import { call, type SmallWorkbook, smallWorkbook } from './small-workbook.ts';

const backwards = `title: Backwards
for: Those who know sums.
kind: self-paced
steps:
  - exercise: mean
    minutes: 7
`;

/** The two tiny exercises, with a track that has one of them. */
function withTrack(): SmallWorkbook {
  const workbook = smallWorkbook();
  writeFiles(workbook.root, { 'tracks/backwards.yaml': backwards });
  return workbook;
}

it('lists the tracks, for whom they are, and how to choose one', async () => {
  const { code, out } = await call(withTrack(), 'tracks', '--plain');
  expect(code).toBe(0);
  expect(out).toContain('  backwards  Backwards\n    Those who know sums.\n');
  expect(out).toContain('self-paced, 7 min of building, 0 of 1 exercise solved');
  expect(out).toContain('To go along a track: npx workbook tracks ID');
});

it('follows the chosen track in list, with its order and minutes', async () => {
  const workbook = withTrack();
  const chosen = await call(workbook, 'tracks', 'back');
  expect(chosen.out).toContain('You follow "Backwards": 1 exercise, 0 solved.');
  expect(chosen.out).toContain('Next: 1.2 The mean.');

  const { out } = await call(workbook, 'list', '--plain');
  expect(out).toMatch(/^Backwards {2}self-paced track, 0 of 1 solved$/m);
  expect(out).toMatch(/1\.2 +The mean +7 min/);
  expect(out).not.toContain('Adding up');
  expect(out).toContain('1 more exercise off the track: npx workbook list --all');
  expect((await call(workbook, 'tracks')).out).toContain('(chosen)');
});

it('lists every exercise by chapter with --all and --chapter', async () => {
  const workbook = withTrack();
  await call(workbook, 'tracks', 'backwards');
  for (const options of [['--all'], ['--chapter', '1']]) {
    const { out } = await call(workbook, 'list', ...options);
    expect(out).toMatch(/^1 {2}Sums/m);
    expect(out).toMatch(/1\.1 +Adding up/);
    expect(out).toMatch(/1\.2 +The mean +10 min/);
  }
});

it('gives the track as data too', async () => {
  const workbook = withTrack();
  expect(JSON.parse((await call(workbook, 'list', '--json')).out)).toMatchObject({ track: null });
  const data = JSON.parse((await call(workbook, 'tracks', 'backwards', '--json')).out);
  expect(data).toEqual({
    schema: 1,
    chosen: 'backwards',
    tracks: [
      {
        id: 'backwards',
        title: 'Backwards',
        for: 'Those who know sums.',
        kind: 'self-paced',
        exercises: ['mean'],
        minutes: 7,
        solved: 0,
        chosen: true,
      },
    ],
    errors: [],
  });
  expect(JSON.parse((await call(workbook, 'list', '--json')).out)).toMatchObject({
    total: 2,
    track: { id: 'backwards', exercises: [{ id: 'mean', minutes: 7 }] },
  });
});

it('goes back to the chapters with --none', async () => {
  const workbook = withTrack();
  await call(workbook, 'tracks', 'backwards');
  const { out } = await call(workbook, 'tracks', '--none');
  expect(out).toContain('by chapter again');
  expect((await call(workbook, 'list')).out).toMatch(/1\.1 +Adding up/);
});

it('keeps where the learner is when it is on the track, and goes there when it is not', async () => {
  const workbook = withTrack();
  const both = backwards.replace('steps:', 'steps:\n  - exercise: add');
  writeFiles(workbook.root, { 'tracks/both.yaml': both });
  await call(workbook, 'tracks', 'backwards');
  expect((await call(workbook, 'tracks', 'both')).out).toContain('Next: 1.2 The mean.');
});

it('tells once of a track that is gone, and lists by chapter', async () => {
  const workbook = withTrack();
  await call(workbook, 'tracks', 'backwards');
  rmSync(join(workbook.root, 'tracks'), { recursive: true });
  const first = await call(workbook, 'list');
  expect(first.code).toBe(0);
  expect(first.error).toContain('Your track "backwards" is no longer there');
  expect(first.out).toMatch(/1\.1 +Adding up/);
  expect((await call(workbook, 'list')).error).toBe('');
});

it('tells of it after a run too, beside the report', async () => {
  const workbook = withTrack();
  await call(workbook, 'tracks', 'backwards');
  rmSync(join(workbook.root, 'tracks'), { recursive: true });
  const { out, error } = await call(workbook, 'run', 'mean', '--json');
  expect(error).toContain('Your track "backwards" is no longer there');
  expect(JSON.parse(out)).toMatchObject({ exercise: 'mean' });
});

it('lists the other tracks beside one that is wrong', async () => {
  const workbook = withTrack();
  writeFiles(workbook.root, { 'tracks/wrong.yaml': backwards.replace('mean', 'gone') });
  const { code, out, error } = await call(workbook, 'tracks');
  expect(code).toBe(0);
  expect(out).toContain('backwards');
  expect(error).toContain('This track is left out:\ntracks/wrong.yaml:5: "gone" is the id of no');
});

it.each([
  [['rag'], 'There is no track "rag"'],
  [['backwards', '--none'], '--none stands for no track'],
])('refuses %j', async (argv, sentence) => {
  const { code, error } = await call(withTrack(), 'tracks', ...argv);
  expect(code).toBe(2);
  expect(error).toContain(sentence);
  expect(error).not.toContain('    at ');
});

it('says so where there are no tracks', async () => {
  const { code, out } = await call(smallWorkbook(), 'tracks');
  expect(code).toBe(0);
  expect(out).toContain('This workbook has no tracks');
});

it('begins the watch at the track, and names its next exercise after a run', async () => {
  const workbook = withTrack();
  const both = `${backwards}  - exercise: add\n`;
  writeFiles(workbook.root, { 'tracks/backwards.yaml': both });
  await call(workbook, 'tracks', 'backwards');
  workbook.write('mean', workbook.solution('mean'));
  const { out } = await call(workbook, 'watch');
  expect(out).toContain('1.2  The mean');
  expect(out).toMatch(/1\.1.*Adding up/);
});
