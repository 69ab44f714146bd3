import { existsSync, readFileSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exercise, readStub } from '../../src/catalog/index.ts';
import { WorkbookError } from '../../src/errors.ts';
import { openProgress, type Progress } from '../../src/progress/index.ts';
import {
  contentOf,
  coreFails,
  corePasses,
  reportOf,
  sampleProgress,
  write,
} from './sample-progress.ts';

type Step =
  | { readonly does: 'save'; readonly content: string; readonly passes: boolean }
  | { readonly does: 'edit'; readonly content: string }
  | { readonly does: 'delete' | 'reset' | 'catch up' | 'undo' | 'snapshot' }
  | { readonly does: 'restore'; readonly which: number };

const stub = 'the stub';
// Few contents, so that the same one comes back often: that is where copies may be thought superfluous.
const content = fc.constantFrom('', 'a', 'b', 'c', 'a\r\n', stub);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('save'), content, passes: fc.boolean() }),
  fc.record({ does: fc.constant('edit'), content }),
  fc.record({ does: fc.constantFrom('delete', 'reset', 'catch up', 'undo', 'snapshot') }),
  fc.record({ does: fc.constant('restore'), which: fc.nat(5) }),
);
const steps = fc.array(step, { minLength: 1, maxLength: 14 });

describe('whatever the order of saves, deletions, resets, catch-ups and undos', {
  timeout: 60_000,
}, () => {
  it('every content that the workbook saw is the present file or in a copy', () => {
    fc.assert(
      fc.property(steps, (order) => {
        const { catalog, split } = sampleProgress();
        const progress = openProgress(catalog);
        // What the workbook has seen: what was run, and what it wrote over.
        const seen = new Set<string>();
        for (const taken of order) {
          const before = isThere(split) ? contentOf(split) : null;
          take(taken, split, progress);
          const after = isThere(split) ? contentOf(split) : null;
          const seenBefore = taken.does === 'snapshot' || (isCommand(taken) && before !== after);
          if (before !== null && seenBefore) seen.add(before);
          if (after !== null && taken.does === 'save') seen.add(after);
          const kept = keptContents(split, progress);
          for (const once of seen) if (once !== readStub(split)) expect(kept).toContain(once);
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('a second undo takes the first one back', () => {
    fc.assert(
      fc.property(steps, (order) => {
        const { catalog, split } = sampleProgress();
        const progress = openProgress(catalog);
        for (const taken of order) take(taken, split, progress);
        if (!isThere(split)) return;
        const before = contentOf(split);
        if (!undoes(split, progress)) return;
        expect(contentOf(split)).not.toBe(before);
        expect(undoes(split, progress)).toBe(true);
        expect(contentOf(split)).toBe(before);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

function take(taken: Step, exercise: Exercise, progress: Progress): void {
  if (taken.does === 'edit' || taken.does === 'save') {
    write(exercise, taken.content === stub ? readStub(exercise) : taken.content);
  }
  if (taken.does === 'save') {
    const report = reportOf(exercise, taken.passes ? corePasses : coreFails);
    progress.recordReport(exercise, report, null);
  }
  if (taken.does === 'delete') rmSync(exercise.files.learner, { force: true });
  if (taken.does === 'reset') progress.reset(exercise);
  if (taken.does === 'catch up') progress.catchUp(exercise);
  if (taken.does === 'snapshot') progress.snapshot(exercise, 'update');
  if (taken.does === 'undo') undoes(exercise, progress);
  if (taken.does === 'restore') {
    const chosen = progress.listSnapshots(exercise)[taken.which];
    if (chosen) progress.restore(exercise, chosen);
  }
}

function isCommand({ does }: Step): boolean {
  return does === 'reset' || does === 'catch up' || does === 'undo' || does === 'restore';
}

function undoes(exercise: Exercise, progress: Progress): boolean {
  try {
    progress.undo(exercise);
    return true;
  } catch (error) {
    if (error instanceof WorkbookError) return false;
    throw error;
  }
}

function isThere({ files }: Exercise): boolean {
  return existsSync(files.learner);
}

function keptContents(exercise: Exercise, progress: Progress): string[] {
  const copies = progress.listSnapshots(exercise).map(({ file }) => readFileSync(file, 'utf8'));
  return isThere(exercise) ? [...copies, contentOf(exercise)] : copies;
}
