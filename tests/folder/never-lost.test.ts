import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { type Exercise, loadCatalog, readStub } from '../../src/catalog/index.ts';
import { WorkbookError } from '../../src/errors.ts';
import { updateSteps } from '../../src/folder/apply-update.ts';
import { findFiles } from '../../src/folder/folder-files.ts';
import { createFolder, readManifest, updateFolder } from '../../src/folder/index.ts';
import { emptyManifest } from '../../src/folder/manifest.ts';
import { readPackageContents } from '../../src/folder/package-contents.ts';
import { fingerprintsIn, planUpdate } from '../../src/folder/plan-update.ts';
import { openProgress } from '../../src/progress/index.ts';
import { corePasses, reportOf } from '../progress/sample-progress.ts';
import { temporaryFolder } from '../sample-workbook.ts';
import { type SampleExercise, starterOf, writePackage } from './sample-package.ts';

// Waiting for the disk guards against a power failure, which cannot be tried here, and takes most of the time.
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  fsyncSync: () => {},
}));

// What we do to the package, and what learners do in their folder. `which` chooses an exercise.
type Step =
  | { readonly does: 'publish'; readonly change: Change; readonly which: number }
  | { readonly does: 'edit' | 'solve'; readonly which: number; readonly content: string }
  | { readonly does: 'reset' | 'undo' | 'delete' | 'restore starter'; readonly which: number }
  | { readonly does: 'edit specs' | 'edit beside' | 'own file'; readonly which: number }
  | { readonly does: 'update' }
  | { readonly does: 'killed update'; readonly after: number };

const changes = [
  'starter',
  'specs',
  'rename',
  'renumber',
  'other chapter',
  'renumber chapters',
  'remove',
  'add',
] as const;
type Change = (typeof changes)[number];

const which = fc.nat(2);
const content = fc.constantFrom('', 'a', 'b\n', 'b\r\n', '\u00ff\u2028');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('publish'),
      change: fc.constantFrom(...changes),
      which,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('edit', 'solve'), which, content }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'reset',
        'undo',
        'delete',
        'restore starter',
        'edit specs',
        'edit beside',
        'own file',
      ),
      which,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('update') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('killed update'), after: fc.nat(30) }) },
);

