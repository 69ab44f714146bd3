import { relative } from 'node:path';
import { Command } from 'commander';
import type { GeneratedFile, WriteOptions } from '../../authoring/index.ts';
import type { Catalog, Exercise } from '../../catalog/index.ts';
import { exitCode } from '../../errors.ts';
import type { Runner } from '../../runner/index.ts';
import type { CommandContext } from '../command.ts';
import { print } from '../terminal.ts';

interface Options {
  readonly check?: boolean;
}

/** `workbook author`: what those who write exercises generate and check. */
export function authorCommand(context: CommandContext): Command {
  const command = new Command('author').description(
    'Generate and check the parts of exercises. For those who write them.',
  );
  command
    .command('stubs [exercise]')
    .description('write the stubs from the solutions; what is overwritten is copied first')
    .option('--check', 'write nothing; exit 1 when a stub is out of date')
    .addHelpText('after', '\nExample:\n  npx workbook author stubs --check')
    .action((query: string | undefined, options: Options) => stubs(context, query, options));
  command
    .command('diagnoses [exercise]')
    .description('run the known mistakes and write how each of them fails')
    .option('--check', 'write nothing; exit 1 when a diagnoses.json is out of date')
    .addHelpText('after', '\nExample:\n  npx workbook author diagnoses 1.5')
    .action((query: string | undefined, options: Options) => diagnoses(context, query, options));
  command
    .command('check [exercise]')
    .description('hold the texts and files of exercises against the contract')
    .addHelpText('after', '\nExample:\n  npx workbook author check train-test-split')
    .action((query: string | undefined) => check(context, query));
  command
    .command('typecheck')
    .description('type-check specs and demos against the solutions and against the stubs')
    .addHelpText('after', '\nExample:\n  npx workbook author typecheck')
    .action(() => typecheck(context));
  command
    .command('readme')
    .description('write the list of exercises into README.md')
    .option('--check', 'write nothing; exit 1 when the list is out of date')
    .addHelpText('after', '\nExample:\n  npx workbook author readme')
    .action((options: Options) => readme(context, options));
  return command;
}

async function stubs(
  context: CommandContext,
  query: string | undefined,
  options: Options,
): Promise<void> {
  const catalog = await context.catalog();
  const { writeStubs } = await import('../../authoring/index.ts');
  const files = writeStubs(catalog, await writeOptions(catalog, query, options));
  report(context, files, 'npm run stubs');
}

async function diagnoses(
  context: CommandContext,
  query: string | undefined,
  options: Options,
): Promise<void> {
  const catalog = await context.catalog();
  const { writeDiagnoses } = await import('../../authoring/index.ts');
  const choice = await writeOptions(catalog, query, options);
  const files = await withRunner(context, (runner) => writeDiagnoses(catalog, runner, choice));
  report(context, files, 'npm run diagnoses');
}

async function check(context: CommandContext, query: string | undefined): Promise<void> {
  const catalog = await context.catalog();
  const { checkContent } = await import('../../authoring/index.ts');
  const exercises = await exercisesFor(catalog, query);
  const problems = exercises.flatMap((exercise) => checkContent(exercise, catalog));
  for (const { file, line, problem } of problems) {
    print(context.terminal, `${file}${line === null ? '' : `:${line}`}: ${problem}`);
  }
  const count = `${exercises.length} exercise${exercises.length === 1 ? '' : 's'}`;
  print(context.terminal, `${count} checked, ${problems.length || 'no'} problems.`);
  if (problems.length > 0) context.exitWith(exitCode.specsFail);
}

async function typecheck(context: CommandContext): Promise<void> {
  const { typecheckExercises } = await import('../../authoring/index.ts');
  await exercisesFor(await context.catalog(), undefined);
  const { ok, output } = await typecheckExercises(context.root);
  print(context.terminal, ok ? 'Specs and demos agree with solutions and stubs.' : output);
  if (!ok) context.exitWith(exitCode.specsFail);
}

async function readme(context: CommandContext, { check = false }: Options): Promise<void> {
  const catalog = await context.catalog();
  const { writeExerciseList } = await import('../../authoring/index.ts');
  const differed = writeExerciseList(catalog, { check });
  if (!differed) return print(context.terminal, 'The list of exercises in README.md is current.');
  print(context.terminal, check ? staleList : 'Wrote the list of exercises into README.md.');
  if (check) context.exitWith(exitCode.specsFail);
}

const staleList = 'The list of exercises in README.md is out of date: npm run readme';

async function writeOptions(
  catalog: Catalog,
  query: string | undefined,
  options: Options,
): Promise<WriteOptions> {
  return { exercises: await exercisesFor(catalog, query), check: options.check ?? false };
}

async function exercisesFor(
  catalog: Catalog,
  query: string | undefined,
): Promise<readonly Exercise[]> {
  const { findExercises, requireSolution } = await import('../../catalog/index.ts');
  const exercises = query === undefined ? catalog.exercises : findExercises(catalog, query);
  exercises.forEach(requireSolution);
  return exercises;
}

async function withRunner<T>(
  { root }: CommandContext,
  use: (runner: Runner) => Promise<T>,
): Promise<T> {
  const { startRunner } = await import('../../runner/index.ts');
  const runner = await startRunner({ root });
  try {
    return await use(runner);
  } finally {
    await runner.close();
  }
}

function report(context: CommandContext, files: readonly GeneratedFile[], command: string): void {
  const changed = files.filter(({ state }) => state !== 'current');
  for (const { state, file } of changed) {
    print(context.terminal, `${state}: ${relative(context.root, file)}`);
  }
  const isStale = changed.some(({ state }) => state === 'out of date');
  print(context.terminal, `${changed.length} of ${files.length} files differed.`);
  if (!isStale) return;
  print(context.terminal, `Bring them up to date: ${command}`);
  context.exitWith(exitCode.specsFail);
}
