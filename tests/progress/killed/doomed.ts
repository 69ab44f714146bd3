// A process of its own, bundled and started by doomed-process.ts: saves, records, resets, undoes, restores.
import { readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findExercise, loadCatalog, readStub } from '../../../src/catalog/index.ts';
import { WorkbookError } from '../../../src/errors.ts';
import { seededRandom } from '../../../src/kit/random.ts';
import { openProgress } from '../../../src/progress/index.ts';
import { whileLocked } from '../../../src/progress/lock.ts';
import type { Report } from '../../../src/runner/report.ts';
import { type Action, type ActionEvent, lineOf } from './events.ts';
import type { Interruption, Orders } from './orders.ts';
import { versionContent, versionOf } from './versions.ts';
import { dieIn, onWriteSteps } from './write-steps.ts';

// Orders come when it is time: the process is started ahead of that.
text(process.stdin).then((orders) => work(JSON.parse(orders)));

function work(orders: Orders): void {
  const { root, seed, rounds, interrupted } = orders;
  const catalog = loadCatalog(root);
  const exercise = findExercise(catalog, 'add');
  const stub = Buffer.from(readStub(exercise));
  const progress = openProgress(catalog);
  const rng = seededRandom(seed);
  let version = orders.firstVersion;

  /** As editors do that replace the file: a save is never half a save. */
  function edit(): void {
    const aside = join(root, `editor-${process.pid}`);
    writeFileSync(aside, versionContent(version));
    say({ type: 'begin', action: 'edit', n: version });
    renameSync(aside, exercise.files.learner);
    say({ type: 'end', action: 'edit', n: version });
    version += 1;
  }

  const acts: Readonly<Record<Exclude<Action, 'edit'>, (n: number) => void>> = {
    record() {
      progress.recordReport(exercise, reportOf(exercise.id, rng() < 0.5), null);
    },
    reset() {
      progress.reset(exercise);
    },
    undo() {
      progress.undo(exercise);
    },
    restore() {
      const copies = progress.listSnapshots(exercise);
      const chosen = copies[Math.floor(rng() * copies.length)];
      if (!chosen) throw new WorkbookError('There is no copy yet.', '');
      progress.restore(exercise, chosen);
    },
    time() {
      progress.addTime(exercise, 1);
    },
    hint(n) {
      progress.hintShown(exercise, n);
    },
  };

  function perform(action: Action): void {
    if (action === 'edit') {
      // A save in the very instant of another process's rename is the one thing that cannot be kept.
      if (orders.shared) whileLocked(join(root, '.workbook'), edit);
      else edit();
      return;
    }
    const n =
      action === 'hint'
        ? progress.hintsShown(exercise) + 1
        : (versionOf(readFileSync(exercise.files.learner), stub) ?? -1);
    say({ type: 'begin', action, n });
    try {
      acts[action](n);
      say({ type: 'end', action, n });
    } catch (error) {
      if (!(error instanceof WorkbookError)) throw error;
      say({ type: 'refused', action, n });
    }
  }

  function performInterrupted({ action, step, by }: Interruption): void {
    for (const ahead of ['edit', 'record', 'reset', 'edit'] as const) perform(ahead);
    let count = 0;
    let isDone = false;
    const stop = onWriteSteps((taken) => {
      count += 1;
      // As above: not in the instant of the rename.
      const isRename = taken.name === 'renameSync' && taken.args[1] === exercise.files.learner;
      if (isDone || count < step || (by === 'save' && isRename)) return;
      isDone = true;
      if (by === 'kill') dieIn(taken);
      edit();
    });
    perform(action);
    stop();
  }

  const plan: readonly Action[] = [
    ...(orders.edits ? (['edit', 'record', 'edit'] as const) : []),
    ...(['record', 'reset', 'undo', 'undo', 'restore', 'time', 'hint'] as const),
  ];
  if (interrupted) performInterrupted(interrupted);
  else {
    for (let round = 0; round < rounds; round++) {
      perform(plan[Math.floor(rng() * plan.length)] ?? 'record');
    }
  }
}

function say(event: ActionEvent): void {
  writeSync(1, lineOf(event));
}

function reportOf(exercise: string, passes: boolean): Report {
  const state = passes ? 'passed' : 'failed';
  const none = { errorName: null, message: null, detail: null, expected: null, actual: null };
  const nowhere = { counterexample: null, location: null, stack: null };
  const spec = { name: 'is right', state, milliseconds: 1, ...none, ...nowhere } as const;
  return {
    schema: 1,
    exercise,
    implementation: 'learner',
    state,
    tests: [
      { function: 'add', ...spec },
      { function: 'addAll', ...spec },
    ],
    error: null,
    output: { text: '', truncated: false },
    milliseconds: 1,
  };
}
