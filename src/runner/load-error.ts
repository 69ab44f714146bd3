import { resolve } from 'node:path';
import type { TestError } from 'vitest';
import type { Exercise } from '../catalog/exercise.ts';
import { locate } from './locate.ts';
import { cut, messageLimit, printable } from './printable.ts';
import type { RunError } from './report.ts';

/** "[PARSE_ERROR] Unexpected token" and, below it, "[ exercises/…/name.ts:3:13 ]". */
const parseError = /\[PARSE_ERROR\]\s*(.+)/;
const parsePlace = /\[\s*(\S.*?):(\d+):(\d+)\s*\]/;
const unresolved = /(?:Cannot find (?:module|package)|Failed to resolve import) ['"]([^'"]+)['"]/;

/**
 * Says why a spec file could not be loaded, in the words of somebody who wrote the code: the bundler
 * wraps a syntax error in drawings, and names a missing module after its own resolution.
 */
export function loadError(error: TestError, exercise: Exercise): RunError {
  const whole = printable(String(error.message));
  const text = cut(whole, messageLimit);
  const { spec } = exercise.files;
  const syntax = parseError.exec(text)?.[1];
  const base = { stack: error.stack ?? null, during: null };
  if (syntax) {
    const [, file = '', line, column] = parsePlace.exec(whole) ?? [];
    return {
      ...base,
      ...(resolve(file) === spec
        ? {
            name: 'BrokenSpec',
            message: `The specs of this exercise cannot be read: ${syntax.trim()}`,
          }
        : { name: 'SyntaxError', message: syntax.trim() }),
      // The bundler names files from this process's folder, wherever the workbook is.
      location: file ? { file: resolve(file), line: Number(line), column: Number(column) } : null,
    };
  }
  const missing = unresolved.exec(text)?.[1];
  if (missing) {
    return {
      ...base,
      name: 'MissingModule',
      message: `Nothing is found at the import '${missing}'.`,
      location: locate(error.stack, exercise),
    };
  }
  if (text.startsWith('No test suite found')) {
    const message = 'There is not one spec in the spec file of this exercise.';
    return { ...base, name: 'BrokenSpec', message, location: { file: spec, line: 1, column: 1 } };
  }
  return {
    ...base,
    name: error.name === undefined ? 'Thrown' : cut(printable(error.name), messageLimit),
    message: error.name === undefined ? `Your code threw ${text}, which is not an Error.` : text,
    location: locate(error.stack, exercise),
  };
}
