import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { learnerFolderMark } from '../catalog/places.ts';
import { WorkbookError } from '../errors.ts';
import { readIfThere, writeWhole } from '../progress/disk.ts';

/** What the workbook has put into a learner's folder: `workbook.json`. */
export interface Manifest {
  /** The version of the package that the folder's files are of; empty until they are first there. */
  readonly version: string;
  /** By id. Exercises that the workbook no longer has stay listed: they may come back. */
  readonly exercises: Readonly<Record<string, ManifestExercise>>;
  /** The package's own files: path from the folder, with `/` → fingerprint. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * Fingerprints of what an update that has not come to its end may have written. Whatever was interrupted, a
   * file of the package is known as such, and is not taken for the learner's.
   */
  readonly pending: readonly string[];
}

export interface ManifestExercise {
  /** Path from the folder, with `/`. */
  readonly folder: string;
  readonly title: string;
  /** Fingerprint of the starter of this version. */
  readonly starter: string;
  readonly core: readonly string[];
  readonly stretch: readonly string[];
}

export const emptyManifest: Manifest = { version: '', exercises: {}, files: {}, pending: [] };

const schemaNumber = 1;
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
const names = z.array(z.string());
const manifestSchema = z.object({
  schema: z.literal(schemaNumber),
  version: z.string(),
  exercises: z.record(
    z.string(),
    z.object({
      folder: z.string(),
      title: z.string(),
      starter: fingerprint,
      core: names,
      stretch: names,
    }),
  ),
  files: z.record(z.string(), fingerprint),
  pending: z.array(fingerprint).default([]),
});
const newerSchema = z.looseObject({ schema: z.int().min(schemaNumber + 1) });

/** The fingerprint of a text, line ends aside: git may change those. */
export function fingerprintOf(content: Buffer): string {
  const text = content.toString('latin1').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

/** Every fingerprint that something of the package's may have in this folder. */
export function knownFingerprints({ exercises, files, pending }: Manifest): ReadonlySet<string> {
  const starters = Object.values(exercises).map(({ starter }) => starter);
  return new Set([...starters, ...Object.values(files), ...pending]);
}

/**
 * Reads what the workbook has put into a folder; null when it has put nothing there.
 *
 * @throws WorkbookError when workbook.json is damaged, or a newer workbook wrote it
 */
export function readManifest(root: string): Manifest | null {
  const file = join(root, learnerFolderMark);
  const bytes = readIfThere(file);
  if (bytes === null) return null;
  const data = parseJson(bytes.toString('utf8'));
  if (newerSchema.safeParse(data).success) {
    throw new WorkbookError(
      `${file} was written by a newer version of the workbook; nothing was changed.`,
      'npm install ai-engineer-workbook@latest, then: npx workbook update',
    );
  }
  const parsed = manifestSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new WorkbookError(
    `${file} is damaged: it lists what is the workbook's and what is yours.`,
    `Bring it back with git checkout -- ${learnerFolderMark}. Without git: move your exercises folder away, run npx ai-engineer-workbook init in a new folder, and copy your files over.`,
  );
}

/** Writes it whole, by way of `.workbook`. @throws WorkbookError when the disk does not let it */
export function writeManifest(root: string, manifest: Manifest): void {
  const { pending, ...rest } = manifest;
  const data = { schema: schemaNumber, ...rest, ...(pending.length > 0 ? { pending } : {}) };
  writeFile(root, {
    path: learnerFolderMark,
    content: `${JSON.stringify(data, null, 2)}\n`,
    durable: true,
  });
}

export interface FileWrite {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly content: Buffer | string;
  /** Called right before the content takes its place. */
  readonly ready?: () => void;
  /** Whether it is the learner's, and there is no other copy of it. */
  readonly durable?: boolean;
}

/** Writes a file of the folder whole, by way of `.workbook`. */
export function writeFile(
  root: string,
  { path, content, ready, durable = false }: FileWrite,
): void {
  const staging = join(root, '.workbook');
  mkdirSync(staging, { recursive: true });
  writeWhole(join(root, path), content, { staging, ready, durable });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
