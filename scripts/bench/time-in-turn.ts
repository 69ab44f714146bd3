import { type Call, runProgram } from './program.ts';
import type { Figure } from './row.ts';
import { timed } from './statistics.ts';

/** A program to run from its start to its end. */
export interface Contender extends Call {
  readonly name: string;
}

export interface TurnOptions {
  readonly runs: number;
  /** Runs before the first that counts: for what is kept on disk between runs. */
  readonly warmUps: number;
}

/**
 * Runs programs in turn, so that a machine that slows down slows all of them.
 *
 * @returns a figure for each contender, in their order
 */
export async function timeInTurn(
  contenders: readonly Contender[],
  { runs, warmUps }: TurnOptions,
): Promise<readonly Figure[]> {
  const values = contenders.map((): number[] => []);
  const problems = new Map<number, string>();
  for (let run = -warmUps; run < runs; run += 1) {
    for (const [index, contender] of contenders.entries()) {
      if (problems.has(index)) continue;
      try {
        const time = await timed(() => runProgram(contender));
        if (run >= 0) values[index]?.push(time);
      } catch (error) {
        problems.set(index, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return contenders.map(({ name }, index): Figure => {
    const problem = problems.get(index);
    if (problem !== undefined) return { name, problem };
    return { name, unit: 'ms', values: values[index] ?? [] };
  });
}
