import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/workshop/archive.ts';
import { fits, readSealed, type Sealed, seal, stretch, unseal } from '../../src/workshop/seal.ts';
import { unlockCode } from '../../src/workshop/unlock-codes.ts';

const secret = Buffer.alloc(32, 7);
const reference = 'export const answer = 42;\n';
const files = [{ path: 'agents.ts', content: Buffer.from(reference) }];
const sealed = seal(secret, 'agents', files);
const own = stretch(unlockCode(secret, 'agents'), sealed.salt);
const others = stretch(unlockCode(secret, 'caching'), sealed.salt);

const changed = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

describe('seal', () => {
  it('opens with its code, and holds what was sealed', () => {
    expect(fits(own, sealed)).toBe(true);
    expect(unseal(own, sealed)?.map((file) => [file.path, textOf(file)])).toEqual([
      ['agents.ts', reference],
    ]);
  });

  it('does not open with another code', () => {
    expect(fits(others, sealed)).toBe(false);
    expect(unseal(others, sealed)).toBeNull();
  });

  it('shows nothing of its content, its code or the secret', () => {
    const text = Object.values(sealed)
      .map((value) => `${value} ${Buffer.from(String(value), 'base64').toString('latin1')}`)
      .join(' ');
    for (const hidden of ['answer', 'agents.ts', unlockCode(secret, 'agents')]) {
      expect(text).not.toContain(hidden);
    }
  });

  it.each(['iv', 'tag', 'content', 'exercise'] as const)('notices a change of its %s', (key) => {
    const other: Sealed = { ...sealed, [key]: changed(sealed[key]) };
    expect(unseal(own, other)).toBeNull();
  });

  it('gives the same bytes for the same content, and never the same iv for another', () => {
    expect(seal(secret, 'agents', files)).toEqual(sealed);
    const second = seal(secret, 'agents', [{ path: 'agents.ts', content: Buffer.from('2') }]);
    expect(second.iv).not.toBe(sealed.iv);
    expect(second.salt).toBe(sealed.salt);
  });

  it('cannot be put in the place of another exercise', () => {
    const moved = { ...sealed, exercise: 'caching' };
    expect(fits(own, moved)).toBe(false);
    expect(fits(others, moved)).toBe(false);
  });
});

describe('readSealed', () => {
  it('reads what was written, and no damaged file', () => {
    const text = JSON.stringify(sealed);
    expect(readSealed(text)).toEqual(sealed);
    for (const damaged of [
      '',
      text.slice(0, -10),
      '{}',
      text.replace('"schema":1', '"schema":2'),
    ]) {
      expect(readSealed(damaged)).toBeNull();
    }
  });
});
