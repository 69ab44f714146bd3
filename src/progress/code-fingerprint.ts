import { createHash } from 'node:crypto';

const textOrComment =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * A fingerprint of what a source says: layout, comments, the kind of quotes, semicolons and trailing commas
 * do not change it, so that an editor which formats on save leaves it the same.
 */
export function codeFingerprint(source: string): string {
  const bare = source
    .replace(textOrComment, (found) => (found.startsWith('/') ? '' : found))
    .replace(/[\s;\uFEFF]/g, '')
    .replace(/["`]/g, "'")
    .replace(/,(?=[)\]}>])/g, '');
  return createHash('sha256').update(bare).digest('hex').slice(0, 32);
}
