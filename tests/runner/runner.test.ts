import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/index.ts';
import { type Report, type Runner, startRunner } from '../../src/runner/index.ts';

const root = join(import.meta.dirname, '../fixtures/hostile');
const [exercise] = loadCatalog(root).exercises;
if (!exercise) throw new Error('The fixture has no exercise.');

let runner: Runner;
beforeAll(async () => {
  runner = await startRunner({ root });
});
afterAll(() => runner.close());

const runMistake = (name: string): Promise<Report> =>
  runner.run(exercise, { implementation: `mistake/${name}` });

describe('a run', () => {
  it('reports every spec of a right answer as passed, in the order of the file', async () => {
    const report = await runner.run(exercise, { implementation: 'solution' });
    expect(report.state).toBe('passed');
    expect(report.error).toBeNull();
    expect(report.tests.map((test) => [test.function, test.name, test.state])).toEqual([
      ['add', 'adds two numbers', 'passed'],
      ['add', 'does not mind the order', 'passed'],
      ['subtract', 'subtracts the second from the first', 'passed'],
    ]);
  });

  it('reads the learner’s file by default', async () => {
    const report = await runner.run(exercise);
    expect(report).toMatchObject({ implementation: 'learner', state: 'passed' });
  });

  it('keeps apart what the spec says, what was expected and what came', async () => {
    const [first, second] = (await runMistake('wrong-result')).tests;
    expect(first).toMatchObject({
      state: 'failed',
      message: 'One and two are three',
      detail: expect.stringMatching(/^expected -1 to be 3/),
      expected: '3',
      actual: '-1',
      counterexample: null,
      location: { file: exercise.files.spec },
    });
    expect(second).toMatchObject({
      message: 'The order must not matter',
      counterexample: expect.stringMatching(/^\[.+\]$/),
    });
  });

  it('reports specs of a function that is not written as waiting', async () => {
    const report = await runMistake('not-written');
    expect(report.tests.map((test) => test.state)).toEqual(['waiting', 'waiting', 'passed']);
    expect(report.state).toBe('failed');
  });

  it('shows the stub, made from the solution, as waiting throughout', async () => {
    const report = await runner.run(exercise, { implementation: 'stub' });
    expect(new Set(report.tests.map((test) => test.state))).toEqual(new Set(['waiting']));
  });

  it('collects what the code prints', async () => {
    const { output, state } = await runMistake('prints-little');
    expect(state).toBe('passed');
    expect(output.text).toMatch(/^called with { a: 1, b: 2 }\n/);
    expect(output.truncated).toBe(false);
  });

  it('does not touch the exit code of this process', async () => {
    process.exitCode = undefined;
    await runMistake('wrong-result');
    expect(process.exitCode).toBeUndefined();
  });

  it('can be cancelled at any moment, and the next run is not the worse for it', async () => {
    for (const milliseconds of [0, 5, 30]) {
      const abort = new AbortController();
      const run = runner.run(exercise, { signal: abort.signal });
      setTimeout(() => abort.abort(), milliseconds);
      await run.catch((error: unknown) => expect(error).toHaveProperty('name', 'AbortError'));
      expect((await runner.run(exercise)).state).toBe('passed');
    }
  });
});

describe('running many at once', () => {
  it('reports in the order of the jobs', async () => {
    const reports = await runner.runAll([
      { exercise, implementation: 'mistake/wrong-result' },
      { exercise, implementation: 'solution' },
      { exercise, implementation: 'stub' },
      { exercise, implementation: 'mistake/throws-at-import' },
    ]);
    expect(reports.map(({ implementation, state }) => [implementation, state])).toEqual([
      ['mistake/wrong-result', 'failed'],
      ['solution', 'passed'],
      ['stub', 'failed'],
      ['mistake/throws-at-import', 'error'],
    ]);
  });

  it('runs the specs of the given functions only', async () => {
    const [report] = await runner.runAll([
      { exercise, implementation: 'mistake/wrong-result', functions: () => ['add'] },
    ]);
    expect(report?.tests.map(({ name, state }) => [name, state])).toEqual([
      ['adds two numbers', 'failed'],
      ['does not mind the order', 'failed'],
    ]);
  });

  it('ends what hangs or dies, and runs the rest', async () => {
    const reports = await runner.runAll([
      { exercise, implementation: 'mistake/endless-loop' },
      { exercise, implementation: 'solution' },
      { exercise, implementation: 'mistake/process-exit' },
      { exercise, implementation: 'mistake/wrong-result' },
    ]);
    expect(reports.map(({ implementation, state }) => [implementation, state])).toEqual([
      ['mistake/endless-loop', 'timeout'],
      ['solution', 'passed'],
      ['mistake/process-exit', 'failed'],
      ['mistake/wrong-result', 'failed'],
    ]);
  }, 60_000);
});
