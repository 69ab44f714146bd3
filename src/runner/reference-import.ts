import { readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';

const prefix = '\0workbook:reference:';

/**
 * The id of a module that stands in for a reference which code below exercises/ imports: its specs would test the
 * reference.
 *
 * @param source what is imported, as it is written
 * @param importer path of the file that imports it
 */
export function referenceImport(source: string, importer: string): string {
  const text = readFileSync(importer, 'utf8');
  const before = text.slice(0, Math.max(0, text.indexOf(source))).split('\n');
  return `${prefix}${importer}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The code of such a module: it throws, from where the import stands. Null for any other id. */
export function refusal(id: string): string | null {
  if (!id.startsWith(prefix)) return null;
  const name = 'ImportsReference';
  const message = 'Your file imports the reference.';
  const facts = { name, stack: `${name}: ${message}\n    at ${id.slice(prefix.length)}` };
  return `throw Object.assign(new Error(${JSON.stringify(message)}), ${JSON.stringify(facts)});`;
}

/** Whether a file is in a folder or one below it. */
export function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
