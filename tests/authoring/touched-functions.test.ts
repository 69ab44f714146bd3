import { describe, expect, it } from 'vitest';
import { touchedFunctions } from '../../src/authoring/touched-functions.ts';

const solution = `
import { shuffled } from '#kit/random';

export interface Split { readonly test: readonly number[] }

const limit = 10;

/** Splits. */
export function split(rows: readonly number[]): Split {
  //#region solution
  return { test: cut(shuffled(rows)) };
  //#endregion
}

export function folds(rows: readonly number[]): Split[] {
  return [split(rows)];
}

export function largest(rows: readonly number[]): number {
  return Math.max(...rows, limit);
}

export class Counter {
  count = 0;
}

function cut(rows: readonly number[]): readonly number[] {
  return rows.slice(0, 2);
}
`;

const spec = `
import { describe, expect, it } from 'vitest';
import { Counter, folds as makeFolds, largest, split } from './split.ts';

const rows = [1, 2, 3];

describe('split', () => {
  it('splits', () => expect(split(rows)).toEqual({ test: [1, 2] }));
});

describe('folds', () => {
  it('splits each', () => expect(makeFolds(rows)).toHaveLength(1));
});

describe('largest', () => {
  it('finds it', () => expect(largest(rows)).toBe(10));
});

describe('Counter', () => {
  it('counts from zero', () => expect(new Counter().count).toBe(0));
});
`;

const touched = touchedFunctions({ solution, spec });

describe('the functions that a mistake can touch', () => {
  it.each([
    ['a function', 'Math.max(...rows, limit)', 'rows[0] ?? limit', ['largest']],
    ['a function that another calls', 'split(rows)]', 'split(rows), split(rows)]', ['folds']],
    ['a helper, through all that reach it', 'slice(0, 2)', 'slice(1)', ['split', 'folds']],
    ['a constant', 'limit = 10', 'limit = 11', ['largest']],
    ['a class', 'count = 0', 'count = 1', ['Counter']],
    ['where a helper comes from', '#kit/random', './own.ts', ['split', 'folds']],
  ])('are found for %s', (_, before, after, functions) => {
    expect(solution).toContain(before);
    expect(touched(solution.replace(before, after))).toEqual(new Set(functions));
  });

  it('are found through a helper that only the mistake has', () => {
    const mistake = solution.replace('Math.max(...rows, limit)', 'best(rows)');
    expect(
      touched(`${mistake}\nconst best = (rows: readonly number[]) => rows.at(-1) ?? 0;`),
    ).toEqual(new Set(['largest']));
  });

  it('are none when only comments, types and layout differ', () => {
    const mistake = solution
      .replace('/** Splits. */', '// Another comment')
      .replace('readonly test: readonly', 'test: readonly')
      .replaceAll('\n\n', '\n');
    expect(touched(mistake)).toEqual(new Set());
  });

  it('may be all when a statement at the top level changes', () => {
    expect(touched(`${solution}\nconsole.log(limit);`)).toBeNull();
  });

  it('may be all when a statement at the top level of the specs reaches the change', () => {
    const before = touchedFunctions({
      solution,
      spec: `${spec}\nbeforeEach(() => largest(rows));`,
    });
    expect(before(solution.replace('limit = 10', 'limit = 11'))).toBeNull();
  });

  it('may be all when the specs import everything under one name', () => {
    const all = touchedFunctions({
      solution,
      spec: "import * as own from './split.ts';\ndescribe('split', () => own.split([]));",
    });
    expect(all(solution.replace('limit = 10', 'limit = 11'))).toBeNull();
  });

  it('may be all when a text is not TypeScript', () => {
    const changed = solution.replace('limit = 10', 'limit = 11');
    expect(touched(`${changed}\nexport function {`)).toBeNull();
    const brokenSpec = touchedFunctions({ solution, spec: `${spec}\nconst rows = ;` });
    expect(brokenSpec(changed)).toBeNull();
  });
});
