import { seededRandom } from '../../../src/kit/random.ts';
import type { Gallows } from './doomed-process.ts';
import { type Action, actions } from './events.ts';
import type { Interruption, Orders } from './orders.ts';
import { callWitness, type Testimony } from './witness.ts';

/** A process is killed when it begins its n-th action, or some milliseconds after that. */
const mostActions = 6;
const longestSpin = 8;
/** So many processes are killed in one workbook before the next is begun. */
const killsPerWorkbook = 20;

/**
 * Starts processes that work on a workbook, one after the other, and kills each in the middle of it.
 *
 * @returns what was found after each kill
 */
export async function killAtRandom(
  gallows: Gallows,
  { times, seed }: { readonly times: number; readonly seed: number },
): Promise<readonly Testimony[]> {
  const rng = seededRandom(seed);
  const found: Testimony[] = [];
  while (found.length < times) {
    const root = gallows.workbook();
    const witness = callWitness(root);
    for (let kills = 0; kills < killsPerWorkbook && found.length < times; kills++) {
      const firstVersion = witness.nextVersion();
      const doomed = gallows.start({ ...orders(root, seed + found.length), firstVersion });
      let left = 1 + Math.floor(rng() * mostActions);
      const spin = rng() * longestSpin;
      doomed.onOutput((text) => {
        left -= text.split('begin').length - 1;
        if (left > 0) return;
        spinFor(spin);
        doomed.kill();
      });
      const { events, code } = await doomed.ended;
      if (code !== null) throw new Error(`The process ended by itself, with code ${code}.`);
      found.push(witness.examine([events]));
    }
  }
  return found;
}

export interface Interrupted extends Testimony, Interruption {
  /** False when the action has fewer writes. */
  readonly happened: boolean;
}

/** Interrupts one action ahead of its n-th write to the disk, in a workbook of its own. */
export async function interrupt(gallows: Gallows, interrupted: Interruption): Promise<Interrupted> {
  const root = gallows.workbook();
  const witness = callWitness(root);
  const { events, code } = await gallows.start({ ...orders(root, 1), interrupted }).ended;
  if (code !== 0 && code !== null) throw new Error(`The process failed with code ${code}.`);
  const saves = events.filter(({ type, action }) => type === 'end' && action === 'edit');
  const happened = interrupted.by === 'kill' ? code === null : saves.length > savesAhead;
  return { ...witness.examine([events]), ...interrupted, happened };
}

const savesAhead = 2;

/** Interrupts every action ahead of every write that it does. */
export async function* interruptEverywhere(gallows: Gallows): AsyncGenerator<Interrupted> {
  for (const by of ['kill', 'save'] as const) {
    for (const action of actions.filter(isOfWorkbook)) {
      for (let step = 1; ; step++) {
        const found = await interrupt(gallows, { action, step, by });
        if (!found.happened) break;
        yield found;
      }
    }
  }
}

/** Lets two processes work in one folder to their end. */
export async function hammerTogether(gallows: Gallows, rounds: number): Promise<Testimony> {
  const root = gallows.workbook();
  const witness = callWitness(root);
  const both = [true, false].map((edits, seed) =>
    gallows.start({ ...orders(root, seed), rounds, edits, shared: true }),
  );
  const ends = await Promise.all(both.map(({ ended }) => ended));
  if (ends.some(({ code }) => code !== 0)) throw new Error('A process failed.');
  return witness.examine(ends.map(({ events }) => events));
}

function isOfWorkbook(action: Action): action is Exclude<Action, 'edit'> {
  return action !== 'edit';
}

function orders(root: string, seed: number): Orders {
  return { root, seed, rounds: 10_000, firstVersion: 1, edits: true, shared: false };
}

function spinFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
