/** One state of the world in which the tests must pass. */
export interface Row {
  /** What `--only` takes. */
  readonly name: string;
  /** A version or range of the npm package `node`. */
  readonly node: string;
  /** Packages in place of those in package-lock.json, with versions or ranges. */
  readonly packages: Readonly<Record<string, string>>;
}

const plain = ['20.19', '22', '24', '26'].map((node): Row => ({ name: node, node, packages: {} }));

export const rows: readonly Row[] = [
  ...plain,
  {
    name: 'newest',
    node: '24',
    // Vitest 5 wants the types of a Node that it runs on.
    packages: { vitest: '5', msw: '3', openai: '7', '@types/node': '24' },
  },
];

/**
 * The rows to run.
 *
 * @param only the name of one; `20` also means `20.19`
 * @throws RangeError when no row has this name
 */
export function chosenRows(only: string | undefined): readonly Row[] {
  if (only === undefined) return rows;
  const chosen = rows.filter(({ name }) => name === only || name.startsWith(`${only}.`));
  if (chosen.length === 0) {
    const known = rows.map(({ name }) => name).join(', ');
    throw new RangeError(`--only ${only} is not a row. Rows are: ${known}.`);
  }
  return chosen;
}
