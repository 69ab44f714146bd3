import { resolve } from 'node:path';
import { Command } from 'commander';
import { packageFolder } from '../../../catalog/places.ts';
import { exitCode, WorkbookError } from '../../../errors.ts';
import { writeWhole } from '../../../progress/disk.ts';
import { exercisesOf, findTrack, type Track } from '../../../workshop/index.ts';
import { npmTarballs } from '../../../workshop/npm-tarballs.ts';
import { makePack, type Pack } from '../../../workshop/pack.ts';
import { openSecret, unlockCodesOf } from '../../../workshop/workshop-secret.ts';
import type { CommandContext } from '../../command.ts';
import { count, pad, widest } from '../../layout.ts';
import { print } from '../../terminal.ts';

interface Options {
  readonly out: string;
  readonly sealed?: true;
  readonly bundle?: true;
}

/** `workbook workshop pack`: the archive for participants. */
export function packCommand(context: CommandContext): Command {
  return new Command('pack')
    .description(
      'Writes a zip archive for participants: the workbook with the exercises of a track, without your own work and without the solutions.',
    )
    .argument('<track>', 'id or words of the title; `npx workbook tracks` lists them')
    .requiredOption('--out <file>', 'where to write it, FILE.zip')
    .option(
      '--sealed',
      'with the solutions, encrypted: a code opens one exercise, and is printed here',
    )
    .option(
      '--bundle',
      'with the packages for Linux, macOS and Windows, so that npm start needs no network; about 160 MB',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook workshop pack llm-features --out evening.zip\n  npx workbook workshop pack llm-features --sealed --bundle --out stick.zip',
    )
    .action(async (query: string, options: Options) => {
      const catalog = await context.catalog();
      const track = findTrack(catalog, query);
      const file = archiveIn(context, options.out);
      if (options.bundle) {
        context.terminal.errorOutput.write('Getting the packages for all systems …\n');
      }
      const pack = await makePack({
        catalog,
        track,
        secret: options.sealed ? openSecret(catalog.root) : null,
        fetchTarballs: options.bundle ? npmTarballs(packageFolder) : null,
      });
      writeWhole(file, Buffer.from(pack.archive.buffer), { staging: resolve(file, '..') });
      const codes = options.sealed ? unlockCodesOf(catalog.root, catalog.exercises) : null;
      print(
        context.terminal,
        [
          ...summaryOf(pack, file),
          ...coverageLines(pack),
          ...codeLines(track, codes),
          '',
          `Participants unpack it to a disk and type npm start in ${pack.name}.`,
        ].join('\n'),
      );
    });
}

function archiveIn({ terminal }: CommandContext, out: string): string {
  if (out.toLowerCase().endsWith('.zip')) return resolve(terminal.cwd, out);
  throw new WorkbookError(
    `--out ${out}: a pack is a zip archive, and its name ends so.`,
    `--out ${out}.zip`,
    exitCode.wrongCall,
  );
}

function summaryOf({ archive, files }: Pack, file: string): string[] {
  return [`${file}: ${count(files, 'file')}, ${(archive.length / 1e6).toFixed(1)} MB.`];
}

function coverageLines({ coverage }: Pack): string[] {
  if (coverage === null) return [];
  const width = widest(coverage.map(({ system }) => system));
  return [
    '',
    'What npm installs from the bundle:',
    ...coverage.map(
      ({ system, packages, own, missing }) =>
        `  ${pad(system, width)}  ${count(packages, 'package')}, ${missing.length === 0 ? 'all there' : `missing ${missing.join(', ')}`}; its own: ${own.join(', ')}`,
    ),
  ];
}

function codeLines(track: Track, codes: ReadonlyMap<string, string> | null): string[] {
  if (codes === null) return [];
  const exercises = exercisesOf(track);
  const width = widest(exercises.map(({ title }) => title));
  return [
    '',
    `Codes, for npx workbook unlock CODE (also in npx workbook workshop guide ${track.id}):`,
    ...exercises.map(
      ({ id, number, title }) => `  ${pad(number, 5)}  ${pad(title, width)}  ${codes.get(id)}`,
    ),
  ];
}
