import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../errors.ts';
import { type LearnerExport, readExport } from './learner-export.ts';

/** A file that does not count, and why: the end of a sentence that begins with the file. */
export interface SkippedFile {
  readonly file: string;
  readonly problem: string;
}

export interface ReadExports {
  /** One for each learner, by nickname. */
  readonly exports: readonly LearnerExport[];
  readonly skipped: readonly SkippedFile[];
}

interface FoundExport {
  readonly file: string;
  readonly content: LearnerExport;
}

/** An export is a few kilobytes; what is far larger is not read at all. */
const mostBytes = 4_000_000;

/**
 * Reads exports. Of a learner who is there twice the newest counts. Nothing is thrown for files: what cannot
 * be used is skipped.
 *
 * @param paths files, folders (their `*.json`), or names with `*` and `?`, which not every shell expands
 * @param cwd where relative paths start
 */
export function readExports(paths: readonly string[], cwd: string): ReadExports {
  const skipped: SkippedFile[] = [];
  const newest = new Map<string, FoundExport>();
  for (const file of filesAt(paths, cwd, skipped)) {
    const read = readFile(file);
    if (read.found === null) {
      skipped.push({ file, problem: read.problem });
      continue;
    }
    const content = read.found;
    const other = newest.get(content.id);
    if (!other) {
      newest.set(content.id, { file, content });
      continue;
    }
    const isNewer = Date.parse(content.exportedAt) > Date.parse(other.content.exportedAt);
    const [kept, left] = isNewer ? [{ file, content }, other] : [other, { file, content }];
    newest.set(content.id, kept);
    skipped.push({
      file: left.file,
      problem: `is of the same learner as ${basename(kept.file)}, which is ${isSameTime(kept, left) ? 'as new' : 'newer'}`,
    });
  }
  const exports = [...newest.values()].map(({ content }) => content);
  exports.sort((a, b) => a.nickname.localeCompare(b.nickname, 'en'));
  return { exports, skipped };
}

function filesAt(paths: readonly string[], cwd: string, skipped: SkippedFile[]): Set<string> {
  const files = new Set<string>();
  for (const path of paths) {
    const full = resolve(cwd, path);
    const found = expand(full);
    if (found.length === 0) skipped.push({ file: full, problem: 'has no .json file in it' });
    for (const file of found) files.add(file);
  }
  return files;
}

/** The files that a path stands for; itself where nothing is there, so that reading it tells why. */
function expand(path: string): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return namesIn(path, /\.json$/i);
  if (stat || !/[*?]/.test(basename(path))) return [path];
  const matched = namesIn(dirname(path), patternOf(basename(path)));
  return matched.length > 0 ? matched : [path];
}

function namesIn(folder: string, pattern: RegExp): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function patternOf(name: string): RegExp {
  const source = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'i');
}

function readFile(file: string): ReturnType<typeof readExport> {
  try {
    const { size } = statSync(file);
    if (size > mostBytes) return { found: null, problem: 'is too large for an export' };
    return readExport(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = codeOf(error);
    return {
      found: null,
      problem: code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`,
    };
  }
}

function isSameTime(a: FoundExport, b: FoundExport): boolean {
  return a.content.exportedAt === b.content.exportedAt;
}
