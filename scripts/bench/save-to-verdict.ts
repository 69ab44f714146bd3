import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Exercise } from '../../src/catalog/index.ts';
import { feedbackOf, readDiagnoses } from '../../src/feedback/index.ts';
import { type Report, startRunner, watchFolder } from '../../src/runner/index.ts';
import { type BenchFolder, saveAnswer } from './bench-folder.ts';
import { type Series, timed } from './statistics.ts';

/** Pause between a verdict and the next save: a quick typist's. */
const thinkingTime = 1_000;

/** From the save of a file until its verdict, in the workbook's own watch: events, run and feedback. */
export async function workbookTimes(
  { root }: BenchFolder,
  exercise: Exercise,
  saves: number,
): Promise<Series> {
  const runner = await startRunner({ root });
  let verdict: (report: Report) => void = () => {};
  const watch = watchFolder(exercise.files.folder, async () => {
    const report = await runner.run(exercise);
    feedbackOf(report, readDiagnoses(exercise.files.diagnoses), exercise);
    verdict(report);
  });
  await watch.ready;
  const times: number[] = [];
  for (let save = -2; save < saves; save++) {
    const done = new Promise<Report>((resolve) => {
      verdict = resolve;
    });
    const time = await timed(() => {
      saveAnswer(exercise, save);
      return done;
    });
    const { state } = await done;
    if (state !== 'passed') throw new Error(`${exercise.id} did not pass: ${state}`);
    // The first two saves warm up what a session has warm.
    if (save >= 0) times.push(time);
    await pause(thinkingTime);
  }
  await watch.close();
  await runner.close();
  return { name: `workbook, ${exercise.number} ${exercise.id}`, times };
}

/** The same saves under \`vitest --watch\`, until it prints its summary. */
export async function vitestWatchTimes(
  { root }: BenchFolder,
  exercise: Exercise,
  saves: number,
): Promise<Series> {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, '--watch', exercise.files.spec], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1', CI: '' },
  });
  const times: number[] = [];
  saveAnswer(exercise, -3);
  await printed(child, /Duration[\s\S]*Waiting for file changes/);
  for (let save = -2; save < saves; save++) {
    await pause(thinkingTime);
    const time = await timed(async () => {
      saveAnswer(exercise, save);
      await printed(child, /Duration/);
    });
    if (save >= 0) times.push(time);
  }
  child.kill();
  await once(child, 'exit');
  return { name: `vitest --watch, ${exercise.number} ${exercise.id}`, times };
}

function printed(child: ChildProcess, text: RegExp): Promise<void> {
  let seen = '';
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`It ended before it printed ${text}:\n${seen}`));
    const onData = (chunk: Buffer) => {
      seen += chunk;
      if (!text.test(seen)) return;
      child.stdout?.off('data', onData);
      child.off('exit', onExit);
      resolve();
    };
    child.stdout?.on('data', onData);
    child.once('exit', onExit);
  });
}
