import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findExercise, loadCatalog } from '../src/catalog/index.ts';
import { commandTable } from '../src/cli/command-table.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

const packageFacts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(read('package.json'));

const { recommendations } = z
  .strictObject({ recommendations: z.array(z.string()) })
  .parse(read('.vscode/extensions.json'));

describe('.vscode/tasks.json', () => {
  const { tasks } = z
    .object({
      version: z.literal('2.0.0'),
      tasks: z.array(
        z.discriminatedUnion('type', [
          z.object({
            type: z.literal('process'),
            label: z.string(),
            command: z.literal('node'),
            args: z.array(z.string()),
            isBackground: z.boolean().optional(),
            group: z.object({ kind: z.literal('test'), isDefault: z.boolean() }).optional(),
          }),
          z.object({ type: z.literal('npm'), label: z.string(), script: z.string() }),
        ]),
      ),
    })
    .parse(read('.vscode/tasks.json'));

  it('has a task that watches and one that is the test task', () => {
    const processes = tasks.filter((task) => task.type === 'process');
    expect(processes.filter(({ isBackground }) => isBackground)).toHaveLength(1);
    expect(processes.filter(({ group }) => group?.isDefault)).toHaveLength(1);
  });

  it.each(tasks)('names what exists: $label', (task) => {
    if (task.type === 'npm') {
      expect(packageFacts.scripts).toHaveProperty(task.script);
      return;
    }
    const [program = '', command] = task.args;
    expect(existsSync(join(root, program))).toBe(true);
    expect(commandTable.map(({ name }) => name)).toContain(command);
  });

  it('tests the exercise of whichever of its files is open, on every system', () => {
    const catalog = loadCatalog(root);
    const [exercise] = catalog.exercises.slice(-1);
    if (!exercise) return expect.fail('The workbook has exercises.');
    const { files } = exercise;
    const open = [files.learner, files.spec, files.readme, files.hints, files.solution, files.demo];
    for (const file of open) {
      const relativeFile = file.slice(root.length + 1);
      expect(findExercise(catalog, relativeFile).id).toBe(exercise.id);
      expect(findExercise(catalog, relativeFile.replaceAll('/', '\\')).id).toBe(exercise.id);
    }
  });
});

it('.vscode/settings.json points to files that are there, also where tools for authors are not', () => {
  const settings = z
    .object({
      'vitest.rootConfig': z.string(),
      'search.exclude': z.record(z.string(), z.boolean()),
      'typescript.preferences.autoImportFileExcludePatterns': z.array(z.string()),
      'typescript.tsdk': z.undefined().optional(),
      'editor.defaultFormatter': z.undefined().optional(),
    })
    .parse(read('.vscode/settings.json'));
  expect(existsSync(join(root, settings['vitest.rootConfig']))).toBe(true);
  // Neither a search nor an import that the editor offers gives the reference away.
  expect(settings['search.exclude']['solutions/**']).toBe(true);
  expect(settings['typescript.preferences.autoImportFileExcludePatterns']).toContain(
    'solutions/**',
  );
});

describe('.devcontainer/devcontainer.json', () => {
  const container = z
    .object({
      image: z.string(),
      postCreateCommand: z.string(),
      customizations: z.object({
        vscode: z.object({ extensions: z.array(z.string()) }),
        codespaces: z.object({ openFiles: z.array(z.string()) }),
      }),
    })
    .parse(read('.devcontainer/devcontainer.json'));

  it('runs a Node that the workbook runs on', () => {
    const major = Number(/typescript-node:(\d+)(?:-\w+)?$/.exec(container.image)?.[1]);
    // package.json: ^20.19.0 || >=22.12.0, and an image of 22 or newer has the latest of its major.
    expect(major).toBeGreaterThanOrEqual(22);
    expect(major % 2).toBe(0);
  });

  it('installs by the installer, recommends what the editor recommends, and opens a file that is there', () => {
    const [command, program = '', ...rest] = container.postCreateCommand.split(' ');
    expect([command, rest]).toEqual(['node', []]);
    expect(existsSync(join(root, program))).toBe(true);
    expect(container.customizations.vscode.extensions).toEqual(recommendations);
    for (const file of container.customizations.codespaces.openFiles) {
      expect(existsSync(join(root, file))).toBe(true);
    }
  });
});

it('recommends an extension for Vitest', () => {
  expect(recommendations).toContain('vitest.explorer');
  for (const id of recommendations) expect(id).toMatch(/^[\w-]+\.[\w-]+$/);
});
