import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportedExercise, LearnerExport } from '../../src/workshop/learner-export.ts';

/** An exercise as an export has it: solved in 20 minutes, where a test does not say otherwise. */
export function solved(id: string, changes: Partial<ExportedExercise> = {}): ExportedExercise {
  return {
    id,
    state: 'solved',
    seconds: 1_200,
    secondsToSolve: 1_200,
    runs: 3,
    hints: 0,
    caughtUp: false,
    misconceptions: {},
    ...changes,
  };
}

/** The export of learner number `n`. */
export function exportFrom(
  n: number,
  exercises: readonly ExportedExercise[],
  changes: Partial<LearnerExport> = {},
): LearnerExport {
  return {
    kind: 'workbook-export',
    schema: 1,
    workbook: '0.1.0',
    id: String(n).padStart(32, '0'),
    nickname: `learner-${n}`,
    exportedAt: '2026-05-01T12:00:00.000Z',
    track: null,
    exercises: [...exercises],
    ...changes,
  };
}

/** Writes something as JSON. @returns the file */
export function writeJson(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
