import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, type Exercise, readStub } from '../../src/catalog/index.ts';
import { type KnownMistake, readDiagnoses } from '../../src/feedback/index.ts';
import type { Rng } from '../../src/kit/random.ts';
import { openProgress, type Progress } from '../../src/progress/index.ts';
import type { Report, TestReport } from '../../src/runner/index.ts';

/** What sets one learner of a simulated class apart. */
export interface Temper {
  /** How many times the usual minutes they take: around 1. */
  readonly pace: number;
  /** Minutes that they have for the workbook. */
  readonly budget: number;
  /** How likely a wrong attempt is one that the workbook knows, from 0 to 1. */
  readonly typical: number;
  /** How likely they go on to the stretch, from 0 to 1. */
  readonly ambition: number;
}

/** How many times its planned minutes an exercise really takes, by its id. */
export type RealMinutes = ReadonlyMap<string, number>;

/**
 * Lets one learner work through the exercises in a folder of their own, through the same `Progress` as a
 * real one, until their time is over.
 *
 * @param folder an empty folder; the learner's files and `.workbook` come to stand in it
 * @returns what they have done
 */
export function simulateLearner(
  catalog: Catalog,
  folder: string,
  { temper, real, rng }: { readonly temper: Temper; readonly real: RealMinutes; readonly rng: Rng },
): { readonly catalog: Catalog; readonly progress: Progress } {
  const own = inFolder(catalog, folder);
  const progress = openProgress(own);
  let left = temper.budget;
  for (const exercise of own.exercises) {
    if (left <= 0) break;
    const needed = exercise.minutes * (real.get(exercise.id) ?? 1) * temper.pace * spread(rng, 0.3);
    left -= work(exercise, progress, { needed, left, temper, rng });
  }
  return { catalog: own, progress };
}

interface Work {
  readonly needed: number;
  readonly left: number;
  readonly temper: Temper;
  readonly rng: Rng;
}

/** @returns the minutes spent */
function work(exercise: Exercise, progress: Progress, { needed, left, temper, rng }: Work): number {
  // The room goes on: who needs far longer than planned catches up, or is left behind.
  const limit = Math.min(left, exercise.minutes * 1.6);
  const spent = Math.min(needed, limit);
  const difficulty = needed / exercise.minutes;
  const mistakes = readDiagnoses(exercise.files.diagnoses).mistakes;
  const attempts = 1 + Math.floor(rng() * 2.5 * difficulty);

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    write(exercise, attempt);
    progress.addTime(exercise, (spent * 60) / (attempts + 1));
    const mistake = rng() < temper.typical ? likely(mistakes, rng) : undefined;
    const diagnosis = mistake
      ? {
          certainty: 'this is' as const,
          mistake: mistake.name,
          title: mistake.title,
          explanation: mistake.explanation,
          function: Object.keys(mistake.failures)[0] ?? '',
        }
      : null;
    progress.recordReport(exercise, reportOf(exercise, 'failed', 'waiting'), diagnosis);
  }
  const hints = Math.floor(rng() * 3 * difficulty);
  if (hints > 0) progress.hintShown(exercise, Math.min(5, hints));
  progress.addTime(exercise, (spent * 60) / (attempts + 1));
  if (needed <= limit) {
    write(exercise, attempts);
    progress.recordReport(exercise, reportOf(exercise, 'passed', 'waiting'), null);
    if (rng() > temper.ambition) return spent;
    const stretch = exercise.minutes * 0.6 * temper.pace;
    progress.addTime(exercise, stretch * 60);
    write(exercise, attempts + 1);
    progress.recordReport(exercise, reportOf(exercise, 'passed', 'passed'), null);
    return spent + stretch;
  }
  if (spent < left && rng() < 0.6) progress.catchUp(exercise);
  return spent;
}

/** The exercises with the learner's files in another folder. */
function inFolder(catalog: Catalog, folder: string): Catalog {
  const mine = (exercise: Exercise): Exercise => ({
    ...exercise,
    files: { ...exercise.files, learner: join(folder, `${exercise.id}.ts`) },
  });
  mkdirSync(folder, { recursive: true });
  const chapters = catalog.chapters.map((chapter) => ({
    ...chapter,
    exercises: chapter.exercises.map(mine),
  }));
  const own = { root: folder, chapters, exercises: catalog.exercises.map(mine) };
  for (const exercise of own.exercises) writeFileSync(exercise.files.learner, readStub(exercise));
  return own;
}

function write(exercise: Exercise, attempt: number): void {
  writeFileSync(
    exercise.files.learner,
    `${readStub(exercise)}\nexport const attempt = ${attempt};\n`,
  );
}

/** A few mistakes of an exercise are met far more often than the others. */
function likely(mistakes: readonly KnownMistake[], rng: Rng): KnownMistake | undefined {
  return mistakes[Math.floor(mistakes.length * rng() ** 2.5)];
}

/** A factor around 1: `exp` of a normal variate, from two uniform ones (Box and Muller, 1958). */
export function spread(rng: Rng, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
  return Math.exp(sigma * normal);
}

function reportOf(
  exercise: Exercise,
  core: TestReport['state'],
  stretch: TestReport['state'],
): Report {
  const tests = [
    ...exercise.core.map((name) => testOf(name, core)),
    ...exercise.stretch.map((name) => testOf(name, stretch)),
  ];
  return {
    schema: 1,
    exercise: exercise.id,
    implementation: 'learner',
    state: tests.every(({ state }) => state === 'passed') ? 'passed' : 'failed',
    tests,
    error: null,
    output: { text: '', truncated: false },
    milliseconds: 100,
  };
}

function testOf(name: string, state: TestReport['state']): TestReport {
  return {
    function: name,
    name: 'does what it should',
    state,
    milliseconds: 1,
    errorName: null,
    message: null,
    detail: null,
    expected: null,
    actual: null,
    counterexample: null,
    location: null,
    stack: null,
  };
}
