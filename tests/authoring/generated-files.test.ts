import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDiagnoses, writeStubs } from '../../src/authoring/index.ts';
import { readStub } from '../../src/catalog/index.ts';
import { openProgress } from '../../src/progress/index.ts';
import { type Runner, startRunner } from '../../src/runner/index.ts';
import { contractCopy, contractRoot, edit, openContract } from './contract-workbook.ts';

describe('writeStubs', () => {
  it('leaves a current stub alone', () => {
    const { catalog } = openContract(contractCopy());
    expect(writeStubs(catalog).map(({ state }) => state)).toEqual(['current', 'current']);
  });

  it('writes a stub where there is none', () => {
    const { catalog, largest } = openContract(contractCopy());
    rmSync(largest.files.learner);
    expect(writeStubs(catalog, { exercises: [largest] })).toEqual([
      { exercise: 'largest', file: largest.files.learner, state: 'written', snapshot: null },
    ]);
    expect(readFileSync(largest.files.learner, 'utf8')).toBe(readStub(largest));
  });

  it('copies what it writes over, so that undo brings it back', () => {
    const { catalog, largest } = openContract(contractCopy());
    writeFileSync(largest.files.learner, 'export const mine = 1;\n');
    const [written] = writeStubs(catalog, { exercises: [largest] });
    expect(written?.snapshot).not.toBeNull();
    openProgress(catalog).undo(largest);
    expect(readFileSync(largest.files.learner, 'utf8')).toBe('export const mine = 1;\n');
  });

  it('does not mind the line ends of Windows', () => {
    const { catalog, largest } = openContract(contractCopy());
    writeFileSync(largest.files.learner, readStub(largest).replaceAll('\n', '\r\n'));
    expect(writeStubs(catalog, { check: true })[0]?.state).toBe('current');
  });

  it('only says what is out of date when it checks', () => {
    const { catalog, largest } = openContract(contractCopy());
    writeFileSync(largest.files.learner, 'export const mine = 1;\n');
    const states = writeStubs(catalog, { check: true }).map(({ state }) => state);
    expect(states).toEqual(['out of date', 'current']);
    expect(readFileSync(largest.files.learner, 'utf8')).toBe('export const mine = 1;\n');
  });
});

describe('writeDiagnoses', () => {
  const { catalog, largest, half } = openContract(contractRoot);
  let runner: Runner;
  beforeAll(async () => {
    runner = await startRunner({ root: contractRoot });
  });
  afterAll(() => runner.close());

  it('finds the committed file current', async () => {
    const options = { exercises: [largest], check: true };
    expect(await writeDiagnoses(catalog, runner, options)).toEqual([
      { exercise: 'largest', file: largest.files.diagnoses, state: 'current', snapshot: null },
    ]);
  });

  it('writes the same text wherever it runs, and is then content', async () => {
    const copy = openContract(contractCopy());
    const exercises = [copy.largest];
    rmSync(copy.largest.files.diagnoses);
    const own = await startRunner({ root: copy.catalog.root });
    try {
      const run = async () => (await writeDiagnoses(copy.catalog, own, { exercises }))[0]?.state;
      expect(await run()).toBe('written');
      expect(await run()).toBe('current');
    } finally {
      await own.close();
    }
    expect(readFileSync(copy.largest.files.diagnoses, 'utf8')).toBe(
      readFileSync(largest.files.diagnoses, 'utf8'),
    );
  });

  it('notices that a mistake has changed', async () => {
    const copy = openContract(contractCopy());
    edit(`${copy.largest.files.mistakes}/starts-at-zero.ts`, 'let most = 0', 'let most = -1');
    const own = await startRunner({ root: copy.catalog.root });
    try {
      const options = { exercises: [copy.largest], check: true };
      expect((await writeDiagnoses(copy.catalog, own, options))[0]?.state).toBe('out of date');
    } finally {
      await own.close();
    }
  });

  it('refuses a mistake that does not explain itself', async () => {
    await expect(
      writeDiagnoses(catalog, runner, { exercises: [half], check: true }),
    ).rejects.toThrow(/The mistake bare of half does not open with a comment/);
  });
});
