import { Command } from 'commander';
import type { CommandContext } from '../command.ts';
import { agendaCommand } from './workshop/agenda.ts';
import { guideCommand } from './workshop/guide.ts';
import { packCommand } from './workshop/pack.ts';
import { reportCommand } from './workshop/report.ts';

/** The subcommands, in the order in which the help lists them. */
const subcommands = [agendaCommand, guideCommand, packCommand, reportCommand];

/** `workbook workshop`: what those who lead a workshop need. */
export function workshopCommand(context: CommandContext): Command {
  const command = new Command('workshop').description(
    'Prepares a workshop and looks back on it. For those who lead one.',
  );
  for (const subcommand of subcommands) command.addCommand(subcommand(context));
  return command;
}
