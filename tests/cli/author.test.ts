import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractCopy, edit, openContract } from '../authoring/contract-workbook.ts';
import { call } from './small-workbook.ts';

describe('author stubs', () => {
  it('exits 1 and names the stub that is out of date, and writes nothing', async () => {
    const root = contractCopy();
    rmSync(openContract(root).largest.files.learner);
    const { code, out } = await call({ root }, 'author', 'stubs', '--check');
    expect(code).toBe(1);
    expect(out.replaceAll('\\', '/')).toBe(
      'out of date: exercises/01-contract/01-largest/largest.ts\n' +
        '1 of 2 files differed.\nBring them up to date: npm run stubs\n',
    );
  });

  it('writes it, and is then content', async () => {
    const root = contractCopy();
    rmSync(openContract(root).largest.files.learner);
    expect(await call({ root }, 'author', 'stubs', 'largest')).toMatchObject({
      code: 0,
      out: expect.stringContaining('written: '),
    });
    expect(await call({ root }, 'author', 'stubs', '--check')).toMatchObject({ code: 0 });
  });
});

describe('author diagnoses', () => {
  it('exits 1 when a mistake no longer fails as it is written down', async () => {
    const root = contractCopy();
    const { files } = openContract(root).largest;
    edit(join(files.mistakes, 'starts-at-zero.ts'), 'let most = 0', 'let most = -1');
    const { code, out } = await call({ root }, 'author', 'diagnoses', 'largest', '--check');
    expect(code).toBe(1);
    expect(out).toContain('Bring them up to date: npm run diagnoses');
  });

  it('says what is wrong with a mistake that cannot be recorded', async () => {
    const { code, error } = await call({ root: contractCopy() }, 'author', 'diagnoses');
    expect(code).toBe(3);
    expect(error).toContain('The mistake bare of half does not open with a comment');
  });
});

describe('author check', () => {
  it('exits 0 for an exercise that keeps the contract', async () => {
    const { code, out } = await call({ root: contractCopy() }, 'author', 'check', 'largest');
    expect({ code, out }).toEqual({ code: 0, out: '1 exercise checked, no problems.\n' });
  });

  it('gives file, line and problem otherwise', async () => {
    const { code, out } = await call({ root: contractCopy() }, 'author', 'check');
    expect(code).toBe(1);
    expect(out).toContain(
      'exercises/01-contract/02-half/half.spec.ts:38: it.skip is not allowed.\n',
    );
    expect(out).toMatch(/2 exercises checked, \d+ problems\.\n$/);
  });
});

describe('author typecheck', () => {
  it('exits 1 with what the compiler says', async () => {
    const root = contractCopy();
    writeFileSync(join(root, 'tsconfig.json'), '{ "extends": "../../tsconfig.json" }');
    const { files } = openContract(root).largest;
    edit(files.demo, 'largest(values)', 'largest(values).length');
    const { code, out } = await call({ root }, 'author', 'typecheck');
    expect(code).toBe(1);
    expect(out).toContain('01-largest/demo.ts (against the solution)');
  });
});

describe('author readme', () => {
  it('writes the list of exercises, and is then content', async () => {
    const root = contractCopy();
    writeFileSync(
      join(root, 'README.md'),
      '<!-- exercises:start (written by npm run readme) -->\n<!-- exercises:end -->\n',
    );
    expect(await call({ root }, 'author', 'readme', '--check')).toMatchObject({ code: 1 });
    expect(await call({ root }, 'author', 'readme')).toMatchObject({ code: 0 });
    expect(await call({ root }, 'author', 'readme', '--check')).toMatchObject({ code: 0 });
  });
});
