import { type BenchFolder, withBenchFolder } from '../bench-folder.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { installPeers } from '../peers/index.ts';
import { type Figure, figureOf, type Limit, type Row } from '../row.ts';
import { timeWatchMode, type WatchMode } from '../save-to-verdict/peer.ts';
import { jestWatch, nodeTestWatch, vitestWatch } from '../save-to-verdict/watch-modes.ts';
import { timeWorkbook } from '../save-to-verdict/workbook.ts';

/** A plain exercise and one with openai and msw, each with its limit of what `vitest --watch` takes. */
const subjects = [
  { id: 'train-test-split', atMost: 1 / 3 },
  { id: 'streaming', atMost: 1 / 5 },
];

export const save: Measure = {
  name: 'save',
  about: 'from the save of a file until the verdict: vitest --watch, node --test, Jest',
  runs: 10,
  measure: (context) =>
    withBenchFolder(context, async (folder) => {
      const rows: Row[] = [];
      for (const subject of subjects) rows.push(...(await rowsOf(subject, folder, context)));
      return rows;
    }),
};

async function rowsOf(
  { id, atMost }: (typeof subjects)[number],
  folder: BenchFolder,
  { project, runs, say }: BenchContext,
): Promise<readonly Row[]> {
  const exercise = folder.exercises.find((candidate) => candidate.id === id);
  if (exercise === undefined) throw new Error(`There is no exercise "${id}" to measure.`);
  const what = `save to verdict, ${exercise.number} ${id}`;
  const subject = { project, folder, exercise };

  say(`${what}: workbook`);
  const ours = await figureOf('workbook', () => timeWorkbook(folder, exercise, runs));
  const row = (peer: Figure, limit: Limit | null = null): Row => ({ what, ours, peer, limit });
  const against = (name: string, mode: () => Promise<WatchMode>): Promise<Figure> => {
    say(`${what}: ${name}`);
    return figureOf(name, async () => timeWatchMode(await mode(), runs));
  };
  const packages = () => installPeers(project, say);
  return [
    row(await against('vitest --watch', async () => vitestWatch(subject)), { of: 'ratio', atMost }),
    row(await against('node --test --watch', async () => nodeTestWatch(subject, await packages()))),
    row(await against('jest --watchAll', async () => jestWatch(subject, await packages()))),
  ];
}
