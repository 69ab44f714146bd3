import { Command } from 'commander';
import { exitCode, WorkbookError } from '../../../errors.ts';
import { type Agenda, agendaOf, findTrack } from '../../../workshop/index.ts';
import type { CommandContext } from '../../command.ts';
import { clock, readClock, readMinutes } from '../../workshop/clock.ts';
import { overText, renderAgenda } from '../../workshop/render-agenda.ts';
import {
  type DocumentOptions,
  documentOptions,
  writeDocument,
} from '../../workshop/write-document.ts';

interface Options extends DocumentOptions {
  readonly start: number;
  readonly end?: number;
  readonly break: number;
  readonly breakEvery: number;
  readonly lunch: number;
}

const midnight = 24 * 60;

/** `workbook workshop agenda`: when what happens. */
export function agendaCommand(context: CommandContext): Command {
  const command = new Command('agenda')
    .summary('a timetable with breaks')
    .description(
      'Makes a timetable of a track from the minutes of its exercises, with breaks, and lunch where the day needs it.',
    )
    .argument('<track>', 'the id, its beginning, or words of the title')
    .requiredOption('--start <time>', 'when it begins, as 09:30', readClock)
    .option('--end <time>', 'when it has to be over: says whether it fits', readClock)
    .option('--break <minutes>', 'how long a break is; 0 for none', readMinutes(0, 60), 10)
    .option('--break-every <minutes>', 'how long people work at most', readMinutes(30, 240), 90)
    .option('--lunch <minutes>', 'how long lunch is; 0 for none', readMinutes(0, 180), 60);
  for (const option of documentOptions) command.addOption(option);
  return command
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook workshop agenda honest-evaluation --start 16:00\n  npx workbook workshop agenda career-switch --start 09:30 --end 17:00 --out agenda.html',
    )
    .action((query: string, options: Options) => agenda(context, query, options));
}

async function agenda(context: CommandContext, query: string, options: Options): Promise<void> {
  const { start, end = null } = options;
  if (end !== null && end <= start) {
    throw new WorkbookError(
      `--end ${clock(end)} is not after --start ${clock(start)}.`,
      'Give an end on the same day, or none.',
      exitCode.wrongCall,
    );
  }
  const made = agendaOf(findTrack(await context.catalog(), query), {
    start,
    end,
    breakMinutes: options.break,
    breakEvery: options.breakEvery,
    lunchMinutes: options.lunch,
  });
  requireOneDay(made);
  const { terminal } = context;
  writeDocument(terminal, { title: made.track.title, markdown: renderAgenda(made) }, options);
  if (made.over > 0) {
    terminal.errorOutput.write(
      `${overText(made.over)} Begin earlier, or shorten the breaks with --break and --lunch.\n`,
    );
  }
}

function requireOneDay({ start, end, track }: Agenda): void {
  if (end <= midnight) return;
  throw new WorkbookError(
    `"${track.title}" takes ${Math.ceil((end - start) / 60)} hours: from ${clock(start)} it would go on after midnight.`,
    'Begin earlier.',
    exitCode.wrongCall,
  );
}
