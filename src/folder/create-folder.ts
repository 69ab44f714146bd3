import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnerFolderMark } from '../catalog/places.ts';
import { codeOf, exitCode, WorkbookError } from '../errors.ts';
import { editorFiles } from './editor-files.ts';
import { emptyManifest, readManifest, writeFile, writeManifest } from './manifest.ts';
import { readPackageContents } from './package-contents.ts';
import { fingerprintsIn } from './plan-update.ts';
import { scaffoldFiles } from './scaffold.ts';
import { bringTo } from './update-folder.ts';

export interface NewFolder {
  /** Absolute path. */
  readonly root: string;
  /** What its package.json asks npm for. */
  readonly dependency: string;
  /** The folder of the package. */
  readonly lender: string;
}

/**
 * Makes a learner's folder, without what npm installs. One whose making was interrupted is completed.
 *
 * @returns how many exercises it holds
 * @throws WorkbookError (wrongCall) when the folder is a learner's already, cannot be made, or is not empty;
 *   README, licence and hidden files, as new repositories have them, stay as they are
 */
export function createFolder({ root, dependency, lender }: NewFolder): number {
  const begun = readManifest(root);
  if (begun !== null && begun.version !== '') throw alreadyThere(root);
  const next = readPackageContents(lender);
  if (begun === null) requireRoom(root);
  const manifest = { ...(begun ?? emptyManifest), pending: fingerprintsIn(next) };
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    throw new WorkbookError(
      `The folder ${root} cannot be made (${codeOf(error)}).`,
      'Name a folder in a place where you may write: npx ai-engineer-workbook init my-workbook',
      exitCode.wrongCall,
    );
  }
  writeManifest(root, manifest);
  const scaffold = scaffoldFiles({ root, dependency, allowScripts: allowScriptsOf(lender) });
  for (const [path, content] of [...scaffold, ...editorFiles(lender)]) {
    if (!existsSync(join(root, path))) writeFile(root, { path, content });
  }
  completeGitignore(root, scaffold.get('.gitignore') ?? '');
  bringTo(next, { root, lender, manifest });
  return next.exercises.length;
}

/** Nothing is written into somebody's project, nor into a home folder. A new repository may be there. */
function requireRoom(root: string): void {
  const found = namesIn(root).find((name) => !mayBeThere.test(name));
  if (found === undefined) return;
  throw new WorkbookError(
    `${root} is not empty: there is ${found}.`,
    'Name a folder that is new or empty: npx ai-engineer-workbook init my-workbook',
    exitCode.wrongCall,
  );
}

const mayBeThere = /^\.|^readme|^licen[cs]e|\.tgz$/i;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new WorkbookError(
      `${folder} cannot be used (${codeOf(error)}).`,
      'Name a folder that is new or empty: npx ai-engineer-workbook init my-workbook',
      exitCode.wrongCall,
    );
  }
}

/** A .gitignore that was there gets the lines that it lacks. */
function completeGitignore(root: string, wanted: string): void {
  const present = readFileSync(join(root, '.gitignore'), 'utf8');
  const lines = new Set(present.split(/\r?\n/));
  const missing = wanted.split('\n').filter((line) => line !== '' && !isCovered(line, lines));
  if (missing.length === 0) return;
  const gap = present === '' || present.endsWith('\n') ? '' : '\n';
  writeFile(root, {
    path: '.gitignore',
    content: `${present}${gap}${missing.join('\n')}\n`,
    durable: true,
  });
}

function isCovered(line: string, lines: ReadonlySet<string>): boolean {
  return lines.has(line) || lines.has(line.replace(/\/$/, '')) || lines.has(`/${line}`);
}

/** npm heeds these settings only in the folder in which it installs. */
function allowScriptsOf(lender: string): unknown {
  const facts: unknown = JSON.parse(readFileSync(join(lender, 'package.json'), 'utf8'));
  return Reflect.get(Object(facts), 'allowScripts');
}

function alreadyThere(root: string): WorkbookError {
  return new WorkbookError(
    `${root} is a workbook already (it has a ${learnerFolderMark}); nothing was changed.`,
    'In it: npm install, where that has not been done yet. npx workbook update brings it up to date.',
    exitCode.wrongCall,
  );
}
