import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';
import { type ArchivedFile, unzip, zip } from './archive.ts';
import { unlockCode } from './unlock-codes.ts';

/**
 * A sealed exercise, as `sealed/<id>.json` holds it. All bytes are base64.
 *
 * The code is stretched by scrypt (N = 2^15, r = 8, p = 1: 32 MB and some 80 ms) with the pack's salt, once for all
 * exercises of a pack. From that HKDF-SHA256 derives for each exercise, by its id, a key of 32 bytes and a check of
 * 16, by which a code is recognised. The content, a zip archive, is encrypted with AES-256-GCM; the id is authenticated
 * with it. Sources: RFC 7914, RFC 5869, NIST SP 800-38D.
 */
const schema = z.object({
  schema: z.literal(1),
  exercise: z.string().min(1),
  salt: z.base64(),
  check: z.base64(),
  iv: z.base64(),
  tag: z.base64(),
  content: z.base64(),
});

export type Sealed = z.infer<typeof schema>;

/** What a code was turned into, for the exercises of one pack. */
export interface Stretched {
  readonly salt: string;
  readonly bytes: Buffer;
}

const cipher = 'aes-256-gcm';
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Encrypts the files of an exercise with the code that the secret gives it. The same input gives the same bytes. */
export function seal(secret: Buffer, id: string, files: readonly ArchivedFile[]): Sealed {
  const salt = hmac(secret, 'salt of the packs').subarray(0, 16).toString('base64');
  const { key, check } = keysOf(stretch(unlockCode(secret, id), salt), id);
  const content = zip(files);
  // Not random, so that packs can be compared, but never the same for two contents.
  const iv = hmac(secret, `iv of ${id}`, content).subarray(0, 12);
  const encryption = createCipheriv(cipher, key, iv).setAAD(Buffer.from(id));
  const encrypted = Buffer.concat([encryption.update(content), encryption.final()]);
  return {
    schema: 1,
    exercise: id,
    salt,
    check: check.toString('base64'),
    iv: iv.toString('base64'),
    tag: encryption.getAuthTag().toString('base64'),
    content: encrypted.toString('base64'),
  };
}

/** Reads what `sealed/<id>.json` holds; null when it is damaged. */
export function readSealed(text: string): Sealed | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Turns a code into what keys are derived from. Slow on purpose: guessing takes as long each time. */
export function stretch(code: string, salt: string): Stretched {
  return { salt, bytes: scryptSync(code, Buffer.from(salt, 'base64'), 32, cost) };
}

/** Whether a code is that of a sealed exercise. */
export function fits(stretched: Stretched, { exercise, check }: Sealed): boolean {
  const expected = keysOf(stretched, exercise).check;
  const found = Buffer.from(check, 'base64');
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** Decrypts the files of an exercise; null when they are damaged, or the code is another's. */
export function unseal(stretched: Stretched, sealed: Sealed): readonly ArchivedFile[] | null {
  const { key } = keysOf(stretched, sealed.exercise);
  const [iv, tag, content] = [sealed.iv, sealed.tag, sealed.content].map((text) =>
    Buffer.from(text, 'base64'),
  );
  if (!iv || !tag || !content) return null;
  try {
    const decryption = createDecipheriv(cipher, key, iv, { authTagLength: 16 })
      .setAAD(Buffer.from(sealed.exercise))
      .setAuthTag(tag);
    return unzip(Buffer.concat([decryption.update(content), decryption.final()]));
  } catch {
    return null;
  }
}

function keysOf(
  { salt, bytes }: Stretched,
  id: string,
): { readonly key: Buffer; readonly check: Buffer } {
  const derive = (use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', bytes, Buffer.from(salt, 'base64'), `${use} ${id}`, length));
  return { key: derive('key of', 32), check: derive('check of', 16) };
}

function hmac(secret: Buffer, use: string, content: Uint8Array = Buffer.alloc(0)): Buffer {
  return createHmac('sha256', secret).update(use).update('\0').update(content).digest();
}
