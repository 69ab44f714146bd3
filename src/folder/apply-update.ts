import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { codeOf, WorkbookError } from '../errors.ts';
import { readIfThere, retryWhenBusy } from '../progress/disk.ts';
import { openProgress } from '../progress/index.ts';
import { readLearnerFile } from '../progress/learner-file.ts';
import { exercisesFolder } from './folder-files.ts';
import { lentCatalog } from './lent-catalog.ts';
import {
  fingerprintOf,
  knownFingerprints,
  type Manifest,
  writeFile,
  writeManifest,
} from './manifest.ts';
import type { Action, UpdatePlan } from './plan-update.ts';

export interface ApplyOptions {
  readonly root: string;
  /** The folder of the package whose contents the plan is made of. */
  readonly lender: string;
  /** What the workbook has put there so far. */
  readonly manifest: Manifest;
  /** Fingerprints of what the plan puts there. */
  readonly pending: readonly string[];
}

/**
 * Carries a plan out. Before anything is written over that is not the package's, it is copied: a learner's
 * file to its snapshots, anything else to `.workbook/replaced`.
 *
 * Each step is small and whole. After an end at any step a new plan, made of what is there then, does the rest.
 *
 * @returns a generator that is about to take a step when it yields, and at the end gives the copies that were made
 *   of what the learner had changed: paths from the folder
 * @throws WorkbookError when the disk does not let it
 */
export function* updateSteps(
  plan: UpdatePlan,
  { root, lender, manifest, pending }: ApplyOptions,
): Generator<string, readonly string[]> {
  const during = { ...manifest, pending: [...new Set([...manifest.pending, ...pending])] };
  const kept = new Keeper(root, knownFingerprints(during));
  const [starts, others] = separate(plan.actions);
  if (plan.actions.length === 0 && isDeepStrictEqual(manifest, plan.manifest)) return [];
  yield 'note what is to come';
  writeManifest(root, during);
  for (const action of others) {
    yield action.does;
    carryOut(action, root, kept);
  }
  yield 'remove empty folders';
  removeEmptyFolders(join(root, exercisesFolder));
  const catalog = lentCatalog(root, lender);
  const progress = openProgress(catalog);
  for (const { exercise: id } of starts) {
    const exercise = catalog.exercises.find((each) => each.id === id);
    if (!exercise) continue;
    yield 'start';
    // What was saved since the plan was made is the learner's, and stays.
    if (!kept.isForeign(readLearnerFile(exercise))) progress.reset(exercise, 'update');
  }
  yield 'note what is there';
  writeManifest(root, plan.manifest);
  return kept.copies;
}

type Start = Extract<Action, { does: 'start' }>;
type FileAction = Exclude<Action, Start>;

function separate(actions: readonly Action[]): [Start[], FileAction[]] {
  const starts: Start[] = [];
  const others: FileAction[] = [];
  for (const action of actions) {
    if (action.does === 'start') starts.push(action);
    else others.push(action);
  }
  return [starts, others];
}

function carryOut(action: FileAction, root: string, kept: Keeper): void {
  if (action.does === 'write') {
    const { path, content } = action;
    writeFile(root, { path, content, ready: () => kept.keep(path) });
    return;
  }
  const path = action.does === 'move' ? action.to : action.path;
  try {
    kept.keep(path);
    if (action.does === 'remove') rmSync(join(root, path), { force: true });
    else moveFile(join(root, action.from), join(root, action.to));
  } catch (error) {
    if (error instanceof WorkbookError) throw error;
    throw new WorkbookError(
      `${path} cannot be put in its place (${codeOf(error)}).`,
      'Close what has it open, and run npx workbook update again: it goes on from there.',
    );
  }
}

function moveFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  retryWhenBusy(() => renameSync(from, to));
}

/** Copies what is not the package's before it is written over. */
class Keeper {
  /** Paths of the copies, from the folder. */
  readonly copies: string[] = [];
  readonly #root: string;
  readonly #known: ReadonlySet<string>;
  readonly #folder: string;

  constructor(root: string, known: ReadonlySet<string>) {
    this.#root = root;
    this.#known = known;
    this.#folder = `.workbook/replaced/${new Date().toISOString().replaceAll(':', '-')}`;
  }

  keep(path: string): void {
    const content = readIfThere(join(this.#root, path));
    if (content === null || !this.isForeign(content)) return;
    const copy = this.#free(`${this.#folder}/${path}`);
    writeFile(this.#root, { path: copy, content, durable: true });
    this.copies.push(copy);
  }

  /** Whether something is there that is not the package's. */
  isForeign(content: Buffer | null): boolean {
    return content !== null && !this.#known.has(fingerprintOf(content));
  }

  #free(copy: string): string {
    return existsSync(join(this.#root, copy)) ? this.#free(`${copy}~`) : copy;
  }
}

/** Folders whose files have been moved; one that cannot be removed is in nobody's way. */
function removeEmptyFolders(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it.
  }
}
