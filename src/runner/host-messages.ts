import type { Exercise, Implementation } from '../catalog/exercise.ts';
import type { Report } from './report.ts';

/** What the workbook asks of its host (see host.ts). */
export type HostRequest =
  | { readonly kind: 'open'; readonly root: string }
  | { readonly kind: 'prepare'; readonly exercise: Exercise }
  | ({ readonly kind: 'run'; readonly id: number } & HostedRun)
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

/** A run as it is asked for. */
export interface HostedRun {
  readonly exercise: Exercise;
  readonly implementation: Implementation;
}

/** What a host tells. */
export type HostAnswer =
  /** Vitest is there, and the run begins. */
  | { readonly kind: 'began'; readonly id: number }
  /** The spec that the run is in: told from time to time, for the case that the host does not live to report. */
  | { readonly kind: 'spec'; readonly id: number; readonly name: string }
  | { readonly kind: 'report'; readonly id: number; readonly report: Report }
  /** The workbook itself failed, or the run was cancelled. */
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly message: string;
      readonly stack: string;
    }
  /** A thread that was told to end goes on, inside of one call that nothing interrupts. */
  | { readonly kind: 'stuck' };
