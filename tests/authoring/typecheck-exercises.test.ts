import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typecheckExercises } from '../../src/authoring/index.ts';
import { contractCopy, edit, openContract } from './contract-workbook.ts';

function typedCopy() {
  const root = contractCopy();
  copyFileSync(join(import.meta.dirname, '../../tsconfig.json'), join(root, 'tsconfig.json'));
  return { root, ...openContract(root) };
}

describe('typecheckExercises', () => {
  it('is content when specs and demos agree with solutions and stubs', async () => {
    const { root } = typedCopy();
    expect(await typecheckExercises(root)).toEqual({ ok: true, output: '' });
  });

  it('never looks at what a learner has written', async () => {
    const { root, largest, half } = typedCopy();
    writeFileSync(largest.files.learner, 'export const largest: number = "broken" +');
    rmSync(half.files.learner);
    expect(await typecheckExercises(root)).toEqual({ ok: true, output: '' });
  });

  it('names the file and what it was checked against', async () => {
    const { root, largest } = typedCopy();
    edit(largest.files.spec, 'spread([4])', "spread(['4'])");
    const { ok, output } = await typecheckExercises(root);
    expect(ok).toBe(false);
    const file = 'exercises/01-contract/01-largest/largest.spec.ts';
    expect(output).toMatch(
      new RegExp(`^${file} \\(against the solution\\)\\(\\d+,\\d+\\): error TS`, 'm'),
    );
    expect(output).toMatch(
      new RegExp(`^${file} \\(against the stub\\)\\(\\d+,\\d+\\): error TS`, 'm'),
    );
  });

  it('notices a stub that has lost something the specs need', async () => {
    const { root, largest } = typedCopy();
    edit(
      largest.files.solution,
      '/** The largest value less',
      '//#region solution\nexport const none = 0;\n//#endregion\n\n/** The largest value less',
    );
    edit(largest.files.spec, 'import { largest, spread }', 'import { largest, none, spread }');
    edit(largest.files.spec, 'toBe(0)', 'toBe(none)');
    const { ok, output } = await typecheckExercises(root);
    expect(ok).toBe(false);
    expect(output).toContain('(against the stub)');
    expect(output).not.toContain('(against the solution)');
  });

  it('leaves nothing behind', async () => {
    const { root } = typedCopy();
    await typecheckExercises(root);
    const folder = join(root, '.workbook', 'typecheck');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });
});
