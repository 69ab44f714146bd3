import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findExercise, loadCatalog } from '../../src/catalog/index.ts';
import { HostedRuns } from '../../src/runner/hosted-runs.ts';

const root = join(import.meta.dirname, '../fixtures/hostile');
const asked = {
  exercise: findExercise(loadCatalog(root), 'add'),
  implementation: 'learner',
} as const;

const report = { exercise: 'add', state: 'passed' };

/** Runs in a host that is made of the given JavaScript; `run`, `tell` and `starts` are there. */
function runsIn(script: string): HostedRuns {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-host-'));
  const module = join(folder, 'host.mjs');
  const head = `
import { existsSync, writeFileSync } from 'node:fs';
const mark = new URL('./started', import.meta.url);
const isFirst = !existsSync(mark);
writeFileSync(mark, '');
const tell = (answer) => process.send(answer);
process.on('disconnect', () => process.exit());
process.on('message', (request) => { if (request.kind === 'close') process.exit(); });
const onRun = (act) => process.on('message', (request) => { if (request.kind === 'run') act(request.id); });
const report = { exercise: 'add', state: 'passed' };
`;
  writeFileSync(module, head + script);
  const runs = new HostedRuns(root, () => module);
  onTestFinished(async () => {
    await runs.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return runs;
}

it('tells of a host that ends during a run, and runs the next in another', async () => {
  const runs = runsIn(`let runs = 0;
  onRun((id) => {
    // The second waits for its turn.
    if (isFirst && runs++ > 0) return;
    tell({ kind: 'began', id });
    if (!isFirst) return tell({ kind: 'report', id, report });
    tell({ kind: 'spec', id, name: 'add › adds two numbers' });
    process.stderr.write('FATAL ERROR: JavaScript heap out of memory', () => process.exit(134));
  });`);
  const [first, second] = await Promise.all([
    runs.run(asked, undefined),
    runs.run(asked, undefined),
  ]);
  expect(first).toMatchObject({
    state: 'error',
    error: { name: 'OutOfMemory', during: 'add › adds two numbers' },
  });
  expect(second).toEqual(report);
});

it('replaces a host in which a thread is stuck, when its run is over', async () => {
  const runs = runsIn(`onRun((id) => {
    tell({ kind: 'began', id });
    if (isFirst) tell({ kind: 'stuck' });
    tell({ kind: 'report', id, report: { ...report, exercise: isFirst ? 'first' : 'second' } });
  });`);
  expect(await runs.run(asked, undefined)).toHaveProperty('exercise', 'first');
  expect(await runs.run(asked, undefined)).toHaveProperty('exercise', 'second');
});

it('runs again what a thread that was stuck before has brought down', async () => {
  const runs = runsIn(`onRun((id) => {
    tell({ kind: 'began', id });
    if (!isFirst) return tell({ kind: 'report', id, report });
    process.send({ kind: 'stuck' }, () => process.exit(134));
  });`);
  expect(await runs.run(asked, undefined)).toEqual(report);
});

it('says what the host said when it cannot be started', async () => {
  const runs = runsIn(`throw new Error('no such engine');`);
  await expect(runs.run(asked, undefined)).rejects.toThrow(
    /did not start \(exit code 1\).*no such engine/s,
  );
});

it('rejects with the reason as soon as a run is cancelled', async () => {
  const runs = runsIn('');
  const cancel = new AbortController();
  const run = runs.run(asked, cancel.signal);
  cancel.abort(new Error('another save'));
  await expect(run).rejects.toThrow('another save');
});

it('rejects what runs when it is closed', async () => {
  const runs = runsIn('');
  const run = runs.run(asked, undefined);
  await Promise.all([expect(run).rejects.toThrow('The runner was closed.'), runs.close()]);
});

it('runs from its TypeScript where it could not be compiled', async () => {
  const entry = join(import.meta.dirname, '../../src/runner/host-entry.mjs');
  const runs = new HostedRuns(root, () => entry);
  onTestFinished(() => runs.close());
  expect(await runs.run(asked, undefined)).toMatchObject({ state: 'passed', exercise: 'add' });
}, 60_000);
