import { posix } from 'node:path';
import { exercisesFolder, type FoundFiles, formerExercisesFolder } from './folder-files.ts';
import { fingerprintOf } from './manifest.ts';
import type { Action } from './plan-update.ts';

/** The files of a folder as they are after the actions that have been planned so far. */
export class MovedFiles {
  readonly actions: Action[] = [];
  /** What of the package's the learner has changed, and of theirs stood in the way: it is copied first. */
  readonly edited: string[] = [];
  readonly #files: Map<string, string>;
  readonly #known: ReadonlySet<string>;

  /** @param known fingerprints of what is the package's */
  constructor(found: FoundFiles, known: ReadonlySet<string>) {
    this.#files = new Map(found);
    this.#known = known;
  }

  /** The fingerprint of a file, if it is there. */
  get(path: string): string | undefined {
    return this.#files.get(path);
  }

  /** Every folder of an exercise, whatever its number, also among the former exercises. */
  foldersOf(id: string): readonly string[] {
    const folders = [...this.#files.keys()].flatMap((path) => {
      const [top = '', chapter = '', folder = '', ...rest] = path.split('/');
      const isPlace = top === exercisesFolder || top === formerExercisesFolder;
      if (!isPlace || rest.length === 0 || folder.replace(/^\d+-/, '') !== id) return [];
      return /^\d/.test(folder) ? [posix.join(top, chapter, folder)] : [];
    });
    return [...new Set(folders)];
  }

  /** The numbered folders right below exercises/. */
  chapters(): readonly string[] {
    const folders = [...this.#files.keys()].flatMap((path) => {
      const [top = '', chapter = '', ...rest] = path.split('/');
      const isChapter = top === exercisesFolder && rest.length > 0 && /^\d+-/.test(chapter);
      return isChapter ? [posix.join(top, chapter)] : [];
    });
    return [...new Set(folders)];
  }

  moveFolder(from: string, to: string): void {
    if (from === to) return;
    for (const path of [...this.#files.keys()]) {
      if (path.startsWith(`${from}/`)) this.move(path, to + path.slice(from.length));
    }
  }

  /** Moves a file. Where another of the learner's stands at its new place, that one stays. */
  move(from: string, to: string): void {
    const moved = this.#files.get(from);
    if (moved === undefined) return;
    const present = this.#files.get(to);
    const giveWay = present !== undefined && !this.#known.has(present);
    if (present === moved || giveWay || (present !== undefined && this.#known.has(moved))) {
      this.remove(from);
      return;
    }
    this.#files.delete(from);
    this.#files.set(to, moved);
    this.actions.push({ does: 'move', from, to });
  }

  write(path: string, content: Buffer): void {
    const fingerprint = fingerprintOf(content);
    const present = this.#files.get(path);
    if (present === fingerprint) return;
    if (present !== undefined && !this.#known.has(present)) this.edited.push(path);
    this.#files.set(path, fingerprint);
    this.actions.push({ does: 'write', path, content });
  }

  remove(path: string): void {
    const present = this.#files.get(path);
    if (present === undefined) return;
    if (!this.#known.has(present)) this.edited.push(path);
    this.#files.delete(path);
    this.actions.push({ does: 'remove', path });
  }

  removeIfKnown(path: string): void {
    if (this.#known.has(this.#files.get(path) ?? '')) this.remove(path);
  }

  start(exercise: string): void {
    this.actions.push({ does: 'start', exercise });
  }
}