it('loses no byte of a learner’s file, whatever the order of edits, versions, updates and kills', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
      const world = new World();
      try {
        for (const taken of steps) {
          world.take(taken);
          world.check();
        }
        world.take({ does: 'update' });
        world.check();
        world.checkUpdated();
      } finally {
        world.close();
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

/** A package in its versions, a learner's folder made from it, and what must not be lost. */
class World {
  readonly #home = temporaryFolder();
  readonly #root = join(this.#home, 'mine');
  #version = 1;
  #published: readonly SampleExercise[] = ['split', 'mean', 'cache'].map((id, index) => ({
    id,
    chapter: index < 2 ? '01-basics' : '02-more',
    number: index + 1,
  }));
  /** The folder of the newest package, and of the one that was installed last. */
  #newest = this.#publish();
  #installed = this.#newest;
  /** Texts that the workbook has seen in a file of the learner's, or of its own after the learner changed it. */
  readonly #seen = new Set<string>();
  readonly #starters = new Set<string>();
  /** By the exercise's first id. */
  readonly #solved = new Set<string>();
  /** By the exercise's first id: those whose file the learner has changed. */
  readonly #touched = new Set<string>();
  #hasChangedOurs = false;
  #serial = 0;

  constructor() {
    this.#note(this.#published);
    createFolder({ root: this.#root, dependency: '^1.0.0', lender: this.#newest });
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  take(taken: Step): void {
    if (taken.does === 'publish') this.#change(taken);
    else if (taken.does === 'update') this.#update();
    else if (taken.does === 'killed update') this.#killedUpdate(taken.after);
    else this.#learn(taken);
  }

  /** What holds at every moment. */
  check(): void {
    const kept = new Set(textsBelow(this.#root));
    for (const text of this.#seen) {
      if (!this.#starters.has(text)) expect(kept, `lost: ${JSON.stringify(text)}`).toContain(text);
    }
  }

  /** What holds after an update. */
  checkUpdated(): void {
    const { files, exercises } = readPackageContents(this.#newest);
    for (const [path, content] of files) {
      expect(readFileSync(join(this.#root, path), 'utf8'), path).toBe(content.toString('utf8'));
    }
    for (const { learner } of exercises) expect(existsSync(join(this.#root, learner))).toBe(true);
    const catalog = loadCatalog(this.#root, this.#newest);
    expect(catalog.exercises.map(({ id }) => id)).toEqual(exercises.map(({ id }) => id));
    for (const exercise of catalog.exercises) {
      if (this.#touched.has(firstId(exercise))) continue;
      expect(textOf(exercise.files.learner), exercise.id).toBe(readStub(exercise));
    }
    const progress = openProgress(catalog);
    for (const exercise of catalog.exercises) {
      if (!this.#solved.has(firstId(exercise))) continue;
      expect(['solved', 'mastered'], exercise.id).toContain(progress.stateOf(exercise));
    }
    expect(updateFolder(this.#root, this.#newest).plan.actions).toEqual([]);
  }

  #publish(): string {
    return writePackage(this.#home, {
      version: `${this.#version}.0.0`,
      exercises: this.#published,
    });
  }

  #note(exercises: readonly SampleExercise[]): void {
    for (const exercise of exercises) this.#starters.add(starterOf(exercise));
  }

  #change({ change, which }: Extract<Step, { does: 'publish' }>): void {
    this.#version += 1;
    const chosen = this.#published[which % Math.max(1, this.#published.length)];
    const serial = this.#version;
    const next = this.#published.map((exercise): SampleExercise => {
      if (change === 'renumber chapters') {
        const [number = '', name] = exercise.chapter.split('-');
        return { ...exercise, chapter: `0${3 - Number(number)}-${name}` };
      }
      if (change === 'renumber')
        return { ...exercise, number: ((exercise.number + which) % 9) + 1 };
      if (exercise !== chosen) return exercise;
      if (change === 'starter') return { ...exercise, starter: serial };
      if (change === 'specs') return { ...exercise, specs: serial };
      if (change === 'other chapter') {
        return {
          ...exercise,
          chapter: exercise.chapter.includes('more')
            ? this.#chapter('basics')
            : this.#chapter('more'),
          number: 10 + serial,
        };
      }
      if (change === 'rename') {
        return {
          ...exercise,
          id: `name${serial}`,
          formerly: [...(exercise.formerly ?? []), exercise.id],
        };
      }
      return exercise;
    });
    const left =
      change === 'remove' && next.length > 1 ? next.filter((each) => each.id !== chosen?.id) : next;
    const gone = this.#gone.filter(({ id }) => left.every((each) => each.id !== id));
    const back =
      change === 'add'
        ? (gone[which] ?? {
            id: `new${serial}`,
            chapter: this.#chapter('more'),
            number: 10 + serial,
          })
        : null;
    this.#gone = [...this.#gone, ...next.filter((each) => !left.includes(each))];
    this.#published = back
      ? [...left, { ...back, number: 10 + serial, chapter: this.#chapter('more') }]
      : left;
    this.#note(this.#published);
    this.#newest = this.#publish();
  }

  #gone: readonly SampleExercise[] = [];

  /** A chapter as it is numbered now. */
  #chapter(name: string): string {
    const present = this.#published.find(({ chapter }) => chapter.endsWith(name))?.chapter;
    const other = this.#published.at(0)?.chapter ?? '';
    return present ?? (other.startsWith('01') ? `02-${name}` : `01-${name}`);
  }

  #update(): void {
    this.#see();
    const before = this.#learnersTexts();
    this.#installed = this.#newest;
    const { copies } = updateFolder(this.#root, this.#newest);
    // What is ours is known as ours, also after an update that came to no end.
    if (!this.#hasChangedOurs) expect(copies).toEqual([]);
    const after = this.#learnersTexts();
    // What was written is in place, byte for byte, and not only among the copies.
    for (const [first, text] of before) {
      if (after.has(first) && !this.#starters.has(text.replaceAll('\r\n', '\n')))
        expect(after.get(first)).toBe(text);
    }
  }

  #killedUpdate(after: number): void {
    this.#see();
    this.#installed = this.#newest;
    const next = readPackageContents(this.#newest);
    const manifest = readManifest(this.#root) ?? emptyManifest;
    const plan = planUpdate(manifest, findFiles(this.#root, next.files.keys()), next);
    const pending = fingerprintsIn(next);
    const running = updateSteps(plan, {
      root: this.#root,
      lender: this.#newest,
      manifest,
      pending,
    });
    for (let taken = 0; taken <= after && !running.next().done; taken += 1);
  }

  #learn(taken: Exclude<Step, { does: 'publish' | 'update' | 'killed update' }>): void {
    const exercises = this.#exercises();
    const exercise = exercises[taken.which % Math.max(1, exercises.length)];
    if (!exercise) return;
    const { learner, spec, folder } = exercise.files;
    if (changesOurs.has(taken.does)) this.#hasChangedOurs = true;
    else if (taken.does !== 'reset' && taken.does !== 'own file') {
      this.#touched.add(firstId(exercise));
    }
    const progress = openProgress(loadCatalog(this.#root, this.#installed));
    if (taken.does === 'edit' || taken.does === 'solve') {
      // Of its own, so that a text is not found in the wrong place.
      this.#replace(learner, this.#own(taken.content));
    }
    if (taken.does === 'solve') {
      progress.recordReport(exercise, reportOf(exercise, corePasses), null);
      if (progress.stateOf(exercise) !== 'begun') this.#solved.add(firstId(exercise));
      this.#see();
    }
    if (taken.does === 'delete') this.#replace(learner, null);
    if (taken.does === 'restore starter') {
      const [starter = ''] = this.#starters;
      this.#replace(learner, starter.replaceAll('\n', '\r\n'));
    }
    if (taken.does === 'edit specs' && existsSync(spec))
      this.#replace(spec, this.#own('// a spec of mine'));
    if (taken.does === 'edit beside')
      this.#replace(join(folder, `${exercise.id}.new.ts`), this.#own('beside'));
    if (taken.does === 'own file') this.#replace(join(folder, 'notes.md'), this.#own('my notes'));
    if (taken.does === 'reset' || taken.does === 'undo') {
      this.#see();
      try {
        progress[taken.does](exercise);
      } catch (error) {
        if (!(error instanceof WorkbookError)) throw error;
      }
    }
  }

  /** A learner who writes over their own text, or deletes it, means to. */
  #replace(file: string, text: string | null): void {
    if (existsSync(file)) {
      const copies = textsBelow(join(this.#root, '.workbook'));
      if (!copies.includes(textOf(file))) this.#seen.delete(textOf(file));
    }
    if (text === null) rmSync(file, { force: true });
    else writeFileSync(file, text);
  }

  #own(text: string): string {
    this.#serial += 1;
    return `${text}${this.#serial}`;
  }

  /** The exercises as they are in the folder; none while an update is half done and they cannot be read. */
  #exercises(): readonly Exercise[] {
    try {
      return loadCatalog(this.#root, this.#installed).exercises;
    } catch (error) {
      if (error instanceof WorkbookError) return [];
      throw error;
    }
  }

  /** The first id of each exercise whose file is there → its text. */
  #learnersTexts(): Map<string, string> {
    const there = this.#exercises().filter(({ files }) => existsSync(files.learner));
    return new Map(there.map((exercise) => [firstId(exercise), textOf(exercise.files.learner)]));
  }

  /** Notes what the workbook is about to see: all that the learner has written. */
  #see(): void {
    const folders = ['exercises', 'former-exercises'].map((name) => join(this.#root, name));
    for (const text of folders.flatMap(textsBelow)) {
      if (/\d$/.test(text)) this.#seen.add(text);
    }
  }
}

const changesOurs: ReadonlySet<string> = new Set(['edit specs', 'edit beside']);

function firstId({ id, formerly = [] }: Exercise): string {
  return formerly[0] ?? id;
}

function textsBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? textsBelow(path) : [textOf(path)];
  });
}

function textOf(file: string): string {
  return readFileSync(file, 'latin1');
}
