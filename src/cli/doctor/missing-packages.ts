import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The packages that the package in `folder` depends on and that Node would not find from there. */
export function missingPackages(folder: string): readonly string[] {
  const facts: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const dependencies: unknown = Reflect.get(Object(facts), 'dependencies');
  return Object.keys(Object(dependencies)).filter((name) => !isFound(folder, name));
}

function isFound(folder: string, name: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  const above = dirname(folder);
  return above !== folder && isFound(above, name);
}
