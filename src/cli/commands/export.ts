import { relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { exportOf, learnerIdentity, writeExport } from '../../workshop/index.ts';
import type { CommandContext } from '../command.ts';
import { count } from '../layout.ts';
import { packageVersion } from '../package-version.ts';
import { print } from '../terminal.ts';

interface ExportOptions {
  readonly as?: string;
  readonly out: string;
}

/** `workbook export`: what a learner has done as a small file, for the one who leads a workshop. */
export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description(
      'Writes a small file for whoever leads your workshop: how far you are with each exercise, time, hints, runs, and the misconceptions that were recognised. It holds none of your code, and no name but the one you give.',
    )
    .option(
      '--as <nickname>',
      'the name in it (default: two words, drawn once for this folder)',
      nickname,
    )
    .option('--out <file>', 'file or folder (default: workbook-NICKNAME.json here)', '.')
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook export\n  npx workbook export --as Ada --out ../handed-in',
    )
    .action(async ({ as, out }: ExportOptions) => {
      const { terminal, root } = context;
      const catalog = await context.catalog();
      const progress = await context.progress();
      const drawn = learnerIdentity(root);
      const content = exportOf(catalog, progress, {
        id: drawn.id,
        nickname: as ?? drawn.nickname,
        workbook: packageVersion(),
        exportedAt: new Date(),
      });
      const file = writeExport(content, resolve(terminal.cwd, out));
      const exercises = count(content.exercises.length, 'exercise');
      print(
        terminal,
        [
          `Wrote ${relative(terminal.cwd, file) || file}: ${exercises}, as "${content.nickname}", without any code.`,
          'It is plain text: look at it before you hand it on.',
        ].join('\n'),
      );
    });
}

function nickname(text: string): string {
  const name = text.trim().normalize('NFC');
  if (/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._'-]{0,39}$/u.test(name)) return name;
  throw new InvalidArgumentError(
    'A nickname has 1 to 40 letters, digits, spaces, dots or dashes, and begins with a letter or digit.',
  );
}
