import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the workbook, as its package.json says. */
export function packageVersion(): string {
  const file = join(import.meta.dirname, '..', '..', 'package.json');
  const facts: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof facts === 'object' && facts !== null && 'version' in facts) {
    return String(facts.version);
  }
  throw new Error(`${file} has no version.`);
}
