import { explainFailure } from '../../bin/install/explain-failure.js';
import { findNpm } from '../../bin/install/find-npm.js';
import { runNpm } from '../../bin/install/run-npm.js';
import { WorkbookError } from '../errors.ts';

export interface NpmInstall {
  /** The folder in which npm installs. */
  readonly root: string;
  /** The packages to get anew; without any, what package.json lists. */
  readonly packages?: readonly string[];
  /** What failed, as the beginning of a message: "The folder is made, but npm install failed in it." */
  readonly failed: string;
}

/**
 * Has npm install, with its own output on standard error.
 *
 * @throws WorkbookError with cause and cure when npm is missing or fails, or was interrupted
 */
export async function npmInstall({ root, packages = [], failed }: NpmInstall): Promise<void> {
  const { execPath, platform, env } = process;
  const npm = findNpm({ execPath, platform, env });
  if (npm === null) {
    throw new WorkbookError(
      `${failed} npm is not found.`,
      'It comes with Node from https://nodejs.org; on Debian and Ubuntu: sudo apt install npm. Then run the command again.',
    );
  }
  const args = ['install', ...packages, '--install-links', '--install-strategy=hoisted', ...quiet];
  const result = await runNpm({ npm, args, root, onStart: () => {} });
  if (result.state === 'done') return;
  if (result.state === 'interrupted') throw new WorkbookError(failed, 'Run the command again.');
  const [cause = '', ...cure] = explainFailure(result.code).split('\n');
  throw new WorkbookError(`${failed} ${cause}`, cure.join(' ').trim());
}

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
