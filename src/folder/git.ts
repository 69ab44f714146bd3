import { spawnSync } from 'node:child_process';

/**
 * Makes a folder a git repository, unless it is in one.
 *
 * @returns what it found; nothing is committed
 */
export function initRepository(root: string): 'made' | 'inside another' | 'no git' {
  if (git(root, 'rev-parse', '--is-inside-work-tree') === 0) return 'inside another';
  return git(root, 'init', '--quiet') === 0 ? 'made' : 'no git';
}

function git(root: string, ...args: readonly string[]): number | null {
  return spawnSync('git', args, { cwd: root, stdio: 'ignore', windowsHide: true }).status;
}
