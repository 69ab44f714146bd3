import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { type Exercise, findExercise, requireSolution } from '../../catalog/index.ts';
import { howToRestore } from '../../catalog/places.ts';
import { exitCode, WorkbookError } from '../../errors.ts';
import type { CommandContext } from '../command.ts';
import { type DemoEnd, runDemo } from '../demo/demo-process.ts';
import { renderDemoError } from '../demo/render-demo-error.ts';
import { textWidth } from '../terminal.ts';

interface DemoOptions {
  readonly solution?: true;
  readonly live?: true;
}

/** `workbook demo`: draws what the learner's code does, or the reference's. */
export function demoCommand(context: CommandContext): Command {
  return new Command('demo')
    .description('Draws what your code does. A demo without an end is ended with ctrl-c.')
    .argument('<exercise>', 'number, id or words of the title')
    .argument('[arguments...]', 'handed to the demo')
    .option('--solution', 'run it with the reference in place of your code')
    .option('--live', 'ask the real service, in the demos that call a model')
    .addHelpText(
      'after',
      '\nExamples:\n  npx workbook demo 1.5\n  npx workbook demo 1.5 --solution\n  npx workbook demo 3.1 --live',
    )
    .action(async (query: string, rest: readonly string[], { solution, live }: DemoOptions) => {
      const exercise = findExercise(await context.catalog(), query);
      const { demo, learner, solution: reference } = exercise.files;
      requireFile(exercise, demo, howToRestore(context.root, demo));
      if (live) requireService(exercise);
      if (solution) requireSolution(exercise);
      else {
        const { number } = exercise;
        const help = `Bring it back: npx workbook undo ${number}, or npx workbook reset ${number} for the stub.`;
        requireFile(exercise, learner, help);
      }
      const task = {
        demo,
        learner,
        solution: solution ? reference : null,
        args: [...(live ? ['--live'] : []), ...rest],
      };
      report(await runDemo(task, context.terminal), exercise, { context, solution, live });
    });
}

function requireFile({ number, id }: Exercise, file: string, help: string): void {
  if (existsSync(file)) return;
  throw new WorkbookError(`${file}, a part of exercise ${number} ${id}, is gone.`, help);
}

/** Who asks for the real service is not given an offline drawing in its place. */
function requireService({ number, title, files }: Exercise): void {
  if (readFileSync(files.demo, 'utf8').includes("'#kit/openai/live'")) return;
  throw new WorkbookError(
    `The demo of ${number} ${title} asks no service, so --live has nothing to do there.`,
    `Without it: npx workbook demo ${number}`,
    exitCode.wrongCall,
  );
}

function report(
  end: DemoEnd,
  exercise: Exercise,
  { context, solution, live }: DemoOptions & { readonly context: CommandContext },
): void {
  if (end.state !== 'failed') return;
  const { terminal, style, debug } = context;
  if (end.error === null) {
    const how = end.code === null ? 'the system stopped it' : `exit code ${end.code}`;
    throw new WorkbookError(
      `The demo ended before its time (${how}).`,
      `If your code takes too much memory, the specs say where: npx workbook run ${exercise.number}`,
      exitCode.specsFail,
    );
  }
  // Where --live should ask is not set: neither the learner's code nor the workbook is to blame.
  if (end.error.name === 'NoKey') {
    const offline = `Offline: npx workbook demo ${exercise.number}`;
    throw new WorkbookError(end.error.message, offline, exitCode.wrongCall);
  }
  if (live && end.error.classes.includes('APIError')) {
    throw new WorkbookError(
      `The service that --live asks did not answer the demo: ${end.error.message}`,
      `OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL and OPENAI_EMBEDDING_MODEL say whom it asks. Offline: npx workbook demo ${exercise.number}`,
      exitCode.wrongCall,
    );
  }
  if (solution) throw Object.assign(new Error(end.error.message), end.error);
  const lines = renderDemoError(end.error, exercise, {
    style,
    width: textWidth(terminal),
    cwd: terminal.cwd,
    debug,
  });
  terminal.errorOutput.write(`${lines.join('\n')}\n`);
  context.exitWith(exitCode.specsFail);
}
