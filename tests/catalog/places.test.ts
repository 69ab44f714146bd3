import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFolder, placesOf } from '../../src/catalog/places.ts';

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
      tracks: join(root, 'tracks'),
    });
  });

  it('does not look for the solutions of a pack elsewhere', () => {
    mkdirSync(join(root, 'starters'));
    expect(placesOf(root).solutions).toBe(join(root, 'solutions'));
  });

  it('lends the solutions of the package to a folder that holds exercises only', () => {
    expect(placesOf(root)).toEqual({
      root,
      solutions: join(packageFolder, 'solutions'),
      starters: join(packageFolder, 'starters'),
      tracks: join(packageFolder, 'tracks'),
    });
  });
});
