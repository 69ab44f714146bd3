import type { Action } from './events.ts';

/** What a process under test is to do. */
export interface Orders {
  readonly root: string;
  readonly seed: number;
  /** Number of actions. */
  readonly rounds: number;
  /** The number of the first version that it saves. */
  readonly firstVersion: number;
  /** Whether it plays the learner too, who saves the file. */
  readonly edits: boolean;
  /** Whether another one works in the same folder. */
  readonly shared: boolean;
  /** Do this alone. */
  readonly interrupted?: Interruption;
}

/** An action in which something happens ahead of its n-th write to the disk (from 1). */
export interface Interruption {
  readonly action: Exclude<Action, 'edit'>;
  readonly step: number;
  readonly by: 'kill' | 'save';
}
