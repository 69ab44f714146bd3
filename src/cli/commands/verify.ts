import { Command } from 'commander';
import { type ExerciseProof, verify } from '../../authoring/index.ts';
import { findExercises, requireSolution } from '../../catalog/index.ts';
import { exitCode } from '../../errors.ts';
import { startRunner } from '../../runner/index.ts';
import type { CommandContext } from '../command.ts';
import { count, pad, widest } from '../layout.ts';
import type { Style } from '../style.ts';
import { print } from '../terminal.ts';

/** `workbook verify`: the proofs of the exercises themselves. */
export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .description(
      'Proves the exercises, never your work: every spec fails on the stub for the right reason, the solution passes every spec, every known mistake is caught and told from the others.',
    )
    .argument('[exercise]', 'number, id, words of the title, or a chapter; default: all')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExamples:\n  npx workbook verify\n  npx workbook verify 1.5 --json')
    .action(async (query: string | undefined, { json }: { readonly json?: true }) => {
      const catalog = await context.catalog();
      const exercises = query === undefined ? catalog.exercises : findExercises(catalog, query);
      exercises.forEach(requireSolution);
      const runner = await startRunner({ root: context.root });
      try {
        const verification = await verify(catalog, runner, exercises);
        print(
          context.terminal,
          json
            ? JSON.stringify(verification, null, 2)
            : renderProofs(verification.exercises, context.style).join('\n'),
        );
        if (!verification.ok) context.exitWith(exitCode.specsFail);
      } finally {
        await runner.close();
      }
    });
}

function renderProofs(proofs: readonly ExerciseProof[], style: Style): string[] {
  const { colors, symbols } = style;
  const idWidth = widest(proofs.map(({ id }) => id));
  const failed = proofs.filter(({ ok }) => !ok).length;
  return [
    ...proofs.flatMap((proof) => [
      [
        proof.ok
          ? colors.green(`${symbols.passed} ok    `)
          : colors.red(`${symbols.failed} failed`),
        pad(proof.number, 5),
        pad(proof.id, idWidth),
        `stub fails ${proof.stub.failing}/${proof.stub.total}`,
        `solution passes ${proof.solution.passing}/${proof.solution.total}`,
        mistakesOf(proof),
      ].join('  '),
      ...proof.problems.map((problem) => `    ${problem}`),
    ]),
    '',
    failed === 0
      ? `${count(proofs.length, 'exercise')} proved.`
      : `${failed} of ${count(proofs.length, 'exercise')} failed.`,
  ];
}

function mistakesOf({ mistakes }: ExerciseProof): string {
  const good = mistakes.filter(({ caught, distinct }) => caught && distinct).length;
  return `mistakes caught ${good}/${mistakes.length}`;
}
