import { describe, expect, it } from 'vitest';
import { iris } from '../../src/kit/datasets/iris.ts';
import { noisyIris } from '../../src/kit/datasets/noisy-iris.ts';

describe('noisyIris', () => {
  it('has every iris flower once, as it was measured', () => {
    const measured = noisyIris.map(({ label: _, ...flower }) => JSON.stringify(flower));
    expect(measured.sort()).toEqual(iris.map((flower) => JSON.stringify(flower)).sort());
  });

  it('gives three of every ten flowers in a row the name of another species', () => {
    const wrong = Array.from(
      { length: 15 },
      (_, block) =>
        noisyIris
          .slice(10 * block, 10 * block + 10)
          .filter(({ species, label }) => species !== label).length,
    );
    expect(wrong).toEqual(Array<number>(15).fill(3));
  });

  it('does not list the flowers by species', () => {
    expect(new Set(noisyIris.slice(0, 30).map(({ species }) => species)).size).toBe(3);
  });
});
