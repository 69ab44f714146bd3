import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageName } from './package-name.ts';

const launcher = 'bin/workbook.js';
const tasksSchema = z.looseObject({
  tasks: z.array(z.looseObject({ type: z.string(), args: z.array(z.string()).optional() })),
});

/**
 * The editor settings of the package, as they fit a learner's folder: its tasks call the package, and those that
 * only authors need are left out.
 *
 * @param lender the folder of the package
 * @returns path → content; nothing where the package has none
 */
export function editorFiles(lender: string): ReadonlyMap<string, string> {
  const names = ['extensions.json', 'settings.json', 'tasks.json'].filter((name) =>
    existsSync(join(lender, '.vscode', name)),
  );
  return new Map(
    names.map((name) => {
      const text = readFileSync(join(lender, '.vscode', name), 'utf8');
      return [`.vscode/${name}`, name === 'tasks.json' ? learnersTasks(text) : text];
    }),
  );
}

function learnersTasks(text: string): string {
  const facts = tasksSchema.parse(JSON.parse(text));
  const tasks = facts.tasks
    .filter(({ args = [] }) => args.includes(launcher))
    .map(({ args = [], ...task }) => ({
      ...task,
      args: args.map((each) => (each === launcher ? `node_modules/${packageName}/${each}` : each)),
    }));
  return `${JSON.stringify({ ...facts, tasks }, null, 2)}\n`;
}
