import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';
import type { DemoError, DemoTask } from './demo-process.ts';
import * as redirectHook from './redirect-hook.mjs';

// The first thing that runs in a demo's own process. What goes wrong is told to the parent as data; the
// parent knows the exercise and puts it in words.
const task: DemoTask = JSON.parse(process.argv[2] ?? '');

// Nobody is left to see the demo when the parent is gone. The channel alone keeps nothing running.
process.on('disconnect', () => process.exit());
process.channel?.unref();

// `workbook demo 1.5 | head` closes the pipe early.
process.stdout.on('error', () => process.exit());
process.on('uncaughtException', tellAndEnd);
process.on('unhandledRejection', tellAndEnd);

const demo = pathToFileURL(task.demo).href;
if (task.solution !== null) {
  redirect({
    importer: demo,
    target: pathToFileURL(task.learner).href,
    replacement: pathToFileURL(task.solution).href,
  });
}
process.argv = [process.execPath, task.demo, ...task.args];
await import(demo);

function redirect(data: Parameters<typeof redirectHook.initialize>[0]): void {
  const registerHooks: unknown = Reflect.get(nodeModule, 'registerHooks');
  if (typeof registerHooks === 'function') {
    redirectHook.initialize(data);
    registerHooks({ resolve: redirectHook.resolve });
  } else {
    // Node below 22.15.
    nodeModule.register('./redirect-hook.mjs', { parentURL: import.meta.url, data });
  }
}

function tellAndEnd(error: unknown): void {
  const told: DemoError =
    error instanceof Error
      ? {
          name: error.name,
          classes: classesOf(error),
          message: error.message,
          stack: error.stack ?? null,
        }
      : { name: 'Error', classes: [], message: String(error), stack: null };
  process.send?.(told, () => process.stdout.write('', () => process.exit(1)));
}

function classesOf(error: Error): string[] {
  const names: string[] = [];
  for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at)) {
    names.push(String(at.constructor?.name));
  }
  return names;
}
