import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode, unlockCode } from '../../src/workshop/unlock-codes.ts';
import { openSecret, unlockCodesOf } from '../../src/workshop/workshop-secret.ts';
import { temporaryFolder, writeFiles } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';

const secret = Buffer.alloc(32, 7);

describe('unlockCode', () => {
  it('is three groups of four, without letters that are taken for others', () => {
    for (let index = 0; index < 200; index++) {
      expect(unlockCode(secret, `exercise-${index}`)).toMatch(
        /^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/,
      );
    }
  });

  it('is the same each time, another for another exercise and another secret', () => {
    expect(unlockCode(secret, 'agents')).toBe(unlockCode(secret, 'agents'));
    expect(unlockCode(secret, 'agents')).not.toBe(unlockCode(secret, 'caching'));
    expect(unlockCode(secret, 'agents')).not.toBe(unlockCode(Buffer.alloc(32, 8), 'agents'));
  });
});

describe('readCode', () => {
  it('reads every code however it is typed', () => {
    const typing = fc.record({
      id: fc.string(),
      change: fc.constantFrom(
        (code: string) => code.toLowerCase(),
        (code: string) => code.replaceAll('-', ''),
        (code: string) => code.replaceAll('-', ' '),
        (code: string) => ` ${code.replaceAll('-', '–')}\n`,
        (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
      ),
    });
    fc.assert(
      fc.property(typing, ({ id, change }) => {
        const code = unlockCode(secret, id);
        expect(readCode(change(code))).toBe(code);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it.each([
    ['K7QF-2M9X', 'it has 8 letters and digits, a code has 12'],
    ['K7QF-2M9X-RT4D-A', 'it has 13'],
    ['K7QF-2M9X-RT4U', '"u" is in none'],
    ['', 'it has 0'],
  ])('says what is wrong with "%s"', (typed, cause) => {
    const { message, help, exitCode } = workbookErrorOf(() => readCode(typed));
    expect(message).toContain(cause);
    expect(help).toContain('Type it again');
    expect(exitCode).toBe(2);
  });
});

describe('openSecret', () => {
  it('makes a secret once, and keeps it', () => {
    const root = temporaryFolder();
    expect(unlockCodesOf(root, [{ id: 'agents' }])).toBeNull();
    const made = openSecret(root);
    expect(made).toHaveLength(32);
    expect(openSecret(root)).toEqual(made);
    expect(unlockCodesOf(root, [{ id: 'agents' }])).toEqual(
      new Map([['agents', unlockCode(made, 'agents')]]),
    );
    expect(openSecret(temporaryFolder())).not.toEqual(made);
  });

  it('does not replace a damaged one: the codes that were given out hang on it', () => {
    const root = temporaryFolder();
    writeFiles(root, { '.workbook/workshop.json': '{"schema":1,"secret":"12"}' });
    const before = statSync(join(root, '.workbook/workshop.json')).mtimeMs;
    expect(workbookErrorOf(() => openSecret(root)).message).toContain('is damaged');
    expect(readFileSync(join(root, '.workbook/workshop.json'), 'utf8')).toContain('"12"');
    expect(statSync(join(root, '.workbook/workshop.json')).mtimeMs).toBe(before);
  });
});
