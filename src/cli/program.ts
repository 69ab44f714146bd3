import { Command, type OutputConfiguration } from 'commander';
import type { CommandContext, CommandEntry } from './command.ts';
import { commandTable } from './command-table.ts';
import { packageVersion } from './package-version.ts';
import type { Terminal } from './terminal.ts';

/** The options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly plain?: boolean;
  readonly root?: string;
  readonly debug?: boolean;
}

const defaultCommand = 'watch';

/**
 * Builds the command line for one call. The command that is called is loaded; of the others only name
 * and summary are known.
 *
 * @returns the program, and the arguments to parse with it
 */
export async function programFor(
  argv: readonly string[],
  context: CommandContext,
): Promise<{ readonly program: Command; readonly args: readonly string[] }> {
  const program = globalProgram(context.terminal);
  const { operands, unknown } = program.parseOptions([...argv]);
  const asksForHelp = argv.some((arg) => helpOptions.has(arg));
  const args = operands.length > 0 || asksForHelp ? argv : [defaultCommand, ...argv];
  // `workbook help run` needs run's own help, so it is loaded too.
  const [first, second] = args === argv ? operands.concat(unknown) : args;
  const called = first === 'help' ? second : first;
  for (const entry of commandTable) {
    const command = entry.name === called ? await load(entry, context) : listed(entry);
    program.addCommand(inheriting(command, program), { hidden: entry.hidden ?? false });
  }
  return { program, args };
}

/** Output, errors and exits as the whole program has them, for the command and those below it. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const subcommand of command.commands) inheriting(subcommand, command);
  return command;
}

/** The global options of a call, readable before its command is known. */
export function globalOptionsOf(argv: readonly string[], terminal: Terminal): GlobalOptions {
  const program = globalProgram(terminal);
  const end = argv.indexOf('--');
  program.parseOptions(argv.slice(0, end < 0 ? undefined : end));
  return program.opts<GlobalOptions>();
}

const helpOptions = new Set(['-h', '--help', '-V', '--version']);

function globalProgram(terminal: Terminal): Command {
  return new Command('workbook')
    .usage('[command] [options]')
    .description('Exercises that turn a developer into an AI engineer.')
    .option('--plain', 'ASCII, no colour, no redraw: for screen readers, logs and slow lines')
    .option('--root <folder>', 'the workbook to use (default: the one around the current folder)')
    .option('--debug', 'show the stack of an error')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    .showSuggestionAfterError(true)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput(outputTo(terminal))
    .addHelpText('after', examples);
}

async function load(entry: CommandEntry, context: CommandContext): Promise<Command> {
  const factory = await entry.load();
  return factory(context).summary(entry.summary);
}

function listed({ name, summary }: CommandEntry): Command {
  return new Command(name).summary(summary).description(summary).allowUnknownOption();
}

function outputTo(terminal: Terminal): OutputConfiguration {
  return {
    writeOut: (text) => terminal.output.write(text),
    writeErr: (text) => terminal.errorOutput.write(text),
    getOutHelpWidth: () => Math.min(terminal.output.columns ?? 80, 100),
    getErrHelpWidth: () => Math.min(terminal.errorOutput.columns ?? 80, 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
    outputError: (text, write) => write(asSentence(text)),
  };
}

/** "error: unknown option '--jsn'" becomes a sentence with the next command below it. */
function asSentence(text: string): string {
  const [first = '', ...rest] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  const [, name] = /^Unknown command '(.+)'/.exec(sentence) ?? [];
  const suggestion =
    rest.join(' ').replace(/^\(|\)$/g, '') ||
    (name === undefined ? '' : `If it is an exercise: npx workbook watch ${name}`);
  return `${sentence}${/[.?]$/.test(sentence) ? '' : '.'}\n${suggestion || 'npx workbook --help lists what there is.'}\n`;
}

const examples = `
Examples:
  npx workbook                    go on where you left off
  npx workbook watch 1.5          work on exercise 1.5
  npx workbook run precision      run one exercise's specs once

An exercise is named by its number (1.5), its id, the beginning of its id, or words of its title.`;
