import { CommanderError } from 'commander';
import type { Catalog } from '../catalog/index.ts';
import { type ExitCode, exitCode } from '../errors.ts';
import type { Progress } from '../progress/index.ts';
import type { LearningPath } from '../workshop/learning-path.ts';
import { behindNotice } from './behind-notice.ts';
import type { CommandContext } from './command.ts';
import { findRoot } from './find-root.ts';
import { type GlobalOptions, globalOptionsOf, programFor } from './program.ts';
import { renderError } from './render-error.ts';
import { styleFor } from './style.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/**
 * Runs one call of `workbook`.
 *
 * @param argv what stands after the program's name
 * @returns the exit code: 0 done, 1 specs fail, 2 the call is wrong, 3 the workbook is broken. Never
 *   rejects.
 */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  endQuietlyOnClosedPipe(terminal);
  let code: ExitCode = exitCode.done;
  let options: GlobalOptions = {};
  let used: string | null = null;
  try {
    options = globalOptionsOf(argv, terminal);
    const context = contextOf(terminal, options, {
      exitWith: (given) => {
        code = given;
      },
      onRoot: (root) => {
        used = root;
      },
    });
    const { program, args } = await programFor(argv, context);
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message; of its errors only help and version are no wrong call.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.wrongCall;
    const { text, code: failed } = renderError(error, {
      style: styleFor(terminal, { plain: options.plain ?? false }),
      debug: options.debug ?? false,
    });
    terminal.errorOutput.write(`${text}\n`);
    return failed;
  } finally {
    // At the end, where it is seen also after the watch mode.
    if (used !== null) tellIfBehind(used, terminal);
  }
}

function tellIfBehind(root: string, { errorOutput }: Terminal): void {
  const notice = behindNotice(root);
  if (notice !== null) errorOutput.write(`${notice}\n`);
}

interface ContextEvents {
  readonly exitWith: (code: ExitCode) => void;
  /** Called when the workbook to work on has been found. */
  readonly onRoot: (root: string) => void;
}

function contextOf(
  terminal: Terminal,
  { plain = false, root, debug = false }: GlobalOptions,
  { exitWith, onRoot }: ContextEvents,
): CommandContext {
  let home: string | null = null;
  let catalog: Promise<Catalog> | null = null;
  let progress: Promise<Progress> | null = null;
  let path: Promise<LearningPath> | null = null;
  const context: CommandContext = {
    terminal,
    style: styleFor(terminal, { plain }),
    get root() {
      if (home === null) {
        home = findRoot(terminal.cwd, root);
        onRoot(home);
      }
      return home;
    },
    debug,
    catalog() {
      catalog ??= import('../catalog/index.ts').then(({ loadCatalog }) =>
        loadCatalog(context.root),
      );
      return catalog;
    },
    progress() {
      progress ??= import('../progress/index.ts').then(async ({ openProgress }) =>
        openProgress(await context.catalog()),
      );
      return progress;
    },
    path() {
      path ??= import('../workshop/learning-path.ts').then(async ({ learningPath }) =>
        learningPath(await context.catalog(), await context.progress()),
      );
      return path;
    },
    exitWith,
  };
  return context;
}

/** `workbook list | head` closes the pipe early: that is no failure, and nobody is left to read one. */
function endQuietlyOnClosedPipe({ output, errorOutput }: Terminal): void {
  for (const stream of [output, errorOutput]) {
    if (stream.listeners('error').includes(onPipeError)) continue;
    stream.on('error', onPipeError);
  }
}

function onPipeError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCode.done);
  throw error;
}
