import { setTimeout as pause } from 'node:timers/promises';
import type { Exercise } from '../../../src/catalog/index.ts';
import { saveAnswer } from '../bench-folder.ts';
import { type Call, startProgram } from '../program.ts';
import type { Measured } from '../row.ts';
import { timed } from '../statistics.ts';
import { thinkingTime, warmUpSaves } from './session.ts';
import { type RunSummary, requirePassed } from './summaries.ts';

/** Another test runner in its watch mode. */
export interface WatchMode {
  readonly name: string;
  readonly call: Call;
  /** The exercise's files as this runner sees them. */
  readonly files: Exercise['files'];
  readonly summary: RunSummary;
}

const patience = 30_000;

/** The same saves under another runner, until it prints the summary of its run. */
export async function timeWatchMode(mode: WatchMode, saves: number): Promise<Measured> {
  saveAnswer(mode, -warmUpSaves - 1);
  const program = startProgram(mode.call);
  try {
    requirePassed(mode.summary, await program.printed(mode.summary.ended, patience));
    const values: number[] = [];
    for (let save = -warmUpSaves; save < saves; save++) {
      await pause(thinkingTime);
      program.forget();
      const time = await timed(async () => {
        saveAnswer(mode, save);
        requirePassed(mode.summary, await program.printed(mode.summary.ended, patience));
      });
      if (save >= 0) values.push(time);
    }
    return { name: mode.name, unit: 'ms', values };
  } finally {
    await program.stop();
  }
}
