import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { loadCatalog } from '../../catalog/index.ts';
import { isInstalled, isPack, packageFolder } from '../../catalog/places.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import { initRepository } from '../../folder/git.ts';
import { createFolder, dependencyFor } from '../../folder/index.ts';
import { npmInstall } from '../../folder/npm-install.ts';
import { openProgress } from '../../progress/index.ts';
import { findTrack, type Track } from '../../workshop/index.ts';
import type { CommandContext } from '../command.ts';
import { count } from '../layout.ts';
import { packageVersion } from '../package-version.ts';
import { print } from '../terminal.ts';

interface InitOptions {
  readonly track?: string;
  readonly install: boolean;
}

/** `workbook init`: a learner's own folder. */
export function initCommand({ terminal }: CommandContext): Command {
  return new Command('init')
    .description(
      'Makes a folder of your own: the exercises with their lessons and specs, a package.json that depends on this package, ready for git. You own the files that you write in, the package the rest; `workbook update` brings new versions.',
    )
    .argument('[dir]', 'a new or empty folder (default: the current one)')
    .option('--track <track>', 'choose a track: id or words of its title')
    .option('--no-install', 'leave npm install to you')
    .addHelpText(
      'after',
      '\nExamples:\n  npx ai-engineer-workbook init my-workbook\n  npx ai-engineer-workbook init my-workbook --track llm-first',
    )
    .action(async (dir: string | undefined, { track: query, install }: InitOptions) => {
      if (isPack(packageFolder)) throw notFromPack();
      const root = resolve(terminal.cwd, dir ?? '.');
      const track = query === undefined ? null : findTrack(loadCatalog(packageFolder), query);
      const place = { packageFolder, isInstalled, version: packageVersion() };
      const dependency = dependencyFor(root, place);
      const exercises = createFolder({ root, dependency, lender: packageFolder });
      const git = initRepository(root);
      if (track) openProgress(loadCatalog(root)).setTrack(track.id);
      print(terminal, made({ root, exercises, git, track, dependency }));
      const way = relative(terminal.cwd, root);
      const enter = way === '' ? [] : [`  cd ${/\s/.test(way) ? `"${way}"` : way}`];
      if (install) {
        print(terminal, '\nInstalling the packages (npm install) …');
        await npmInstall({
          root,
          failed: 'The folder is made, but npm install failed in it.',
        });
      }
      const steps = [...enter, ...(install ? [] : ['  npm install']), '  npx workbook'];
      print(terminal, ['', install ? 'Ready. Go on:' : 'Go on:', ...steps].join('\n'));
    });
}

function notFromPack(): WorkbookError {
  return new WorkbookError(
    'This is a pack of a workshop, which is a folder of your own already.',
    'npm start  goes on in it.',
    exitCode.wrongCall,
  );
}

interface Made {
  readonly root: string;
  readonly exercises: number;
  readonly git: ReturnType<typeof initRepository>;
  readonly track: Track | null;
  readonly dependency: string;
}

function made({ root, exercises, git, track, dependency }: Made): string {
  return [
    `A folder of your own: ${root}`,
    `  ${count(exercises, 'exercise')}; in each you write in the one file that is named after it.`,
    ...(track ? [`  Track: ${track.title}.`] : []),
    gitLine[git],
    ...(dependency.startsWith('file:')
      ? [`  It depends on ${dependency.slice('file:'.length)}: keep that where it is.`]
      : []),
  ].join('\n');
}

const gitLine = {
  made: '  It is a git repository; nothing is committed yet.',
  'inside another': '  It lies in a git repository; nothing is committed yet.',
  'no git': '  Git is not found; the folder is ready for it (.gitignore).',
};
