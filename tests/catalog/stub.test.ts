import { describe, expect, it } from 'vitest';
import { stubOf } from '../../src/catalog/stub.ts';

const firstLine = "import { NotImplemented } from '#kit/not-implemented';\n";

describe('stubOf', () => {
  it('puts NotImplemented with the function’s name where the solution stands', () => {
    const solution = `/** Adds. */
export function add(a: number, b: number): number {
  //#region solution
  const sum = a + b;
  return sum;
  //#endregion
}
`;
    expect(stubOf(solution)).toBe(`${firstLine}
/** Adds. */
export function add(a: number, b: number): number {
  throw new NotImplemented('add');
}
`);
  });

  it('joins its import to those of the solution', () => {
    const solution = `import { z } from 'zod';\n\nexport const schema = z.string();\n`;
    expect(stubOf(solution)).toBe(`${firstLine}${solution}`);
  });

  it('leaves no trace of a region at the margin', () => {
    const solution = `export const limit = 3;

//#region solution
function secret(): number {
  return 42;
}
//#endregion

export function open(): number {
  //#region solution
  return secret();
  //#endregion
}
`;
    const stub = stubOf(solution);
    expect(stub).not.toContain('secret');
    expect(stub).not.toContain('\n\n\n');
    expect(stub).toContain("throw new NotImplemented('open');");
  });

  it.each([
    ['export async function ask(): Promise<void> {', 'ask'],
    ['export function* tokens(): Generator<string> {', 'tokens'],
    ['export async function* stream(): AsyncGenerator<string> {', 'stream'],
    ['export function first<T>(items: readonly T[]): T {', 'first'],
    ['function inner(): number {', 'inner'],
  ])('finds the name in %s', (signature, name) => {
    const solution = `${signature}\n  //#region solution\n  return x;\n  //#endregion\n}\n`;
    expect(stubOf(solution)).toContain(`\n  throw new NotImplemented('${name}');\n`);
  });

  it('names a function whose parameters take several lines', () => {
    const solution = `export function kFold(
  rows: number,
  options: { nSplits: number },
): number[][] {
  //#region solution
  return [];
  //#endregion
}
`;
    expect(stubOf(solution)).toContain("throw new NotImplemented('kFold');");
  });

  it('names methods with their class, and a function after the class without it', () => {
    const solution = `export class Cache<Value> {
  readonly #entries = new Map<string, Value>();

  get(key: string): Value | undefined {
    //#region solution
    if (key === '') return undefined;
    return this.#entries.get(key);
    //#endregion
  }

  static async load(file: string): Promise<void> {
    //#region solution
    await read(file);
    //#endregion
  }

  get size(): number {
    //#region solution
    return this.#entries.size;
    //#endregion
  }
}

export function warm(): void {
  //#region solution
  new Cache();
  //#endregion
}
`;
    const names = [...stubOf(solution).matchAll(/NotImplemented\('(.*)'\)/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(['Cache.get', 'Cache.load', 'Cache.size', 'warm']);
  });

  it('keeps the place of a region that is not the whole body', () => {
    const solution = `export function share(part: number, whole: number): number {
  if (whole === 0) throw new RangeError('whole is 0; it must be positive.');
  //#region solution
  return part / whole;
  //#endregion
}
`;
    expect(stubOf(solution)).toMatch(/RangeError.*\n {2}throw new NotImplemented\('share'\);\n\}/);
  });

  it('refuses a region that is not closed', () => {
    const solution = 'export function add(): number {\n  //#region solution\n  return 1;\n}\n';
    expect(() => stubOf(solution)).toThrow('//#endregion is missing');
  });

  it('refuses a region that stands in no function', () => {
    const solution = 'export const table = {\n  //#region solution\n  a: 1,\n  //#endregion\n};\n';
    expect(() => stubOf(solution)).toThrow('stands in no named function');
  });
});
