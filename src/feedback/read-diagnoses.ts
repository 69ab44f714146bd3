import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { WorkbookError } from '../errors.ts';
import type { Diagnoses } from './diagnosis.ts';

const shape = z.strictObject({
  schema: z.literal(1),
  mistakes: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      explanation: z.string(),
      failures: z.record(z.string(), z.record(z.string(), z.string().nullable())),
    }),
  ),
});

/**
 * Reads an exercise's diagnoses.json.
 *
 * @param file the path, as `exercise.files.diagnoses` gives it
 * @returns no mistakes when the file does not exist
 * @throws WorkbookError when it is not what `npm run diagnoses` writes
 */
export function readDiagnoses(file: string): Diagnoses {
  if (!existsSync(file)) return { schema: 1, mistakes: [] };
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new WorkbookError(`${file} cannot be read: ${reason}`, 'Make it anew: npm run diagnoses');
  }
}
