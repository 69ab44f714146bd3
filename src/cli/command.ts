import type { Command } from 'commander';
import type { Catalog } from '../catalog/index.ts';
import type { ExitCode } from '../errors.ts';
import type { Progress } from '../progress/index.ts';
import type { LearningPath } from '../workshop/learning-path.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * What a command works with. The global options are known when its action runs, not before: read
 * these there.
 */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly style: Style;
  /** The folder that holds exercises/ and solutions/. */
  readonly root: string;
  /** Whether `--debug` was given: errors show their stack. */
  readonly debug: boolean;
  /** Reads the exercises, once. */
  catalog(): Promise<Catalog>;
  /** Opens what the learner has done, once. */
  progress(): Promise<Progress>;
  /** The order in which the learner goes, found out once. */
  path(): Promise<LearningPath>;
  /** Sets the exit code; it is 0 otherwise. */
  exitWith(code: ExitCode): void;
}

/**
 * Makes one command: syntax, help and action. Each stands in a file of its own below commands/ and is
 * loaded only when it is called, so that what one command needs does not slow the others.
 */
export type CommandFactory = (context: CommandContext) => Command;

/** A command as the program's help lists it, before its file is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Commands for authors do not stand in the learner's help. */
  readonly hidden?: boolean;
  load(): Promise<CommandFactory>;
}
