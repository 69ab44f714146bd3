import { Command } from 'commander';
import type { Catalog } from '../../catalog/index.ts';
import { isPack } from '../../catalog/places.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { CommandContext } from '../command.ts';
import { type Check, type Checkup, fail, pass } from '../doctor/check.ts';
import { checkFileEvents, checkWriting } from '../doctor/folder-checks.ts';
import { checkGit, checkInstallation, checkNode, checkSpecs } from '../doctor/program-checks.ts';
import { renderCheckup } from '../doctor/render-checkup.ts';
import { checkTerminal } from '../doctor/terminal-check.ts';
import { count } from '../layout.ts';
import { print, textWidth } from '../terminal.ts';

/** `workbook doctor`: whether this machine has what the workbook needs. */
export function doctorCommand(context: CommandContext): Command {
  return new Command('doctor')
    .description(
      'Checks Node, the installation, write access, file events, the specs and the terminal. What fails comes with its cure; the exit code is then 1.',
    )
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  npx workbook doctor')
    .action(async ({ json }: { readonly json?: true }) => {
      const { terminal, style } = context;
      const checks = await checksOf(context);
      const ok = checks.every(({ state }) => state !== 'fail');
      const checkup: Checkup = { schema: 1, ok, checks };
      print(
        terminal,
        json
          ? JSON.stringify(checkup, null, 2)
          : renderCheckup(checkup, { style, width: textWidth(terminal) }).join('\n'),
      );
      if (!ok) context.exitWith(exitCode.specsFail);
    });
}

async function checksOf(context: CommandContext): Promise<readonly Check[]> {
  const { root, terminal, style } = context;
  const content = await checkContent(context);
  return [
    checkNode(),
    checkInstallation(),
    content.check,
    ...(content.catalog ? [checkWriting(content.catalog)] : []),
    await checkFileEvents(root),
    ...(content.catalog ? [await checkSpecs(content.catalog)] : []),
    checkTerminal(terminal, style),
    // A pack is no clone, and is not brought up to date as one.
    ...(isPack(root) ? [] : [checkGit(root)]),
  ];
}

async function checkContent(
  context: CommandContext,
): Promise<{ readonly check: Check; readonly catalog: Catalog | null }> {
  try {
    const catalog = await context.catalog();
    const { exercises, chapters } = catalog;
    const found = `${count(exercises.length, 'exercise')} in ${count(chapters.length, 'chapter')}, in ${context.root}.`;
    return { check: pass('Exercises', found), catalog };
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return { check: fail('Exercises', error.message, error.help), catalog: null };
  }
}
