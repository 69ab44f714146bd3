import { findNpm } from '../../bin/install/find-npm.js';

/**
 * The path of npm's own script, to be run with Node.
 *
 * @throws Error when npm is not found
 */
export function npmScript(): string {
  const { execPath, platform, env } = process;
  const script = findNpm({ execPath, platform, env });
  if (script === null) throw new Error('npm is not found; it comes with Node from nodejs.org.');
  return script;
}
