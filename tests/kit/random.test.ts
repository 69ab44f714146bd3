import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/kit/random.ts';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed', () => {
    const first = seededRandom(42);
    const second = seededRandom(42);
    for (let draw = 0; draw < 1000; draw++) expect(second()).toBe(first());
  });

  it('stays in [0, 1)', () => {
    const rng = seededRandom(1);
    for (let draw = 0; draw < 10_000; draw++) {
      const number = rng();
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThan(1);
    }
  });

  it('gives unrelated first numbers for neighbouring seeds', () => {
    const seeds = 4096;
    const cells = new Array<number>(256).fill(0);
    for (let seed = 0; seed < seeds; seed++) {
      const [mine, next] = [seededRandom(seed)(), seededRandom(seed + 1)()];
      const cell = Math.floor(mine * 16) * 16 + Math.floor(next * 16);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const due = seeds / cells.length;
    const chiSquare = cells.reduce((sum, count) => sum + (count - due) ** 2 / due, 0);
    // 255 degrees of freedom: a fair generator leaves these bounds about twice in ten thousand tries.
    expect(chiSquare).toBeLessThan(347);
    expect(chiSquare).toBeGreaterThan(178);
  });
});
