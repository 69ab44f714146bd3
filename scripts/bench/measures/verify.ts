import { join } from 'node:path';
import { withBenchFolder } from '../bench-folder.ts';
import type { Measure } from '../measure.ts';
import { type Figure, inProportion, isMeasured, type Row } from '../row.ts';
import { timeInTurn } from '../time-in-turn.ts';

const factors = [1, 2, 4];
const longestForAll = 15_000;

export const verify: Measure = {
  name: 'verify',
  about: 'workbook verify of all exercises, and of two and four times as many',
  runs: 3,
  measure: async ({ project, runs, say }) => {
    const workbook = join(project, 'bin', 'workbook.js');
    const rows: Row[] = [];
    let once: Figure | null = null;
    for (const times of factors) {
      await withBenchFolder({ project, times }, async ({ root, exercises }) => {
        const what = `verify, ${exercises.length} exercises`;
        say(what);
        const call = { name: 'workbook', args: [workbook, '--root', root, 'verify'], cwd: root };
        const [figure] = await timeInTurn([call], { runs, warmUps: 0 });
        if (figure === undefined) return;
        const ours = isMeasured(figure) ? { ...figure, things: exercises.length } : figure;
        if (once === null) {
          once = ours;
          rows.push({ what, ours, peer: null, limit: { of: 'median', atMost: longestForAll } });
        } else {
          rows.push({ what, ours, peer: inProportion(once, times), limit: null });
        }
      });
    }
    return rows;
  },
};
