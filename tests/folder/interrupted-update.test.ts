import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { updateSteps } from '../../src/folder/apply-update.ts';
import { findFiles } from '../../src/folder/folder-files.ts';
import { createFolder, readManifest, updateFolder } from '../../src/folder/index.ts';
import { emptyManifest } from '../../src/folder/manifest.ts';
import { readPackageContents } from '../../src/folder/package-contents.ts';
import { fingerprintsIn, planUpdate } from '../../src/folder/plan-update.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { folderOf, type SampleExercise, starterOf, writePackage } from './sample-package.ts';

vi.setConfig({ testTimeout: 60_000 });

const first: SampleExercise = { id: 'split', chapter: '01-basics', number: 5 };
const second = { ...first, id: 'cut', number: 6, formerly: ['split'], starter: 2, specs: 2 };
const third = { ...second, number: 7, chapter: '02-basics', starter: 3, specs: 3 };

/** A folder of the first version whose update to the second ends before step `end`. */
function interrupted(end: number) {
  const home = temporaryFolder();
  const root = join(home, 'mine');
  const publish = (version: string, exercise: SampleExercise) =>
    writePackage(home, { version, exercises: [exercise] });
  createFolder({ root, dependency: '^1.0.0', lender: publish('1.0.0', first) });
  const lender = publish('2.0.0', second);
  const next = readPackageContents(lender);
  const manifest = readManifest(root) ?? emptyManifest;
  const plan = planUpdate(manifest, findFiles(root, next.files.keys()), next);
  const steps = updateSteps(plan, { root, lender, manifest, pending: fingerprintsIn(next) });
  let isDone = false;
  for (let step = 0; step < end && !isDone; step += 1) isDone = steps.next().done ?? false;
  return { root, isDone, newer: publish('3.0.0', third) };
}

it('is completed by the next update, also to another version, wherever it ended', () => {
  let end = 1;
  for (; ; end += 1) {
    const { root, isDone, newer } = interrupted(end);
    const { copies, plan } = updateFolder(root, newer);
    const learner = join(root, 'exercises', folderOf(third), 'cut.ts');
    expect(readFileSync(learner, 'utf8'), `step ${end}`).toBe(starterOf(third));
    expect(plan.exercises[0]?.state, `step ${end}`).toBe('replaced');
    // Nothing that the workbook wrote itself is taken for the learner's.
    expect(copies, `step ${end}`).toEqual([]);
    expect([...findFiles(root).keys()].sort()).toEqual([
      'exercises/02-basics/07-cut/README.md',
      'exercises/02-basics/07-cut/cut.spec.ts',
      'exercises/02-basics/07-cut/cut.ts',
      'exercises/02-basics/07-cut/hints.md',
      'exercises/02-basics/README.md',
    ]);
    if (isDone) break;
  }
  expect(end).toBeGreaterThan(8);
});
