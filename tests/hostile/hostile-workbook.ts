import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { findExercise, loadCatalog } from '../../src/catalog/index.ts';
import { recordRun, weighRun } from '../../src/cli/finish-run.ts';
import { renderOutcome } from '../../src/cli/render-outcome.ts';
import { renderReport } from '../../src/cli/render-report.ts';
import { styleFor } from '../../src/cli/style.ts';
import type { Feedback } from '../../src/feedback/index.ts';
import { openProgress } from '../../src/progress/index.ts';
import { type Report, startRunner } from '../../src/runner/index.ts';
import { type HostileCase, rightFile } from './hostile-case.ts';

const repository = resolve(import.meta.dirname, '..', '..');
const fixture = join(repository, 'tests', 'fixtures', 'hostile');

/** A workbook of one exercise, `add`, with a runner that goes on from case to case. */
export interface HostileWorkbook {
  /** Does what the case says, and runs the exercise as a save would. */
  meet(hostile: HostileCase): Promise<Meeting>;
  /** Puts everything back as it should be, with a right answer, and runs it with the same runner. */
  recover(): Promise<Meeting>;
  close(): Promise<void>;
}

/** What comes of a run. */
export interface Meeting {
  readonly report: Report;
  readonly feedback: Feedback;
  /** What is on the learner's screen. */
  readonly text: string;
  readonly milliseconds: number;
}

/** Makes the workbook in a folder of its own, inside the repository so that packages are found. */
export async function hostileWorkbook(): Promise<HostileWorkbook> {
  const parent = join(repository, '.workbook', 'tests');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'hostile-'));
  const restore = () => cpSync(fixture, root, { recursive: true, force: true });
  restore();
  const catalog = loadCatalog(root);
  const exercise = findExercise(catalog, 'add');
  const { learner, folder } = exercise.files;
  const progress = openProgress(catalog);
  const runner = await startRunner({ root });
  const terminal = {
    input: new PassThrough(),
    output: new PassThrough(),
    errorOutput: new PassThrough(),
    env: { NO_COLOR: '1' },
    cwd: root,
  };
  const shown = { style: styleFor(terminal, { plain: false }), width: 90, way: 'keys' } as const;

  async function run(): Promise<Meeting> {
    const start = performance.now();
    const report = await runner.run(exercise);
    const weighed = weighRun(exercise, report, progress);
    recordRun(weighed, progress);
    const lines = [
      ...renderReport(weighed, { ...shown, cwd: root, specs: false, trace: false }),
      ...renderOutcome(weighed, shown),
    ];
    const milliseconds = Math.round(performance.now() - start);
    return { report, feedback: weighed.feedback, text: lines.join('\n'), milliseconds };
  }

  return {
    meet({ does }) {
      if (typeof does === 'function') does({ file: learner, folder });
      else writeFileSync(learner, does);
      return run();
    },
    recover() {
      rmSync(folder, { recursive: true, force: true });
      restore();
      writeFileSync(learner, rightFile);
      return run();
    },
    async close() {
      await runner.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Text without its line breaks and indents. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
