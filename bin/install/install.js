// @ts-check
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFolder, bundleProblem } from './bundle.js';
import { claimInstallation } from './claim.js';
import { decide } from './decide.js';
import { explainFailure } from './explain-failure.js';
import { findNpm } from './find-npm.js';
import { runNpm } from './run-npm.js';
import { restore, setAside } from './set-aside.js';

const neededMegabytes = 300;

const done = 0;
const workbookBroken = 3;
const interrupted = 130;

const home = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Installs the packages that the workbook needs, where they are missing or not those of the lockfile. Says
 * nothing when all is there.
 *
 * @param {{ readonly dev?: boolean, readonly root?: string }} [options] dev: also the tools for `npm test`
 * @returns {Promise<number>} the exit code: 0, 3 when it failed (and why has been said), 130 after ctrl-c
 */
export async function install({ dev = false, root = home } = {}) {
  try {
    if (planFor(root, dev) === null) return done;
    const claim = await claimInstallation(join(root, '.workbook', 'installing'), () =>
      say('Another start is installing the packages; waiting for it.'),
    );
    try {
      return await installClaimed({ root, dev, claim });
    } finally {
      claim.release();
    }
  } catch (error) {
    say(`\n${explainError(error)}`);
    return workbookBroken;
  }
}

/**
 * @param {{ root: string, dev: boolean, claim: import('./claim.js').Claim }} options
 */
async function installClaimed({ root, dev, claim }) {
  const folder = join(root, 'node_modules');
  const aside = join(root, '.workbook', 'node_modules.before');
  // A start that was ended by force left its predecessor's packages there.
  if (!existsSync(join(folder, '.package-lock.json'))) restore(folder, aside);
  const plan = planFor(root, dev);
  if (plan === null) return done;
  const npm = findNpm({ execPath: process.execPath, platform: process.platform, env: process.env });
  if (npm === null) throw new Problem(npmMissing);

  const bundled = existsSync(join(root, bundleFolder));
  requireBundle(root, bundled);
  requireSpace(root);

  say(
    bundled
      ? `Installing the packages that came with the workbook (${plan.reason}); no network is used …`
      : `Installing the packages that the workbook is made with (${plan.reason}) …`,
  );
  const before = setAside(folder, aside);
  const cache = join(root, '.workbook', 'npm');
  const args = [...argumentsFor(plan), ...(bundled ? offlineArguments(cache) : [])];
  const result = await runNpm({ npm, args, root, onStart: claim.passTo });
  rmSync(cache, { recursive: true, force: true });
  if (result.state === 'done') {
    before.discard();
    return done;
  }
  before.restore();
  if (result.state === 'interrupted') return interrupted;
  throw new Problem(explainFailure(result.code, { bundled }));
}

/**
 * @param {string} root
 * @param {boolean} bundled
 * @throws Problem when the packages that the workbook carries are not those that this system needs
 */
function requireBundle(root, bundled) {
  const problem = bundled
    ? bundleProblem(root, packagesIn(join(root, 'package-lock.json')) ?? {})
    : null;
  if (problem !== null) throw new Problem(problem);
}

/**
 * @param {string} root
 * @throws Problem when there is too little space on the disk
 */
function requireSpace(root) {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 1e6;
  if (free < neededMegabytes) {
    throw new Problem(
      `The disk is nearly full: ${Math.floor(free)} MB are free, and the installation needs about ${neededMegabytes}.\n` +
        '  Free some space and run the command again.',
    );
  }
}

/**
 * The layout and the kinds of packages are named, so that settings of the reader's own npm do not change them.
 *
 * @param {import('./decide.js').Plan} plan
 */
function argumentsFor({ dev }) {
  return [
    'ci',
    dev ? '--include=dev' : '--omit=dev',
    '--install-strategy=hoisted',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
  ];
}

/**
 * The reader's own cache is left alone: it may belong to another user, or hold a damaged copy.
 *
 * @param {string} cache
 */
function offlineArguments(cache) {
  return ['--offline', `--cache=${cache}`];
}

/**
 * What would have to be installed, and why.
 *
 * @param {string} [root]
 * @param {boolean} [dev] whether the tools for `npm test` count too
 * @returns {import('./decide.js').Plan | null} null when all is there
 * @throws Error whose message says cause and cure, when package-lock.json is missing or damaged
 */
export function planFor(root = home, dev = false) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  if (wanted === null) throw new Problem(lockfileBroken);
  return decide({
    wanted,
    installed: packagesIn(join(root, 'node_modules', '.package-lock.json')),
    hasFolder: existsSync(join(root, 'node_modules')),
    dev,
    platform: process.platform,
    arch: process.arch,
    isPresent: (folder) => existsSync(join(root, folder, 'package.json')),
  });
}

/**
 * @param {string} file
 * @returns {import('./decide.js').LockedPackages | null} null when it is missing or no lockfile
 */
function packagesIn(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof packages === 'object' ? packages : null;
  } catch {
    return null;
  }
}

/** An end that has been explained to the reader. */
class Problem extends Error {}

/** @param {unknown} error */
function explainError(error) {
  if (error instanceof Problem) return error.message;
  if (error instanceof Error && 'code' in error) return explainFailure(String(error.code));
  return `The installation failed.\n  ${error}`;
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}

const npmMissing =
  'npm is not found, and the workbook is installed with it.\n' +
  '  It comes with Node from https://nodejs.org; on Debian and Ubuntu: sudo apt install npm. Then run the command again.';

const lockfileBroken =
  'package-lock.json is missing or damaged: it lists what is to be installed.\n' +
  '  git checkout -- package-lock.json brings it back.';
