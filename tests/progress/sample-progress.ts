import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, type Exercise, findExercise, loadCatalog } from '../../src/catalog/index.ts';
import type { Diagnosis } from '../../src/feedback/diagnosis.ts';
import type { Report, TestReport } from '../../src/runner/index.ts';
import { sampleWorkbook } from '../sample-workbook.ts';

export interface SampleProgress {
  readonly catalog: Catalog;
  readonly root: string;
  /** 1.1, with a core and a stretch function. */
  readonly split: Exercise;
  /** 1.2, without a stretch function. */
  readonly features: Exercise;
  /** 2.1. */
  readonly streaming: Exercise;
  /** progress.json. */
  readonly stateFile: string;
}

/** A workbook of three exercises in a folder of its own. */
export function sampleProgress(): SampleProgress {
  const root = sampleWorkbook({
    '01-basics/01-split': {},
    '01-basics/02-features': { stretch: '[]' },
    '02-integration/01-streaming': {},
  });
  const catalog = loadCatalog(root);
  return {
    catalog,
    root,
    split: findExercise(catalog, 'split'),
    features: findExercise(catalog, 'features'),
    streaming: findExercise(catalog, 'streaming'),
    stateFile: join(root, '.workbook', 'progress.json'),
  };
}

export function write(exercise: Exercise, content: string): void {
  writeFileSync(exercise.files.learner, content);
}

export function contentOf(exercise: Exercise): string {
  return readFileSync(exercise.files.learner, 'utf8');
}

export function namesInState({ root }: SampleProgress): string[] {
  return readdirSync(join(root, '.workbook')).sort();
}

/** A report of one spec per function, in the given states. */
export function reportOf(
  exercise: Exercise,
  states: Readonly<Record<string, TestReport['state']>>,
  changes: Partial<Report> = {},
): Report {
  const tests = Object.entries(states).map(([name, state]) => testOf(name, state));
  return {
    schema: 1,
    exercise: exercise.id,
    implementation: 'learner',
    state: tests.every(({ state }) => state === 'passed') ? 'passed' : 'failed',
    tests,
    error: null,
    output: { text: '', truncated: false },
    milliseconds: 12,
    ...changes,
  };
}

export const corePasses = { trainTestSplit: 'passed', groupSplit: 'waiting' } as const;
export const allPasses = { trainTestSplit: 'passed', groupSplit: 'passed' } as const;
export const coreFails = { trainTestSplit: 'failed', groupSplit: 'waiting' } as const;
export const nothingWritten = { trainTestSplit: 'waiting', groupSplit: 'waiting' } as const;

export function diagnosisOf(mistake: string): Diagnosis {
  return {
    certainty: 'this is',
    mistake,
    title: 'a plain random split',
    explanation: 'A small class may be missing.',
    function: 'trainTestSplit',
  };
}

function testOf(name: string, state: TestReport['state']): TestReport {
  const quiet = { errorName: null, message: null, detail: null, expected: null, actual: null };
  return {
    function: name,
    name: 'keeps the class proportions',
    state,
    milliseconds: 1,
    ...quiet,
    counterexample: null,
    location: null,
    stack: null,
  };
}
