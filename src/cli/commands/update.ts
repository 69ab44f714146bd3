import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { isLearnerFolder, isPack, packageFolder } from '../../catalog/places.ts';
import { type ExitCode, exitCode, WorkbookError } from '../../errors.ts';
import { fileSpec, packageName, sourceOf, updateFolder } from '../../folder/index.ts';
import { npmInstall } from '../../folder/npm-install.ts';
import type { CommandContext } from '../command.ts';
import { renderUpdate } from '../render-update.ts';
import { print, type Terminal, textWidth } from '../terminal.ts';

interface UpdateOptions {
  readonly from?: string;
  readonly install: boolean;
}

/** `workbook update`: a new version into a learner's own folder. */
export function updateCommand(context: CommandContext): Command {
  return new Command('update')
    .description(
      'Brings the newest version into a folder of your own. What you have written stays as it is: where an exercise has a new starter, it is put beside your file. What is solved stays solved.',
    )
    .option('--from <path>', 'a tarball or folder of the package, in place of the registry')
    .option(
      '--no-install',
      'take the package as it is installed; also repairs files of the workbook',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook update\n  npx workbook update --from ../ai-engineer-workbook-0.2.0.tgz',
    )
    .action(async ({ from, install }: UpdateOptions) => {
      const { root, terminal, style } = context;
      if (!isLearnerFolder(root)) throw notHere(root);
      const installed = join(root, 'node_modules', packageName);
      if (install) {
        const source = sourceFor(root, terminal.cwd, from);
        print(terminal, `Getting ${from ?? source} …`);
        await npmInstall({
          root,
          packages: [source],
          failed: 'The update failed; your files are as they were.',
        });
      }
      if (install || isOther(installed)) {
        context.exitWith(await updateBy(installed, root, terminal));
        return;
      }
      const update = updateFolder(root, packageFolder);
      print(terminal, renderUpdate(update, { style, width: textWidth(terminal) }).join('\n'));
    });
}

/** What npm is asked for: the given file, else where the package came from, else the newest. */
function sourceFor(root: string, cwd: string, from: string | undefined): string {
  if (from === undefined) return sourceOf(root) ?? `${packageName}@latest`;
  const path = resolve(cwd, from);
  if (existsSync(path)) return `${packageName}@${fileSpec(root, path)}`;
  throw new WorkbookError(
    `--from ${from}: there is no file or folder ${path}.`,
    'Name a tarball of the package (npm pack makes one) or its folder.',
    exitCode.wrongCall,
  );
}

/** Whether this program is another than the one that the folder depends on. */
function isOther(installed: string): boolean {
  return existsSync(installed) && realpathSync(installed) !== realpathSync(packageFolder);
}

/** The files are the business of the version that is there now, not of the one that is running. */
function updateBy(installed: string, root: string, terminal: Terminal): Promise<ExitCode> {
  const args = [join(installed, 'bin', 'workbook.js'), 'update', '--no-install', '--root', root];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: terminal.cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', fail);
    child.once('close', (code) => {
      const known = Object.values(exitCode).find((each) => each === code);
      done(known ?? exitCode.workbookBroken);
    });
  });
}

function notHere(root: string): WorkbookError {
  return isPack(root)
    ? new WorkbookError(
        `${root} is a pack of a workshop, not a folder of your own.`,
        'Ask whoever leads the workshop for a new one.',
        exitCode.wrongCall,
      )
    : new WorkbookError(
        `${root} is a clone of the workbook, not a folder of your own.`,
        'git pull  brings the newest version.',
        exitCode.wrongCall,
      );
}
