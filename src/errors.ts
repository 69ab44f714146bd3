/** The exit codes of the command line. */
export const exitCode = {
  done: 0,
  specsFail: 1,
  wrongCall: 2,
  workbookBroken: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/**
 * An error made for the reader: what happened, and the command or step that helps.
 * The command line prints it without a stack trace and exits with its code.
 */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  /** The next step, as a sentence or a command. */
  readonly help: string;
  readonly exitCode: ExitCode;

  constructor(message: string, help: string, code: ExitCode = exitCode.workbookBroken) {
    super(message);
    this.help = help;
    this.exitCode = code;
  }
}

/** The code of a system error (`ENOENT`, `EACCES`), or the error as text where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
