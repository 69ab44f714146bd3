import { setTimeout as pause } from 'node:timers/promises';
import type { Exercise } from '../../../src/catalog/index.ts';
import { feedbackOf, readDiagnoses } from '../../../src/feedback/index.ts';
import { type Report, startRunner, watchFolder } from '../../../src/runner/index.ts';
import { type BenchFolder, saveAnswer } from '../bench-folder.ts';
import type { Measured } from '../row.ts';
import { timed } from '../statistics.ts';
import { thinkingTime, warmUpSaves } from './session.ts';

/** From the save of a file until its verdict, in the workbook's own watch: events, run and feedback. */
export async function timeWorkbook(
  { root }: BenchFolder,
  exercise: Exercise,
  saves: number,
): Promise<Measured> {
  const runner = await startRunner({ root });
  let verdict: (report: Report) => void = () => {};
  const watch = watchFolder(exercise.files.folder, async () => {
    const report = await runner.run(exercise);
    feedbackOf(report, readDiagnoses(exercise.files.diagnoses), exercise);
    verdict(report);
  });
  try {
    await watch.ready;
    const values: number[] = [];
    for (let save = -warmUpSaves; save < saves; save++) {
      const done = new Promise<Report>((resolve) => {
        verdict = resolve;
      });
      const time = await timed(() => {
        saveAnswer(exercise, save);
        return done;
      });
      const { state } = await done;
      if (state !== 'passed') throw new Error(`the right answer did not pass: ${state}`);
      if (save >= 0) values.push(time);
      await pause(thinkingTime);
    }
    return { name: 'workbook', unit: 'ms', values };
  } finally {
    await watch.close();
    await runner.close();
  }
}
