import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostileCase } from './hostile-case.ts';
import { type HostileWorkbook, hostileWorkbook, inOneLine } from './hostile-workbook.ts';

/** However it ends, within this time the learner knows. */
const knownWithin = 10_000;

/** Specs for cases: each is told, and a right answer passes right after it, by the same runner. */
export function itIsTold(title: string, cases: readonly HostileCase[]): void {
  describe(title, () => {
    let workbook: HostileWorkbook;
    beforeAll(async () => {
      workbook = await hostileWorkbook();
      await workbook.recover();
    }, 60_000);
    afterAll(() => workbook.close());

    it.each(cases)('$name', { timeout: 60_000 }, async (hostile) => {
      const { feedback, text, milliseconds } = await workbook.meet(hostile);
      for (const sentence of hostile.told) expect(inOneLine(text)).toContain(sentence);
      expect(feedback.state).toBe(hostile.state);
      expect(feedback.corePassed).toBe(hostile.state === 'mastered');
      expect(text).not.toMatch(/node_modules|vitest-pool|at .+:\d+:\d+/);
      expect(stripVTControlCharacters(text)).toBe(text);
      expect(milliseconds).toBeLessThan(knownWithin);

      const next = await workbook.recover();
      expect(next.feedback.state, next.text).toBe('mastered');
      expect(next.report.error).toBeNull();
    });
  });
}
