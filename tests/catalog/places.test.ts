import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  howToRestore,
  isLearnerFolder,
  isPack,
  packageFolder,
  placesOf,
  trackOfPack,
} from '../../src/catalog/places.ts';

describe('placesOf', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'workbook-places-'));
    mkdirSync(join(root, 'exercises'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds everything in a clone', () => {
    mkdirSync(join(root, 'solutions'));
    expect(placesOf(root)).toEqual({
      root,
      solutions: join(root, 'solutions'),
      starters: join(root, 'starters'),
      sealed: join(root, 'sealed'),
      tracks: join(root, 'tracks'),
    });
  });

  it('does not look for the solutions of a pack elsewhere', () => {
    mkdirSync(join(root, 'starters'));
    expect(placesOf(root).solutions).toBe(join(root, 'solutions'));
  });

  it('tells a pack, the track it was made for, and how its files are brought back', () => {
    mkdirSync(join(root, 'tracks'));
    writeFileSync(join(root, 'tracks', 'evening.yaml'), '');
    expect(isPack(root)).toBe(false);
    expect(trackOfPack(root)).toBeNull();
    mkdirSync(join(root, 'starters'));
    expect(isPack(root)).toBe(true);
    expect(trackOfPack(root)).toBe('evening');
    expect(howToRestore(root, 'a.md')).toContain('a.md, from the archive');
    writeFileSync(join(root, 'tracks', 'morning.yaml'), '');
    expect(trackOfPack(root)).toBeNull();
  });

  it('tells a learner’s own folder from a clone, and how each brings a file back', () => {
    expect(isLearnerFolder(root)).toBe(false);
    writeFileSync(join(root, 'workbook.json'), '{}');
    expect(isLearnerFolder(root)).toBe(true);
    expect(howToRestore(root, 'a.md')).toBe('npx workbook update --no-install');
    mkdirSync(join(root, 'solutions'));
    expect(isLearnerFolder(root)).toBe(false);
    expect(howToRestore(root, 'a.md')).toBe('git checkout -- a.md');
  });

  it('lends the solutions of another package where one is named', () => {
    expect(placesOf(root, '/package').solutions).toBe(join('/package', 'solutions'));
  });

  it('lends the solutions of the package to a folder that holds exercises only', () => {
    expect(placesOf(root)).toEqual({
      root,
      solutions: join(packageFolder, 'solutions'),
      starters: join(packageFolder, 'starters'),
      sealed: join(packageFolder, 'sealed'),
      tracks: join(packageFolder, 'tracks'),
    });
  });
});
