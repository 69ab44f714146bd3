import { z } from 'zod';
import type { Catalog, Exercise } from '../catalog/index.ts';
import type { Progress } from '../progress/index.ts';
import type { LearnerIdentity } from './learner-identity.ts';

const schemaNumber = 1;
const count = z.int().min(0).max(1_000_000);
const seconds = z.int().min(0).max(100_000_000);
// Ids of exercises and names of mistakes are names of folders and files of the workbook.
const slug = z.string().regex(/^[a-z0-9][\w.-]{0,79}$/i);

const exerciseSchema = z.object({
  id: slug,
  state: z.enum(['new', 'begun', 'caught-up', 'solved', 'mastered']),
  seconds,
  secondsToSolve: seconds.nullable(),
  runs: count,
  hints: count,
  caughtUp: z.boolean(),
  misconceptions: z.record(slug, count),
});

const schema = z.object({
  kind: z.literal('workbook-export'),
  schema: z.literal(schemaNumber),
  workbook: z.string().max(40),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  nickname: z.string().min(1).max(40),
  exportedAt: z.iso.datetime(),
  track: slug.nullable(),
  exercises: z.array(exerciseSchema).max(1_000),
});

const anySchema = z.looseObject({ kind: z.literal('workbook-export'), schema: z.int() });

/** What a learner hands to the one who leads a workshop. It holds no code, path, or name of a machine or user. */
export type LearnerExport = Readonly<z.infer<typeof schema>>;

/** One exercise of an export. Times are in whole seconds, hints the number of the furthest one shown. */
export type ExportedExercise = Readonly<z.infer<typeof exerciseSchema>>;

/** Whose export it is, and what wrote it. */
export interface ExportFacts extends LearnerIdentity {
  /** Version of the workbook. */
  readonly workbook: string;
  readonly exportedAt: Date;
}

/** Puts together what a learner has done. Exercises that were never opened are left out. */
export function exportOf(
  catalog: Catalog,
  progress: Pick<Progress, 'stateOf' | 'recordOf' | 'track'>,
  { id, nickname, workbook, exportedAt }: ExportFacts,
): LearnerExport {
  const exercises = catalog.exercises.flatMap((exercise) => {
    const record = progress.recordOf(exercise);
    const state = progress.stateOf(exercise);
    if (state === 'new' && record.firstStartedAt === null) return [];
    const { runs, hintsShown, caughtUp, misconceptions, secondsToSolve } = record;
    return {
      id: exercise.id,
      state,
      seconds: Math.round(record.seconds),
      secondsToSolve: secondsToSolve === null ? null : Math.round(secondsToSolve),
      runs,
      hints: hintsShown,
      caughtUp,
      misconceptions: { ...misconceptions },
    };
  });
  return {
    kind: 'workbook-export',
    schema: schemaNumber,
    workbook,
    id,
    nickname,
    exportedAt: exportedAt.toISOString(),
    track: progress.track(),
    exercises,
  };
}

/** The text of an export's file. */
export function exportText(content: LearnerExport): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** An export, or why a text is none, as the end of a sentence that begins with the file. */
export type ReadExport =
  | { readonly found: LearnerExport }
  | { readonly found: null; readonly problem: string };

/** Reads the text of an export's file. Never throws. */
export function readExport(text: string): ReadExport {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { found: null, problem: 'holds no JSON' };
  }
  const anyExport = anySchema.safeParse(data);
  if (!anyExport.success) return { found: null, problem: 'is no export of the workbook' };
  if (anyExport.data.schema > schemaNumber) {
    return {
      found: null,
      problem: `was written by a newer workbook (schema ${anyExport.data.schema}, here ${schemaNumber}): git pull`,
    };
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { found: parsed.data };
  const [issue] = parsed.error.issues;
  return { found: null, problem: `is damaged: ${issue?.path.join('.')}: ${issue?.message}` };
}

/** What the learners who have begun an exercise did in it, also under an id that it had before. */
export function begunOf(
  exports: readonly LearnerExport[],
  { id, formerly = [] }: Pick<Exercise, 'id' | 'formerly'>,
): ExportedExercise[] {
  const ids = [id, ...formerly];
  return exports.flatMap(({ exercises }) =>
    exercises.filter((found) => ids.includes(found.id) && found.state !== 'new').slice(0, 1),
  );
}
