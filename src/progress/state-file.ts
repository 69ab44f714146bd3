import { renameSync } from 'node:fs';
import { z } from 'zod';
import { WorkbookError } from '../errors.ts';
import { readIfThere, statIfThere } from './disk.ts';
import type { ExerciseRecord } from './progress.ts';

export interface State {
  /** Id of the exercise that the learner was at. */
  readonly current: string | null;
  /** Id of the chosen track; null for the order of the chapters, undefined as long as nothing was chosen. */
  readonly track?: string | null | undefined;
  /** By exercise id. Ids that the catalog does not know are kept: the exercise may come back. */
  readonly exercises: Readonly<Record<string, ExerciseRecord>>;
}

export const emptyRecord: ExerciseRecord = {
  firstStartedAt: null,
  solvedAt: null,
  masteredAt: null,
  seconds: 0,
  runs: 0,
  hintsShown: 0,
  misconceptions: {},
  caughtUp: false,
  caughtUpTo: null,
  secondsToSolve: null,
};

export const emptyState: State = { current: null, exercises: {} };

const schemaNumber = 1;
const time = z.iso.datetime().nullable();
const count = z.int().min(0);
const stateSchema = z.object({
  schema: z.literal(schemaNumber),
  current: z.string().nullable(),
  // Files from before there were tracks have none.
  track: z.string().nullable().optional(),
  exercises: z.record(
    z.string(),
    z.object({
      firstStartedAt: time,
      solvedAt: time,
      masteredAt: time,
      seconds: z.number().min(0),
      runs: count,
      hintsShown: count,
      misconceptions: z.record(z.string(), count),
      caughtUp: z.boolean(),
      // Files from before these were kept have none.
      caughtUpTo: z.string().nullable().default(null),
      secondsToSolve: z.number().min(0).nullable().default(null),
    }),
  ),
});
const newerSchema = z.looseObject({ schema: z.int().min(schemaNumber + 1) });

/**
 * Reads the state.
 *
 * @returns null when there is no file; `damaged` when it holds no state
 * @throws WorkbookError when a newer workbook wrote it
 */
export function readState(file: string): State | 'damaged' | null {
  const bytes = readIfThere(file);
  if (bytes === null) return null;
  const data = parseJson(bytes.toString('utf8'));
  if (newerSchema.safeParse(data).success) {
    throw new WorkbookError(
      `${file} was written by a newer version of the workbook; nothing was changed.`,
      'Update the workbook: npx workbook update in a folder of your own, git pull in a clone.',
    );
  }
  const parsed = stateSchema.safeParse(data);
  return parsed.success
    ? {
        current: parsed.data.current,
        track: parsed.data.track,
        exercises: parsed.data.exercises,
      }
    : 'damaged';
}

/** The text of a state file. */
export function stateText({ current, track, exercises }: State): string {
  return `${JSON.stringify({ schema: schemaNumber, current, track, exercises }, null, 2)}\n`;
}

/** Moves a damaged state file out of the way. @returns where it is now */
export function setAside(file: string): string {
  const aside = `${file}.corrupt-${new Date().toISOString().replaceAll(':', '-')}`;
  renameSync(file, aside);
  return aside;
}

/** A text that changes whenever the file is replaced; null when there is none. */
export function versionOf(file: string): string | null {
  const stat = statIfThere(file);
  return stat ? `${stat.ino}-${stat.mtimeNs}-${stat.size}` : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
