import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Exercise, Implementation } from '../catalog/exercise.ts';
import { codeOf } from '../errors.ts';
import type { Report, RunError } from './report.ts';

/** A file of code that is larger holds something else: data, or what a program wrote into it. */
const largestFile = 1_000_000;

type Obstacle = Pick<RunError, 'name' | 'message'> & { readonly file: string };

/** A report of its own where there is nothing that could run: files that are gone, or are no code. Else null. */
export function obstacleTo(exercise: Exercise, implementation: Implementation): Report | null {
  const found =
    (implementation === 'learner' ? obstacleInLearnerFile(exercise) : null) ??
    obstacleInSpec(exercise);
  if (!found) return null;
  const { name, message, file } = found;
  return {
    schema: 1,
    exercise: exercise.id,
    implementation,
    state: 'error',
    tests: [],
    error: { name, message, location: { file, line: 1, column: 1 }, stack: null, during: null },
    output: { text: '', truncated: false },
    milliseconds: 0,
  };
}

function obstacleInLearnerFile({ files }: Exercise): Obstacle | null {
  const file = files.learner;
  const missing = (message: string): Obstacle => ({ name: 'MissingFile', message, file });
  const unusable = (message: string): Obstacle => ({ name: 'UnusableFile', message, file });
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats) return missing(`Your file is not there.${renamedTo(files)}`);
    if (stats.isDirectory()) return missing('A folder stands where your file should be.');
    if (!stats.isFile()) return missing('What stands where your file should be is no file.');
    if (stats.size > largestFile) return unusable(tooLarge(stats.size));
    const content = readFileSync(file);
    const isUtf16 = content[0] === 0xff ? content[1] === 0xfe : content[0] === 0xfe;
    if (isUtf16) return unusable('Your file is saved as UTF-16, and code is read as UTF-8.');
    return isUtf8(content) && !content.includes(0)
      ? null
      : unusable('Your file is not text: it holds bytes that no text has.');
  } catch (error) {
    return missing(`Your file cannot be read (${codeOf(error)}).`);
  }
}

function tooLarge(bytes: number): string {
  const size = (bytes / 1_000_000).toFixed(1);
  return `Your file is ${size} MB large. Code is not; more than ${largestFile / 1_000_000} MB is not run.`;
}

/** Names what may be the learner's file under another name; empty when nothing is. */
function renamedTo({ folder, learner, spec, demo }: Exercise['files']): string {
  const known = new Set([learner, spec, demo].map((file) => basename(file)));
  const others = entriesOf(folder)
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !known.has(name));
  const wanted = basename(learner);
  return others.length === 1
    ? ` There is ${others[0]} beside it: if that is yours, its name has to be ${wanted}.`
    : '';
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function obstacleInSpec({ files: { spec: file } }: Exercise): Obstacle | null {
  const name = 'BrokenSpec';
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
    return { name, message: 'The specs of this exercise are not there.', file };
  } catch (error) {
    return { name, message: `The specs of this exercise cannot be read (${codeOf(error)}).`, file };
  }
}
