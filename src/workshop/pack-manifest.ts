import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, WorkbookError } from '../errors.ts';

const manifestSchema = z.looseObject({});

const tasksSchema = z.looseObject({ tasks: z.array(z.looseObject({ type: z.string() })) });

const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
      os: z.array(z.string()).optional(),
      cpu: z.array(z.string()).optional(),
      libc: z.array(z.string()).optional(),
    }),
  ),
});

/** A lockfile as npm writes it. */
export type Lockfile = z.infer<typeof lockSchema>;

/**
 * The lockfile of what participants install: without the tools for development, and without the addresses that the
 * packages came from here, which may be nobody else's.
 *
 * @param program the folder of the workbook's own package
 * @throws WorkbookError when there is no lockfile, as in a package installed by npm, or it is damaged
 */
export function participantsLockfile(program: string): Lockfile {
  const lockfile = readJson(join(program, 'package-lock.json'), lockSchema);
  const packages: Lockfile['packages'] = {};
  for (const [folder, { dev, resolved, ...locked }] of Object.entries(lockfile.packages)) {
    if (dev) continue;
    const isAddress = resolved !== undefined && /^\w+:\/\//.test(resolved);
    packages[folder] = resolved === undefined || isAddress ? locked : { ...locked, resolved };
  }
  return { ...lockfile, packages: { ...packages, '': withoutTools(packages['']) } };
}

/** The package.json of what participants get: it starts the workbook, and nothing else. */
export function participantsManifest(program: string): Readonly<Record<string, unknown>> {
  const manifest = readJson(join(program, 'package.json'), manifestSchema);
  const scripts: unknown = manifest.scripts;
  const { prestart, start } = Object(scripts);
  return { ...withoutTools(manifest), private: true, scripts: { prestart, start } };
}

/** The editor's tasks for participants: without those that call a script of package.json, which they have not. */
export function participantsTasks(program: string): Readonly<Record<string, unknown>> {
  const { tasks, ...rest } = readJson(join(program, '.vscode', 'tasks.json'), tasksSchema);
  return { ...rest, tasks: tasks.filter(({ type }) => type !== 'npm') };
}

function withoutTools(manifest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { devDependencies: _, ...rest } = manifest;
  return rest;
}

function readJson<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      throw new WorkbookError(
        `${file} is missing: a pack is made in a clone of the workbook.`,
        'git clone the workbook, and make the pack there.',
      );
    }
    throw new WorkbookError(`${file} is damaged.`, `git checkout -- ${file}`);
  }
}
