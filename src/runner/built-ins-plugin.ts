import { resolve } from 'node:path';
import type { Plugin } from 'vitest/config';
import { isBelow } from './reference-import.ts';

/**
 * Has code below exercises/ say when it changed built-ins, before anything else comes to use them. It is added
 * after the other plugins: the position of an error in the source is not to suffer.
 */
export function builtInsPlugin(root: string): Plugin {
  const exercises = resolve(root, 'exercises');
  const check = `globalThis[Symbol.for('workbook.builtIns')]?.check();`;
  return {
    name: 'workbook:built-ins',
    enforce: 'post',
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!isBelow(exercises, file) || file.endsWith('.spec.ts')) return null;
      return { code: `${code}\n;${check}`, map: null };
    },
  };
}
