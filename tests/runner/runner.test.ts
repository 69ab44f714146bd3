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

const stateOf = (report: Report, name: string) =>
  report.tests.find((test) => test.name === name)?.state;

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

describe('code that does not come to an end', () => {
  it('is stopped in an endless loop, and the spec is named', async () => {
    const report = await runMistake('endless-loop');
    expect(report.state).toBe('timeout');
    expect(report.error?.during).toBe('add › adds two numbers');
  }, 15_000);

  it('is stopped in endless microtasks', async () => {
    expect((await runMistake('endless-microtasks')).state).toBe('timeout');
  }, 15_000);

  it('is stopped when its file never finishes loading', async () => {
    const report = await runMistake('endless-import');
    expect(report).toMatchObject({ state: 'timeout', tests: [], error: { during: null } });
  }, 15_000);

  it('fails the spec whose promise never settles', async () => {
    const report = await runMistake('never-settles');
    expect(report.tests[0]?.message).toBe(
      'It did not come to an end within 2 s: a promise never settles.',
    );
    expect(stateOf(report, 'subtracts the second from the first')).toBe('passed');
  }, 15_000);

  it('leaves the runner able to run again', async () => {
    expect((await runner.run(exercise)).state).toBe('passed');
  });
});

describe('code that misbehaves', () => {
  it('fails with its own error when it recurses without end', async () => {
    const [first] = (await runMistake('endless-recursion')).tests;
    expect(first?.message).toBe('Maximum call stack size exceeded');
    expect(first?.location?.file).toMatch(/endless-recursion\.ts$/);
  });

  it('is stopped when it takes all memory', async () => {
    const report = await runMistake('memory-bomb');
    expect(report.error).toMatchObject({
      name: 'OutOfMemory',
      message: 'The code used more than 512 MB of memory and was stopped.',
      during: 'add › adds two numbers',
    });
  }, 20_000);

  it('cannot end the process', async () => {
    const report = await runMistake('process-exit');
    expect(report.tests[0]?.message).toMatch(/process\.exit/);
    expect(stateOf(report, 'subtracts the second from the first')).toBe('passed');
  });

  it('is told that it threw something that is no error', async () => {
    const [first] = (await runMistake('throws-null')).tests;
    expect(first?.message).toBe('Your code threw null, which is not an Error.');
  });

  it('fails when a rejection goes unhandled although every spec passed', async () => {
    const report = await runMistake('unhandled-rejection');
    expect(report.state).toBe('failed');
    expect(report.error?.message).toBe('nobody handles this');
  });

  it('cannot reach the network, and the URL is named', async () => {
    const [first] = (await runMistake('calls-the-network')).tests;
    expect(first?.message).toMatch(/GET https:\/\/example\.com\/answer/);
  });

  it('has its output capped', async () => {
    const { output } = await runMistake('prints-much');
    expect(output.truncated).toBe(true);
    expect(output.text.length).toBeLessThanOrEqual(20_000);
  }, 15_000);
});

describe('a file that does not load', () => {
  it('is reported with place and reason when its syntax is wrong', async () => {
    const report = await runMistake('syntax-error');
    expect(report).toMatchObject({
      state: 'error',
      tests: [],
      error: { name: 'SyntaxError', message: 'Unexpected token', location: { line: 2 } },
    });
    expect(report.error?.location?.file).toMatch(/syntax-error\.ts$/);
  });

  it('is reported when it throws at import', async () => {
    const { state, error } = await runMistake('throws-at-import');
    expect(state).toBe('error');
    expect(error).toMatchObject({ message: 'at import', location: { line: 2 } });
  });

  it('is reported when an import leads nowhere', async () => {
    const { state, error } = await runMistake('missing-import');
    expect(state).toBe('error');
    expect(error).toMatchObject({
      name: 'MissingModule',
      message: expect.stringContaining('nowhere.ts'),
    });
  });

  it('is reported when a function is not exported', async () => {
    const report = await runMistake('missing-export');
    expect(report.tests.at(-1)?.message).toBe(
      'Your file does not export a function named subtract.',
    );
  });

  it('is reported when it is not there', async () => {
    const files = { ...exercise.files, learner: join(exercise.files.folder, 'gone.ts') };
    const report = await runner.run({ ...exercise, files });
    expect(report).toMatchObject({ state: 'error', error: { name: 'MissingFile' } });
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
      { exercise, implementation: 'mistake/wrong-result', functions: ['add'] },
    ]);
    expect(report?.tests.map(({ name, state }) => [name, state])).toEqual([
      ['adds two numbers', 'failed'],
      ['does not mind the order', 'failed'],
      ['subtracts the second from the first', 'skipped'],
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
