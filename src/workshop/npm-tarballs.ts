import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainFailure } from '../../bin/install/explain-failure.js';
import { findNpm } from '../../bin/install/find-npm.js';
import { type NpmResult, runNpm } from '../../bin/install/run-npm.js';
import { WorkbookError } from '../errors.ts';
import type { FetchTarballs } from './bundle.ts';

const atOnce = 4;

/**
 * Gets packages with `npm pack`, from npm's own cache where it has them.
 *
 * @param program the folder of the workbook's package: a registry that is set for it is asked
 * @throws WorkbookError when npm is not found, or says why it cannot get them
 */
export function npmTarballs(program: string): FetchTarballs {
  return async (specs) => {
    const { execPath, platform, env } = process;
    const npm = findNpm({ execPath, platform, env });
    if (npm === null) {
      throw new WorkbookError('npm is not found.', 'It comes with Node from https://nodejs.org.');
    }
    const target = mkdtempSync(join(tmpdir(), 'workbook-bundle-'));
    try {
      const shares = Array.from({ length: atOnce }, (_, share) => ({
        folder: join(target, String(share)),
        specs: specs.filter((_, index) => index % atOnce === share),
      })).filter((share) => share.specs.length > 0);
      const results = await Promise.all(shares.map((share) => pack(npm, program, share)));
      const failed = results.find(({ state }) => state !== 'done');
      if (failed) throw explained(failed);
      return shares.flatMap(({ folder }) =>
        readdirSync(folder).map((name) => readFileSync(join(folder, name))),
      );
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  };
}

interface Share {
  readonly folder: string;
  readonly specs: readonly string[];
}

function pack(npm: string, root: string, { folder, specs }: Share): Promise<NpmResult> {
  mkdirSync(folder);
  const args = ['pack', ...specs, `--pack-destination=${folder}`, '--prefer-offline', '--silent'];
  return runNpm({ npm, args, root, quiet: true, onStart: () => {} });
}

function explained(failed: NpmResult): WorkbookError {
  if (failed.state !== 'failed') {
    return new WorkbookError('The bundle was not made: npm was stopped.', 'Run the command again.');
  }
  const [cause = '', cure = ''] = explainFailure(failed.code).split('\n');
  return new WorkbookError(`The bundle was not made. ${cause}`, cure.trim());
}
