import { Command, InvalidArgumentError } from 'commander';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { LoopbackServer } from '../../kit/openai/serve.ts';
import type { CommandContext } from '../command.ts';
import { print, type Terminal } from '../terminal.ts';

interface Options {
  readonly port: number;
  readonly tokensPerSecond?: number;
}

/** `workbook openai`: the offline OpenAI API for other programs. */
export function openaiCommand(context: CommandContext): Command {
  const command = new Command('openai').description(
    'The offline OpenAI API, outside of exercises.',
  );
  command
    .command('serve')
    .description('answer as the OpenAI API does on this machine, until Ctrl+C; no key, no network')
    .option('--port <number>', 'where to listen', port, 4010)
    .option('--tokens-per-second <number>', 'stream as slowly as a real model', rate)
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook openai serve\n  npx workbook openai serve --port 8080 --tokens-per-second 40',
    )
    .action((options: Options) => serve(context, options));
  return command;
}

async function serve({ terminal }: CommandContext, options: Options): Promise<void> {
  const { serveOpenAI } = await import('../../kit/openai/serve.ts');
  const server = await serveOpenAI({
    ...options,
    realTime: true,
    onAnswered: (request) => print(terminal, requestLine(request)),
  }).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    throw new WorkbookError(
      `Port ${options.port} is in use.`,
      `Choose another one: npx workbook openai serve --port ${options.port + 1}`,
      exitCode.wrongCall,
    );
  });
  print(terminal, instructions(server.baseURL, process.platform));
  await untilInterrupted(terminal, server);
}

/** What a program needs to find the server, in the words of the platform's shell. */
export function instructions(baseURL: string, platform: NodeJS.Platform): string {
  const set =
    platform === 'win32'
      ? (name: string, value: string) => `  $env:${name} = "${value}"`
      : (name: string, value: string) => `  export ${name}=${value}`;
  return [
    `The offline OpenAI API listens on ${baseURL}. Ctrl+C ends it.`,
    '',
    'Set these two where your program runs:',
    set('OPENAI_BASE_URL', baseURL),
    set('OPENAI_API_KEY', 'offline'),
    '',
    'Each request is listed here.',
  ].join('\n');
}

function requestLine(request: LoopbackServer['requests'][number]): string {
  const { method, path, status, layer, usage } = request;
  const tokens = usage === null ? '' : `  ${usage.prompt} + ${usage.completion} tokens`;
  return `${method} ${path}  ${status ?? 'no answer'}${tokens}${layer === null ? '' : `  (${layer})`}`;
}

async function untilInterrupted(terminal: Terminal, server: LoopbackServer): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  print(terminal, '');
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
}

function rate(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('The rate is a number above 0.');
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
