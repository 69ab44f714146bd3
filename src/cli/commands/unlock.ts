import { Command } from 'commander';
import { type Exercise, findExercise } from '../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import { type FoundSeal, findSeal } from '../../workshop/unlock.ts';
import type { CommandContext } from '../command.ts';
import { confirm, isInteractive, print } from '../terminal.ts';

/** `workbook unlock`: the solutions of an exercise that came sealed. */
export function unlockCommand(context: CommandContext): Command {
  return new Command('unlock')
    .description(
      'Opens the reference of one exercise in a workbook from a workshop, with the code that you are given there. Dashes and small letters do not matter.',
    )
    .argument('<code>', 'such as K7QF-2M9X-RT4D')
    .argument('[exercise]', 'the exercise that you expect the code to be for')
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook unlock K7QF-2M9X-RT4D\n  npx workbook unlock k7qf2m9xrt4d 1.5',
    )
    .action(async (code: string, query: string | undefined) => {
      const catalog = await context.catalog();
      const expected = query === undefined ? null : findExercise(catalog, query);
      const seal = findSeal(catalog, code);
      if (expected && !(await isMeant(expected, seal, { context, code }))) {
        print(context.terminal, 'Nothing was opened.');
        return;
      }
      if (!seal.isOpen) seal.open();
      print(context.terminal, opened(seal));
    });
}

interface Call {
  readonly context: CommandContext;
  readonly code: string;
}

/** Whether to go on: the code is for the exercise that was named, or the one it is for is wanted too. */
async function isMeant(
  expected: Exercise,
  { exercise, isOpen }: FoundSeal,
  { context, code }: Call,
): Promise<boolean> {
  if (exercise.id === expected.id) return true;
  const finding = `This code is for ${nameOf(exercise)}, not for ${nameOf(expected)}.`;
  if (!isOpen && isInteractive(context.terminal)) {
    return confirm(context.terminal, `${finding} Open ${exercise.number}?`);
  }
  throw new WorkbookError(
    isOpen ? `${finding} ${exercise.number} is open already.` : finding,
    isOpen
      ? `Ask for the code of ${expected.number}.`
      : `To open ${exercise.number} all the same: npx workbook unlock ${code}`,
    exitCode.wrongCall,
  );
}

function opened({ exercise, isOpen }: FoundSeal): string {
  const { number } = exercise;
  return [
    isOpen ? `${nameOf(exercise)} is open already.` : `${nameOf(exercise)} is open.`,
    `  npx workbook compare ${number}           your file beside the reference, and why it is written so`,
    `  npx workbook demo ${number} --solution   what the reference does`,
    `  npx workbook catch-up ${number}          the reference in place of your file, of which a copy is kept`,
  ].join('\n');
}

function nameOf({ number, title }: Exercise): string {
  return `${number} ${title}`;
}
