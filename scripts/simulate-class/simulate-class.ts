import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/index.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { exportOf, writeExport } from '../../src/workshop/index.ts';
import { simulateLearner, spread } from './learner.ts';

export interface ClassOptions {
  readonly learners: number;
  readonly seed: number;
  /** Where the exports are written; made where it is missing. */
  readonly out: string;
}

/**
 * Lets a class work through the workbook, each learner at their own pace, and writes the export of each.
 * The same seed gives the same class.
 *
 * @returns the files
 */
export function simulateClass(catalog: Catalog, { learners, seed, out }: ClassOptions): string[] {
  const rng = seededRandom(seed);
  const real = new Map(catalog.exercises.map(({ id }) => [id, spread(rng, 0.25)]));
  const scratch = mkdtempSync(join(tmpdir(), 'workbook-class-'));
  mkdirSync(out, { recursive: true });
  try {
    return Array.from({ length: learners }, (_, index) => {
      const temper = {
        pace: spread(rng, 0.3),
        budget: 60 + rng() * 330,
        typical: 0.35 + rng() * 0.5,
        ambition: rng() * 0.6,
      };
      const folder = join(scratch, String(index));
      const own = simulateLearner(catalog, folder, { temper, real, rng });
      const id = Array.from({ length: 32 }, () => Math.floor(rng() * 16).toString(16)).join('');
      const nickname = `learner-${String(index + 1).padStart(3, '0')}`;
      const facts = { id, nickname, workbook: '0.1.0', exportedAt: new Date() };
      return writeExport(exportOf(own.catalog, own.progress, facts), out);
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
