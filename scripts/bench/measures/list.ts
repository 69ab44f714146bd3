import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBenchFolder } from '../bench-folder.ts';
import type { Measure } from '../measure.ts';
import { rowsAgainst } from '../row.ts';
import { timeInTurn } from '../time-in-turn.ts';

export const list: Measure = {
  name: 'list',
  about: 'workbook list against Node, and tsx in it, with an empty program',
  runs: 15,
  measure: ({ project, runs, say }) =>
    withBenchFolder({ project }, async ({ root }) => {
      say('list');
      const workbook = join(project, 'bin', 'workbook.js');
      const empty = join(root, 'empty.ts');
      writeFileSync(empty, 'export {};\n');
      const contenders = [
        { name: 'workbook', args: [workbook, '--root', root, 'list'], cwd: root },
        { name: 'node --import tsx', args: ['--import', 'tsx', empty], cwd: root },
        { name: 'node', args: ['--eval', ''], cwd: root },
      ];
      const figures = await timeInTurn(contenders, { runs, warmUps: 2 });
      return rowsAgainst({ what: 'list', figures, limits: [{ of: 'ratio', atMost: 2 }] });
    }),
};
