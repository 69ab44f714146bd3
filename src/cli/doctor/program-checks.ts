import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { planFor } from '../../../bin/install/install.js';
import type { Catalog, Exercise } from '../../catalog/index.ts';
import { isInstalled, isLearnerFolder, isPack, packageFolder } from '../../catalog/places.ts';
import { type Report, startRunner } from '../../runner/index.ts';
import { type Check, fail, note, pass } from './check.ts';
import { missingPackages } from './missing-packages.ts';

const specs = 'Specs';

/** Node: this code runs only in one that is new enough, the launcher sees to that. */
export function checkNode(): Check {
  const { platform, arch, version } = process;
  return pass('Node', `${version} on ${platform} ${arch}; 20.19, 22.12 or newer is needed.`);
}

/** Whether the packages of this program are those of its lockfile. */
export function checkInstallation(): Check {
  const name = 'Installation';
  if (isInstalled) return checkInstalledPackage(name);
  try {
    const plan = planFor();
    if (plan !== null) return fail(name, `Packages are not complete: ${plan.reason}.`, 'npm start');
    const found = 'Complete and as package-lock.json lists it';
    if (isPack(packageFolder)) return pass(name, `${found}.`);
    const tools = planFor(undefined, true) === null ? 'with' : 'without';
    return pass(name, `${found}, ${tools} the tools of npm test.`);
  } catch (error) {
    const [finding = '', ...cure] = error instanceof Error ? error.message.split('\n') : [];
    return fail(name, finding, cure.join(' ').trim());
  }
}

/** Of a package that npm has installed there is no lockfile here; it is npm's own. */
function checkInstalledPackage(name: string): Check {
  const missing = missingPackages(packageFolder);
  return missing.length === 0
    ? pass(name, `All packages that ${packageFolder} depends on are there.`)
    : fail(name, `Packages are missing: ${missing.join(', ')}.`, 'npm install');
}

/**
 * Whether specs run at all: those of the first exercise, against its reference. Without it, as in a pack, against the
 * stub, for which every spec must be waiting.
 */
export async function checkSpecs(catalog: Catalog): Promise<Check> {
  const [exercise] = catalog.exercises;
  if (!exercise) {
    return fail(
      specs,
      `There are no exercises in ${catalog.root}.`,
      'Name the workbook with --root.',
    );
  }
  const runner = await startRunner({ root: catalog.root });
  try {
    return existsSync(exercise.files.solution)
      ? checkReference(exercise, await runner.run(exercise, { implementation: 'solution' }))
      : checkStub(exercise, await runner.run(exercise, { implementation: 'stub' }));
  } finally {
    await runner.close();
  }
}

function checkReference({ number }: Exercise, report: Report): Check {
  const of = `of exercise ${number} against the reference`;
  return report.state === 'passed'
    ? pass(
        specs,
        `All ${report.tests.length} ${of} pass, in ${Math.round(report.milliseconds)} ms.`,
      )
    : fail(
        specs,
        `Those ${of} do not pass: ${causeOf(report)}`,
        `npx workbook run ${number} --solution shows more. git status shows files that were changed.`,
      );
}

function checkStub({ number }: Exercise, report: Report): Check {
  const of = `of exercise ${number}`;
  const isAsDue = report.tests.length > 0 && report.tests.every(({ state }) => state === 'waiting');
  return isAsDue
    ? pass(
        specs,
        `All ${report.tests.length} ${of} wait for the stub to be written, in ${Math.round(report.milliseconds)} ms.`,
      )
    : fail(
        specs,
        `Those ${of} do not run as they should: ${causeOf(report)}`,
        'Unpack the archive that you were given to a new folder.',
      );
}

function causeOf({ error, tests, state }: Report): string {
  return error?.message ?? tests.find(({ message }) => message)?.message ?? state;
}

/** Git is a help, not a need: with it a damaged file of the workbook is brought back. */
export function checkGit(root: string): Check {
  const name = 'Git';
  const { status, stdout } = spawnSync('git', ['--version'], { encoding: 'utf8' });
  if (status !== 0) {
    return note(
      name,
      'Not found. The workbook runs without it.',
      'With git from https://git-scm.com a damaged file can be brought back, and updates fetched.',
    );
  }
  const version = stdout.trim().replace(/^git version /, '');
  const inside = spawnSync('git', ['rev-parse', '--is-inside-work-tree'], { cwd: root });
  if (isLearnerFolder(root)) {
    return inside.status === 0
      ? pass(name, `${version}, and this folder is in a repository.`)
      : note(name, `${version}, but this folder is in no repository.`, 'git init');
  }
  return inside.status === 0
    ? pass(name, `${version}, and this folder is a clone.`)
    : note(
        name,
        `${version}, but this folder is no clone: a damaged file cannot be brought back with it.`,
        'A clone can also be updated: git clone the workbook and copy your files over.',
      );
}
