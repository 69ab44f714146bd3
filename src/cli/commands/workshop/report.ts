import { relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Catalog } from '../../../catalog/index.ts';
import { exitCode, WorkbookError } from '../../../errors.ts';
import {
  minutesChanges,
  type RoomReport,
  readExports,
  roomReport,
  type SkippedFile,
  writeMinutes,
  writeOut,
} from '../../../workshop/index.ts';
import type { CommandContext } from '../../command.ts';
import { count } from '../../layout.ts';
import { print, textWidth } from '../../terminal.ts';
import { renderRoom, renderSkipped } from '../../workshop/render-room.ts';
import { isReportPage, reportPage } from '../../workshop/report-page.ts';

interface ReportOptions {
  readonly html?: string;
  readonly json?: true;
  readonly writeMinutes?: true;
}

/** `workbook workshop report`: what the learners of a room exported, added up. */
export function reportCommand(context: CommandContext): Command {
  return new Command('report')
    .description(
      'Adds up what learners have exported: how many solved each exercise, how long it took them against its minutes, and the misconceptions met most. Of a learner who is there twice the newest file counts; files that cannot be used are named and left out.',
    )
    .argument('<files...>', 'files of `workbook export`, or folders of them')
    .option('--html <file>', 'also write one page with charts, for the screen and for paper', page)
    .option('--json', 'print one JSON object')
    .option(
      '--write-minutes',
      'in a clone: write the suggested minutes into the exercises (shown without it, not written)',
    )
    .addHelpText(
      'after',
      [
        '',
        'Minutes are suggested where at least five learners, and at least half of those who have begun,',
        'solved an exercise without catching up: their median, rounded up to the next five.',
        '',
        'Examples:',
        '  npx workbook workshop report handed-in',
        '  npx workbook workshop report *.json --html room.html',
      ].join('\n'),
    )
    .action(async (paths: readonly string[], options: ReportOptions) => {
      const catalog = await context.catalog();
      const { cwd } = context.terminal;
      const { exports, skipped } = readExports(paths, cwd);
      if (exports.length === 0) throw nothingToReport(skipped, cwd);
      const report = roomReport(catalog, exports);
      show(context, report, { skipped, json: options.json ?? false });
      const notes = [
        ...(options.html === undefined
          ? []
          : [writePage(catalog, report, { file: options.html, cwd })]),
        ...(options.writeMinutes ? correct(catalog, report) : []),
      ];
      // With --json the output is one object, and the rest stands beside it.
      const stream = options.json ? context.terminal.errorOutput : context.terminal.output;
      if (notes.length > 0) stream.write(`${notes.join('\n')}\n`);
    });
}

function show(
  { terminal, style }: CommandContext,
  report: RoomReport,
  { skipped, json }: { readonly skipped: readonly SkippedFile[]; readonly json: boolean },
): void {
  if (json) {
    print(terminal, JSON.stringify({ ...report, skipped }, null, 2));
    return;
  }
  const lines = [
    ...renderRoom(report, { style, width: textWidth(terminal, 120) }),
    ...(skipped.length > 0 ? ['', ...renderSkipped(skipped, terminal.cwd)] : []),
  ];
  print(terminal, lines.join('\n'));
}

function writePage(
  catalog: Catalog,
  report: RoomReport,
  { file, cwd }: { readonly file: string; readonly cwd: string },
): string {
  const path = resolve(cwd, file);
  const today = new Date().toLocaleDateString('sv-SE');
  writeOut(path, reportPage(catalog, report, today), (present) =>
    isReportPage(present) ? true : 'is no report that the workbook wrote',
  );
  return `Wrote ${relative(cwd, path)}. It opens in any browser and prints on A4.`;
}

function correct(catalog: Catalog, report: RoomReport): string[] {
  const changes = minutesChanges(catalog, report);
  if (changes.length === 0) return ['No minutes to correct.'];
  writeMinutes(catalog, changes);
  return [
    ...changes.map(({ readme, from, to }) => `${readme}: minutes: ${to} in place of ${from}`),
    `Corrected the minutes of ${count(changes.length, 'exercise')}. The list in README.md: npm run readme`,
  ];
}

function nothingToReport(skipped: readonly SkippedFile[], cwd: string): WorkbookError {
  return new WorkbookError(
    ['None of the files is an export.', ...renderSkipped(skipped, cwd)].join('\n'),
    'Learners make one each with npx workbook export',
    exitCode.wrongCall,
  );
}

function page(name: string): string {
  if (/\.html?$/i.test(name)) return name;
  throw new InvalidArgumentError('The page is a file whose name ends with .html.');
}
