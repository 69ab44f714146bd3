import { type ContentProblem, problemAt, type Source } from './problem.ts';
import { importsOf, parseSource } from './syntax.ts';

/** What files of one kind may import. A name that ends in `/` stands for all that begins with it. */
export interface AllowedImports {
  /** The kind of file, in words: "A spec". */
  readonly who: string;
  readonly allowed: readonly string[];
  /** Packages that the front matter lists; their subpaths are allowed too. */
  readonly packages: readonly string[];
}

/** Checks that a file imports nothing but what its kind may. */
export function checkImports(
  source: Source,
  { who, allowed, packages }: AllowedImports,
): ContentProblem[] {
  const isAllowed = (from: string): boolean =>
    allowed.some((name) => from === name || (/[/:]$/.test(name) && from.startsWith(name))) ||
    packages.some((name) => from === name || from.startsWith(`${name}/`));
  return importsOf(parseSource(source))
    .filter(({ from }) => !isAllowed(from))
    .map(({ from, start }) => {
      const list = [...allowed, ...packages].join(', ');
      return problemAt(source, `${who} imports '${from}'; it may import ${list}.`, start);
    });
}
