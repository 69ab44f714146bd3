import { readdirSync, readFileSync } from 'node:fs';
import { findExercise, loadCatalog, readStub } from '../../../src/catalog/index.ts';
import { openProgress } from '../../../src/progress/index.ts';
import { type Action, type ActionEvent, copying } from './events.ts';
import { stubVersion, versionContent, versionOf } from './versions.ts';

/** What was found after the processes had ended. */
export interface Testimony {
  /** Sentences on what is not as it must be; empty when all is well. */
  readonly problems: readonly string[];
  /** The actions that were cut off in the middle. */
  readonly cutOff: readonly Action[];
  /** How many files were compared, and how many bytes of them were nowhere any more. */
  readonly filesChecked: number;
  readonly bytesLost: number;
  readonly progressUnreadable: boolean;
  /** Whether the lock of the killed process was still there. */
  readonly lockLeft: boolean;
  /** Temporary files that it left, and of these the ones that the next process left too. */
  readonly temporaryLeft: number;
  readonly temporaryStaying: number;
  /** How long the next process took to write. */
  readonly nextTook: number;
}

const soon = 2_000;

/** Watches over one workbook: what was ever in the learner's file, and what was ever recorded. */
export function callWitness(root: string) {
  const catalog = loadCatalog(root);
  const exercise = findExercise(catalog, 'add');
  const stub = Buffer.from(readStub(exercise));
  const originals = new Set(pathsBelow(root));
  /** Versions that the workbook saw before it wrote over them. */
  const mustBeKept = new Set<number>();
  const everGiven = new Set([stubVersion]);
  let lastVersion = 0;
  let before = openProgress(catalog).recordOf(exercise);

  function isTemporary(path: string): boolean {
    return (
      !originals.has(path) &&
      !/^\.workbook(\/(progress\.json|snapshots(\/add(\/[\dTZ.-]+-\w+\.ts)?)?))?$/.test(path) &&
      !path.startsWith('editor-')
    );
  }

  return {
    /** The first version that nobody has saved yet. */
    nextVersion: () => lastVersion + 1,
    /** @param logs what each process said, in its order; first the one that saves the file */
    /** @param logs what each process said, in its order */
    examine(logs: readonly (readonly ActionEvent[])[]): Testimony {
      const problems: string[] = [];
      const events = logs.flat();
      for (const { action, n } of events) {
        if (action !== 'edit') continue;
        everGiven.add(n);
        lastVersion = Math.max(lastVersion, n);
      }
      for (const { seen, n } of sightingsIn(logs[0] ?? [])) {
        if (n === stubVersion) continue;
        if (seen) mustBeKept.add(n);
        else mustBeKept.delete(n);
      }

      const left = pathsBelow(root).filter(isTemporary);
      const present = versionOf(readFileSync(exercise.files.learner), stub);
      if (present === null || !everGiven.has(present)) {
        problems.push('The learner’s file holds what was never saved.');
      }
      const expected = logs.length === 1 ? possibleVersions(logs[0] ?? []) : null;
      if (expected && present !== null && !expected.includes(present)) {
        problems.push(`The file holds version ${present}; it must be one of ${expected}.`);
      }

      const start = performance.now();
      const progress = openProgress(catalog);
      const { notice } = progress;
      const now = progress.recordOf(exercise);
      progress.addTime(exercise, 1);
      const nextTook = performance.now() - start;
      if (nextTook > soon) problems.push(`The next process had to wait ${nextTook} ms.`);
      if (notice !== null) problems.push(notice);

      const copies = progress
        .listSnapshots(exercise)
        .map(({ file }) => versionOf(readFileSync(file), stub));
      const kept = new Set([present, ...copies]);
      if (copies.includes(null)) problems.push('A copy holds what was never saved.');
      const lost = [...mustBeKept].filter((n) => !kept.has(n));
      if (lost.length > 0) problems.push(`Versions ${lost} are lost.`);
      // What stands only in the file may be written over by the learner. What is lost is told once.
      for (const n of mustBeKept) if (!copies.includes(n)) mustBeKept.delete(n);

      for (const [name, action, has, had] of [
        ['runs', 'record', now.runs, before.runs],
        ['seconds', 'time', now.seconds, before.seconds],
      ] as const) {
        const least = had + countOf(events, 'end', action);
        const most = had + countOf(events, 'begin', action);
        if (has < least || has > most) {
          problems.push(`progress.json says ${has} ${name}; it must be ${least} to ${most}.`);
        }
      }
      const hints = events.filter(({ type, action }) => type === 'end' && action === 'hint');
      if (now.hintsShown < Math.max(before.hintsShown, ...hints.map(({ n }) => n))) {
        problems.push(`progress.json says ${now.hintsShown} hints; more were shown.`);
      }
      for (const fact of ['firstStartedAt', 'solvedAt', 'masteredAt'] as const) {
        if (before[fact] !== null && now[fact] !== before[fact]) problems.push(`${fact} changed.`);
      }
      before = progress.recordOf(exercise);

      const staying = pathsBelow(root).filter(isTemporary);
      if (staying.length > 0) problems.push(`Left behind: ${staying}.`);
      return {
        problems,
        cutOff: logs.flatMap(cutOffIn),
        filesChecked: 1 + copies.length,
        bytesLost: lost.reduce((sum, n) => sum + versionContent(n).length, 0),
        progressUnreadable: notice !== null,
        lockLeft: left.includes('.workbook/lock'),
        temporaryLeft: left.filter((path) => /^\.workbook\/\w+-[^/]+$/.test(path)).length,
        temporaryStaying: staying.length,
        nextTook,
      };
    },
  };
}

/** Which versions the workbook has seen and must keep, and which of them it need not keep after all. */
function sightingsIn(
  events: readonly ActionEvent[],
): readonly { readonly n: number; readonly seen: boolean }[] {
  let under: ActionEvent | null = null;
  return events.flatMap((event) => {
    const { type, action, n } = event;
    if (action === 'edit') {
      // Saved in the middle of an action: the learner has written over what was there before.
      return under && type === 'begin'
        ? [
            { n: under.n, seen: false },
            { n, seen: true },
          ]
        : [];
    }
    if (!copying.has(action)) return [];
    under = type === 'begin' ? event : null;
    return type === 'end' ? [] : [{ n, seen: type === 'begin' }];
  });
}

function cutOffIn(events: readonly ActionEvent[]): readonly Action[] {
  const last = events.at(-1);
  return last?.type === 'begin' ? [last.action] : [];
}

/** What the file may hold after the last action; null when that cannot be told from the log. */
function possibleVersions(events: readonly ActionEvent[]): readonly number[] | null {
  const last = events.at(-1);
  if (last === undefined || last.action === 'hint' || last.action === 'time') return null;
  // Saved in the middle of it.
  if (last.type !== 'begin' && last.action !== 'edit' && events.at(-2)?.action === 'edit')
    return null;
  const { type, action, n } = last;
  if (action === 'edit') return type === 'end' ? [n] : null;
  if (action === 'record' || type === 'refused') return [n];
  if (action !== 'reset') return null;
  return type === 'end' ? [stubVersion] : [n, stubVersion];
}

function countOf(
  events: readonly ActionEvent[],
  type: ActionEvent['type'],
  action: Action,
): number {
  return events.filter((event) => event.type === type && event.action === action).length;
}

/** Paths of files and folders, from the folder, with slashes. */
function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
}
