import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderUpdate } from '../../src/cli/render-update.ts';
import { exitCode } from '../../src/errors.ts';
import { createFolder, type FolderUpdate, updateFolder } from '../../src/folder/index.ts';
import { plainStyle } from '../cli/small-workbook.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { workbookErrorOf } from '../workbook-error.ts';
import { folderOf, type SampleExercise, starterOf, writePackage } from './sample-package.ts';

const split: SampleExercise = { id: 'split', chapter: '01-basics', number: 5 };
const mean: SampleExercise = { id: 'mean', chapter: '01-basics', number: 6 };
const cache: SampleExercise = { id: 'cache', chapter: '04-production', number: 1 };

/** A learner's folder of version 1, and how it gets another. */
function learnersFolder(...exercises: readonly SampleExercise[]) {
  const home = temporaryFolder();
  const root = join(home, 'mine');
  const publish = (version: string, next: readonly SampleExercise[]) =>
    writePackage(home, { version, exercises: next });
  createFolder({ root, dependency: '^1.0.0', lender: publish('1.0.0', exercises) });
  const path = (exercise: SampleExercise, name = `${exercise.id}.ts`) =>
    join(root, 'exercises', folderOf(exercise), name);
  return {
    root,
    path,
    read: (exercise: SampleExercise, name?: string) => readFileSync(path(exercise, name), 'utf8'),
    write: (exercise: SampleExercise, content: string, name?: string) =>
      writeFileSync(path(exercise, name), content),
    update: (version: string, ...next: readonly SampleExercise[]) =>
      updateFolder(root, publish(version, next)),
  };
}

const told = (update: FolderUpdate) =>
  renderUpdate(update, { style: plainStyle, width: 90 }).join('\n');

describe('an exercise that has a new starter', () => {
  const next = { ...split, starter: 2, stretch: ['groupSplit'] };

  it('gets it where nothing was written, whatever git did to the line ends', () => {
    const folder = learnersFolder(split);
    folder.write(split, starterOf(split).replaceAll('\n', '\r\n'));
    const update = folder.update('2.0.0', next);
    expect(folder.read(split)).toBe(starterOf(next));
    expect(existsSync(folder.path(split, 'split.new.ts'))).toBe(false);
    expect(told(update)).toContain('Changed, and not begun by you: 1.5 split.');
  });

  it('gets it beside what was written, and is told in full', () => {
    const folder = learnersFolder(split);
    folder.write(split, '// my work\r\n');
    const update = folder.update('2.0.0', next);
    expect(folder.read(split)).toBe('// my work\r\n');
    expect(folder.read(split, 'split.new.ts')).toBe(starterOf(next));
    expect(told(update)).toBe(
      [
        'The exercises are of version 2.0.0 now; they were of 1.0.0.',
        '',
        '1.5  split: your file is as you wrote it.',
        '     New to write: groupSplit.',
        '     Changed: lesson.',
        '     The new starter is beside it:',
        '     exercises/01-basics/05-split/split.new.ts',
        '     Take over from it what you need, or begin anew with it: npx workbook reset 1.5',
        '',
        'What you have solved stays solved.',
      ].join('\n'),
    );
  });

  it('replaces the starter beside it by a newer one, after a copy where it was changed', () => {
    const folder = learnersFolder(split);
    folder.write(split, '// my work');
    folder.update('2.0.0', next);
    const third = folder.update('3.0.0', { ...next, starter: 3 });
    expect(third.copies).toEqual([]);
    folder.write(split, '// notes on the starter', 'split.new.ts');
    const { copies } = folder.update('4.0.0', { ...next, starter: 4 });
    expect(folder.read(split, 'split.new.ts')).toContain('Starter 4');
    expect(copies.map((copy) => readFileSync(join(folder.root, copy), 'utf8'))).toEqual([
      '// notes on the starter',
    ]);
  });

  it('loses the starter beside it once it is taken over', () => {
    const folder = learnersFolder(split);
    folder.write(split, '// my work');
    folder.update('2.0.0', next);
    folder.write(split, starterOf(next));
    folder.update('3.0.0', next);
    expect(existsSync(folder.path(split, 'split.new.ts'))).toBe(false);
  });
});

it('says what has changed of an exercise whose starter is the same', () => {
  const folder = learnersFolder(split);
  folder.write(split, '// my work');
  const text = told(folder.update('2.0.0', { ...split, specs: 2 }));
  expect(text).toContain('Changed: specs.');
  expect(text).toContain('Does it still pass? npx workbook run 1.5');
  expect(existsSync(folder.path(split, 'split.new.ts'))).toBe(false);
});

