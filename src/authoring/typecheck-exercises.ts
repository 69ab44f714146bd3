import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { type Exercise, loadCatalog, readStub } from '../catalog/index.ts';
import { WorkbookError } from '../errors.ts';
import { contentOf } from './write-stubs.ts';

export interface Typecheck {
  readonly ok: boolean;
  /** What the compiler says, with the paths of the exercises themselves. */
  readonly output: string;
}

/** What stands beside a spec and a demo when their types are checked. */
const implementations = ['solution', 'stub'] as const;

/**
 * Type-checks specs and demos, once against the solutions and once against the stubs made from them. A
 * learner's file is never looked at: the checks run on copies below `.workbook/typecheck`.
 *
 * Solutions and mistakes are checked where they stand, by tsconfig.check.json.
 *
 * @param root the folder that holds exercises/ and solutions/
 * @throws WorkbookError when TypeScript is not installed
 */
export async function typecheckExercises(root: string): Promise<Typecheck> {
  const compiler = compilerOf(root);
  const catalog = loadCatalog(root);
  // Of its own for each process: two checks at once must not take each other's files away.
  const mirror = join(catalog.root, '.workbook', 'typecheck', String(process.pid));
  try {
    for (const exercise of catalog.exercises) writeMirror(exercise, catalog.root, mirror);
    writeFileSync(join(mirror, 'tsconfig.json'), JSON.stringify(mirrorConfig, null, 2));
    const { code, output } = await run(compiler, mirror);
    return { ok: code === 0, output: withOwnPaths(output) };
  } finally {
    rmSync(mirror, { recursive: true, force: true });
  }
}

const mirrorConfig = {
  extends: '../../../tsconfig.json',
  // The kit also declares the types of packages that ship none.
  include: [...implementations.map((name) => `${name}/**/*.ts`), '../../../src/kit/**/*.d.ts'],
};

function compilerOf(root: string): string {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('tsc/package.json');
    return join(dirname(manifest), 'bin', 'tsc');
  } catch {
    throw new WorkbookError(
      'TypeScript is not installed: it is one of the tools that only authors need.',
      'node bin/install.js --dev',
    );
  }
}

function writeMirror(exercise: Exercise, root: string, mirror: string): void {
  const { files } = exercise;
  const code = {
    solution: readFileSync(files.solution, 'utf8'),
    stub: readStub(exercise),
  };
  for (const implementation of implementations) {
    const folder = join(mirror, implementation, relative(root, files.folder));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, basename(files.learner)), code[implementation]);
    for (const file of [files.spec, files.demo]) {
      const text = contentOf(file);
      if (text !== null) writeFileSync(join(folder, basename(file)), text);
    }
  }
}

function run(
  compiler: string,
  folder: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [compiler, '--noEmit', '--pretty', 'false'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      output += String(chunk);
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}

/** The compiler names the copies, from the folder they stand in; people look for the originals. */
function withOwnPaths(output: string): string {
  return output
    .replaceAll('\\', '/')
    .replace(/^(solution|stub)\/(\S+\.ts)/gm, '$2 (against the $1)')
    .replaceAll('../../../', '')
    .trim();
}
