import { type ExitCode, exitCode, WorkbookError } from '../errors.ts';
import type { Style } from './style.ts';

export interface ErrorText {
  readonly text: string;
  readonly code: ExitCode;
}

export interface RenderErrorOptions {
  readonly style: Style;
  /** Show the stack. */
  readonly debug: boolean;
}

const reportTo =
  'Please report it with the text below, your operating system and `node --version` to the people who gave you the workbook.';

/** Says what went wrong: cause and next step of a {@link WorkbookError}, or that the workbook itself failed. */
export function renderError(error: unknown, { style, debug }: RenderErrorOptions): ErrorText {
  const { colors, symbols } = style;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error instanceof WorkbookError) {
    const lines = [`${colors.red(symbols.failed)} ${error.message}`, `  ${error.help}`];
    if (debug) lines.push('', colors.dim(stack));
    return { text: lines.join('\n'), code: error.exitCode };
  }
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const lines = [
    `${colors.red(symbols.failed)} The workbook itself failed; your code is not the cause.`,
    `  ${reportTo}`,
    '',
    debug ? stack : `  ${cause}`,
  ];
  if (!debug) lines.push('', '  The same command with --debug shows where it happened.');
  return { text: lines.join('\n'), code: exitCode.workbookBroken };
}
