import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { exercisesOf, readTracks } from '../../src/workshop/index.ts';

const catalog = loadCatalog(join(import.meta.dirname, '..', '..'));
const { tracks, errors } = readTracks(catalog);

it('every track can be followed: what it names is there', () => {
  expect(errors.map(({ message }) => message)).toEqual([]);
  expect(tracks.map(({ id }) => id)).toEqual(expect.arrayContaining(['llm-first', 'ml-first']));
});

it.each(tracks.map((track) => [track.id, track] as const))(
  '%s leads to no exercise before the one it builds on',
  (_, track) => {
    const ids = exercisesOf(track).map(({ id }) => id);
    const early = exercisesOf(track).flatMap(({ id, after }) =>
      after.filter((first) => ids.includes(first) && ids.indexOf(first) > ids.indexOf(id)),
    );
    expect(early).toEqual([]);
  },
);

it.each(tracks.map((track) => [track.id, track] as const))(
  '%s has at least three exercises',
  (_, track) => {
    expect(exercisesOf(track).length).toBeGreaterThanOrEqual(3);
  },
);