it('moves file and notes along when we renumber and rename', () => {
  const folder = learnersFolder(split, mean);
  folder.write(split, '// my work');
  folder.write(split, 'my notes', 'notes.md');
  const renamed = { ...split, id: 'cut', number: 6, chapter: '02-basics', formerly: ['split'] };
  const other = { ...mean, number: 5, chapter: '02-basics' };
  const update = folder.update('2.0.0', renamed, other);
  expect(folder.read(renamed)).toBe('// my work');
  expect(folder.read(renamed, 'notes.md')).toBe('my notes');
  expect(readdirSync(join(folder.root, 'exercises'))).toEqual(['02-basics']);
  expect(readdirSync(join(folder.root, 'exercises', folderOf(renamed))).sort()).toEqual(
    [
      'README.md',
      'cut.spec.ts',
      'cut.ts',
      // Its starter names the exercise, so it is another one now.
      'cut.new.ts',
      'hints.md',
      'notes.md',
    ].sort(),
  );
  expect(told(update)).toContain('It was called split.');
  expect(told(update)).toContain('     exercises/02-basics/06-cut/cut.ts');
});

it('keeps an exercise that we take out, and goes on with it when it comes back', () => {
  const folder = learnersFolder(split, cache);
  folder.write(cache, '// my work');
  const update = folder.update('2.0.0', split);
  const kept = join(folder.root, 'former-exercises', folderOf(cache), 'cache.ts');
  expect(readFileSync(kept, 'utf8')).toBe('// my work');
  expect(told(update)).toContain(
    'No longer in the workbook: cache. What you had is kept:\n     former-exercises/04-production/01-cache/cache.ts',
  );
  const back = folder.update('3.0.0', split, { ...cache, number: 7 });
  expect(folder.read({ ...cache, number: 7 })).toBe('// my work');
  expect(back.copies).toEqual([]);
  expect(existsSync(kept)).toBe(false);
});

it('brings back what is damaged of the workbook, after a copy, and says so', () => {
  const folder = learnersFolder(split);
  folder.write(split, '// another spec', 'split.spec.ts');
  rmSync(folder.path(split, 'hints.md'));
  rmSync(folder.path(split));
  const update = folder.update('1.0.0', split);
  expect(folder.read(split, 'split.spec.ts')).toContain('specs 1');
  expect(folder.read(split, 'hints.md')).toContain('Think.');
  expect(folder.read(split)).toBe(starterOf(split));
  expect(told(update)).toContain(
    'You had changed 1 file of the workbook. What stood there is kept:',
  );
  expect(told(update)).toContain('Put back, since the file was gone: 1.5 split.');
  const [copy = ''] = update.copies;
  expect(readFileSync(join(folder.root, copy), 'utf8')).toBe('// another spec');
  expect(told(folder.update('1.0.0', split))).toBe(
    'The exercises are of version 1.0.0, the newest that is installed. Nothing was to be done.',
  );
});

it('names the exercises that are new', () => {
  expect(told(learnersFolder(split).update('2.0.0', split, cache))).toContain('New: 4.1 cache.');
});

it('leaves a chapter of the learner’s own alone', () => {
  const folder = learnersFolder(split);
  const own = join(folder.root, 'exercises', '09-mine', '01-own');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'own.ts'), '// my own');
  folder.update('2.0.0', { ...split, chapter: '02-basics' });
  expect(readFileSync(join(own, 'own.ts'), 'utf8')).toBe('// my own');
});

it('refuses to go back to an older version', () => {
  const folder = learnersFolder(split);
  folder.update('2.0.0', split);
  const error = workbookErrorOf(() => folder.update('1.9.9', split));
  expect(error.message).toContain('are of version 2.0.0, and the package is older: 1.9.9');
  expect(error.exitCode).toBe(exitCode.wrongCall);
});

it('says what helps when workbook.json is damaged or of a newer workbook', () => {
  const folder = learnersFolder(split);
  const mark = join(folder.root, 'workbook.json');
  writeFileSync(mark, '{"schema": 2}');
  expect(workbookErrorOf(() => folder.update('2.0.0', split)).message).toContain('newer version');
  writeFileSync(mark, '<<<<<<< HEAD');
  expect(workbookErrorOf(() => folder.update('2.0.1', split)).help).toContain(
    'git checkout -- workbook.json',
  );
});
