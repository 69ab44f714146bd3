import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProgress } from '../../src/progress/index.ts';
import { learningPath, nextOnPath, onPath } from '../../src/workshop/index.ts';
import {
  corePasses,
  reportOf,
  type SampleProgress,
  sampleProgress,
} from '../progress/sample-progress.ts';
import { writeFiles } from '../sample-workbook.ts';

const text = `title: Backwards
for: Everybody.
kind: self-paced
steps:
  - exercise: streaming
    minutes: 12
  - exercise: split
`;

function onTrack(track = text) {
  const sample = sampleProgress();
  writeFiles(sample.root, { 'tracks/backwards.yaml': track });
  const progress = openProgress(sample.catalog);
  progress.setTrack('backwards');
  return { ...sample, progress };
}

function solve({ progress }: ReturnType<typeof onTrack>, exercise: SampleProgress['split']): void {
  progress.recordReport(exercise, reportOf(exercise, corePasses), null);
}

describe('learningPath', () => {
  it('is that of the chapters when no track is chosen', () => {
    const { catalog } = sampleProgress();
    const path = learningPath(catalog, openProgress(catalog));
    expect(path).toEqual({ track: null, exercises: catalog.exercises, others: [], notice: null });
  });

  it('follows the chosen track, with its minutes, and knows what it leaves out', () => {
    const { catalog, progress, features, streaming } = onTrack();
    const path = learningPath(catalog, progress);
    expect(path.track?.title).toBe('Backwards');
    expect(path.exercises.map(({ id, minutes }) => [id, minutes])).toEqual([
      ['streaming', 12],
      ['split', 25],
    ]);
    expect(path.others).toEqual([features]);
    expect(onPath(path, streaming).minutes).toBe(12);
    expect(onPath(path, features)).toBe(features);
  });

  it('tells once of a track that is gone, and goes on by chapter', () => {
    const { catalog, root, progress } = onTrack();
    rmSync(join(root, 'tracks', 'backwards.yaml'));
    const path = learningPath(catalog, progress);
    expect(path).toMatchObject({ track: null, exercises: catalog.exercises });
    expect(path.notice).toContain('Your track "backwards" is no longer there');
    expect(learningPath(catalog, openProgress(catalog)).notice).toBeNull();
  });

  it('goes on by chapter while a track is wrong, and keeps the choice', () => {
    const { catalog, progress } = onTrack(text.replace('split', 'gone'));
    const path = learningPath(catalog, progress);
    expect(path).toMatchObject({ track: null, exercises: catalog.exercises });
    expect(path.notice).toContain('tracks/backwards.yaml:7: "gone" is the id of no exercise.');
    expect(progress.track()).toBe('backwards');
  });
});

describe('nextOnPath', () => {
  it('ends the track before it goes to what the track leaves out', () => {
    const sample = onTrack();
    const { catalog, progress, split, features, streaming } = sample;
    const path = learningPath(catalog, progress);
    expect(nextOnPath(path, progress)?.id).toBe('streaming');
    expect(nextOnPath(path, progress, streaming)?.id).toBe('split');
    solve(sample, split);
    expect(nextOnPath(path, progress, split)?.id).toBe('streaming');
    expect(nextOnPath(path, progress, features)?.id).toBe('streaming');
    solve(sample, streaming);
    expect(nextOnPath(path, progress, streaming)?.id).toBe('features');
    solve(sample, features);
    expect(nextOnPath(path, progress)).toBeNull();
  });
});
