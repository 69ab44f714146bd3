import { join } from 'node:path';
import { saveAnswer, withBenchFolder } from '../bench-folder.ts';
import type { Measure } from '../measure.ts';
import { type Row, rowsAgainst } from '../row.ts';
import { timeInTurn } from '../time-in-turn.ts';

/** A plain exercise and one with openai and msw. */
const subjects = ['train-test-split', 'streaming'];

export const cold: Measure = {
  name: 'cold',
  about: 'one exercise in a new process: workbook run against vitest run',
  runs: 5,
  measure: ({ project, runs, say }) =>
    withBenchFolder({ project }, async ({ root, exercises }) => {
      const workbook = join(project, 'bin', 'workbook.js');
      const vitest = join(project, 'node_modules', 'vitest', 'vitest.mjs');
      const rows: Row[] = [];
      for (const exercise of exercises.filter(({ id }) => subjects.includes(id))) {
        const what = `one exercise cold, ${exercise.number} ${exercise.id}`;
        say(what);
        saveAnswer(exercise, 0);
        const contenders = [
          { name: 'workbook', args: [workbook, '--root', root, 'run', exercise.id], cwd: root },
          { name: 'vitest run', args: [vitest, 'run', exercise.files.spec], cwd: root },
        ];
        const figures = await timeInTurn(contenders, { runs, warmUps: 1 });
        rows.push(...rowsAgainst({ what, figures }));
      }
      return rows;
    }),
};
