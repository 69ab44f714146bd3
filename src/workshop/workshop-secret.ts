import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { WorkbookError } from '../errors.ts';
import { readIfThere, writeWhole } from '../progress/disk.ts';
import { unlockCode } from './unlock-codes.ts';

const schema = z.object({ schema: z.literal(1), secret: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * What a facilitator's codes are made from, 32 random bytes in `.workbook/workshop.json`. Made when it is first
 * asked for: every later pack and guide then has the same codes.
 *
 * @throws WorkbookError when the file is damaged, or cannot be read or written
 */
export function openSecret(root: string): Buffer {
  const present = secretIn(root);
  if (present) return present;
  const secret = randomBytes(32);
  const text = JSON.stringify({ schema: 1, secret: secret.toString('hex') }, null, 2);
  writeWhole(fileIn(root), `${text}\n`, { staging: join(root, '.workbook') });
  return secret;
}

/**
 * The codes that open exercises, by exercise id; null as long as no sealed pack was made here.
 *
 * @throws WorkbookError when the secret is damaged or cannot be read
 */
export function unlockCodesOf(
  root: string,
  exercises: readonly { readonly id: string }[],
): ReadonlyMap<string, string> | null {
  const secret = secretIn(root);
  return secret && new Map(exercises.map(({ id }) => [id, unlockCode(secret, id)]));
}

function secretIn(root: string): Buffer | null {
  const file = fileIn(root);
  const text = readIfThere(file)?.toString();
  if (text === undefined) return null;
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return Buffer.from(parsed.data.secret, 'hex');
  throw new WorkbookError(
    `${file} is damaged: the codes of your sealed packs are made from it.`,
    'Bring the file back from a copy. Without one delete it; packs made from then on have other codes.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fileIn(root: string): string {
  return join(root, '.workbook', 'workshop.json');
}
