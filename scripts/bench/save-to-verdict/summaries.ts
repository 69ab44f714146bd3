/** How a test runner says that a run is over. */
export interface RunSummary {
  /** Its end. */
  readonly ended: RegExp;
  /** In it, the numbers of specs that passed and of all specs as the groups `passed` and `all`. */
  readonly counts: RegExp;
}

export const vitestSummary: RunSummary = {
  ended: /Duration .*\n/,
  counts: /Tests +(?<passed>\d+) passed \((?<all>\d+)\)/,
};

/** As the reporter `spec` writes it. */
export const nodeTestSummary: RunSummary = {
  ended: /duration_ms [\d.]+\n/,
  counts: /tests (?<all>\d+)\n[\s\S]*pass (?<passed>\d+)\n/,
};

export const jestSummary: RunSummary = {
  ended: /Ran all test suites/,
  counts: /Tests: +(?<passed>\d+) passed, (?<all>\d+) total/,
};

/**
 * Refuses a run in which not all specs passed: it is quick for the wrong reason.
 *
 * @throws Error with the end of the output
 */
export function requirePassed({ counts }: RunSummary, output: string): void {
  const { passed, all } = counts.exec(output)?.groups ?? {};
  if (passed !== undefined && passed === all && passed !== '0') return;
  const end = output.trim().replaceAll(/\s+/g, ' ').slice(-300);
  throw new Error(`the right answer did not pass: ${end}`);
}
