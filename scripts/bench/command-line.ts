import { Command, InvalidArgumentError } from 'commander';
import type { Measure } from './measure.ts';

export interface BenchOptions {
  /** The measures to take, in their order. */
  readonly chosen: readonly Measure[];
  /** How often to take each value; null for each measure's own number. */
  readonly runs: number | null;
  readonly writeReadme: boolean;
}

interface Given {
  readonly only?: readonly Measure[];
  readonly runs?: number;
  readonly writeReadme?: true;
}

/**
 * Reads the arguments of the benchmark.
 *
 * @throws CommanderError when help was asked for or the call is wrong, after it has been said
 */
export function readCommandLine(argv: readonly string[], all: readonly Measure[]): BenchOptions {
  const program = new Command('npm run bench --')
    .description('Measures the speed of the workbook, and of other test runners beside it.')
    .option('--only <names>', 'only these measures, with commas between', measuresNamed(all))
    .option('--runs <number>', 'how often to take each value', wholeNumber)
    .option('--write-readme', 'put the table into README.md; takes all measures')
    .addHelpText('after', `\nMeasures:\n${all.map(describe).join('\n')}\n${notes}`)
    .exitOverride()
    .parse([...argv], { from: 'user' });
  const { only, runs, writeReadme } = program.opts<Given>();
  if (only !== undefined && writeReadme) {
    program.error('error: --write-readme takes all measures; leave --only out.');
  }
  return { chosen: only ?? all, runs: runs ?? null, writeReadme: writeReadme ?? false };
}

function measuresNamed(all: readonly Measure[]): (text: string) => readonly Measure[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    const unknown = names.find((name) => !all.some((measure) => measure.name === name));
    if (unknown !== undefined) {
      const known = all.map(({ name }) => name).join(', ');
      throw new InvalidArgumentError(`There is no measure "${unknown}". There are: ${known}.`);
    }
    return all.filter(({ name }) => names.includes(name));
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

function describe({ name, about, runs }: Measure): string {
  return `  ${name.padEnd(8)} ${about} (${runs} ${runs === 1 ? 'run' : 'runs'})`;
}

const notes = `
The peers are installed once, into the system's folder for temporary files. The table is also written to
.workbook/bench.md, and as data to .workbook/bench.json. Ends with 1 when something could not be measured
or is over its limit.

Examples:
  npm run bench -- --only save,list
  npm run bench -- --only verify --runs 1`;
