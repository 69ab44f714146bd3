import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { type BenchOptions, readCommandLine } from './command-line.ts';
import type { Measure } from './measure.ts';
import { measures } from './measures/index.ts';
import { withBlock } from './readme-block.ts';
import { resultJson, resultText, settingOfThisMachine } from './result.ts';
import { problemsOf, type Row } from './row.ts';

const project = join(import.meta.dirname, '../..');

try {
  process.exitCode = await bench(readCommandLine(process.argv.slice(2), measures));
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

async function bench({ chosen, runs, writeReadme }: BenchOptions): Promise<number> {
  const rows: Row[] = [];
  for (const measure of chosen) rows.push(...(await rowsOf(measure, runs)));
  const setting = settingOfThisMachine(new Date());
  const text = resultText(setting, rows);
  mkdirSync(join(project, '.workbook'), { recursive: true });
  writeFileSync(join(project, '.workbook', 'bench.md'), text);
  writeFileSync(join(project, '.workbook', 'bench.json'), resultJson(setting, rows));
  console.log(text);

  const problems = rows.flatMap(problemsOf);
  for (const problem of problems) console.error(problem);
  if (writeReadme) {
    const readme = join(project, 'README.md');
    writeFileSync(readme, withBlock(readFileSync(readme, 'utf8'), text));
  }
  return problems.length === 0 ? 0 : 1;
}

/** One measure that fails does not take the others with it. */
async function rowsOf(measure: Measure, runs: number | null): Promise<readonly Row[]> {
  const say = (text: string) => console.error(`… ${text}`);
  try {
    return await measure.measure({ project, runs: runs ?? measure.runs, say });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return [{ what: measure.name, ours: { name: 'workbook', problem }, peer: null, limit: null }];
  }
}
