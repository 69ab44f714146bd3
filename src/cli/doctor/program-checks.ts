import { spawnSync } from 'node:child_process';
import { planFor } from '../../../bin/install/install.js';
import type { Catalog } from '../../catalog/index.ts';
import { startRunner } from '../../runner/index.ts';
import { type Check, fail, note, pass } from './check.ts';

/** Node: this code runs only in one that is new enough, the launcher sees to that. */
export function checkNode(): Check {
  const { platform, arch, version } = process;
  return pass('Node', `${version} on ${platform} ${arch}; 20.19, 22.12 or newer is needed.`);
}

/** Whether the packages of this program are those of its lockfile. */
export function checkInstallation(): Check {
  const name = 'Installation';
  try {
    const plan = planFor();
    if (plan !== null) return fail(name, `Packages are not complete: ${plan.reason}.`, 'npm start');
    const tools = planFor(undefined, true) === null ? 'with' : 'without';
    return pass(
      name,
      `Complete and as package-lock.json lists it, ${tools} the tools of npm test.`,
    );
  } catch (error) {
    const [finding = '', ...cure] = error instanceof Error ? error.message.split('\n') : [];
    return fail(name, finding, cure.join(' ').trim());
  }
}

/** Whether specs run at all: those of the first exercise, against its reference. */
export async function checkSpecs(catalog: Catalog): Promise<Check> {
  const name = 'Specs';
  const [exercise] = catalog.exercises;
  if (!exercise) {
    return fail(
      name,
      `There are no exercises in ${catalog.root}.`,
      'Name the workbook with --root.',
    );
  }
  const runner = await startRunner({ root: catalog.root });
  try {
    const report = await runner.run(exercise, { implementation: 'solution' });
    const of = `of exercise ${exercise.number} against the reference`;
    if (report.state === 'passed') {
      return pass(
        name,
        `All ${report.tests.length} ${of} pass, in ${Math.round(report.milliseconds)} ms.`,
      );
    }
    const cause = report.error?.message ?? report.tests.find(({ message }) => message)?.message;
    return fail(
      name,
      `Those ${of} do not pass: ${cause ?? report.state}`,
      `npx workbook run ${exercise.number} --solution shows more. git status shows files that were changed.`,
    );
  } finally {
    await runner.close();
  }
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
  return inside.status === 0
    ? pass(name, `${version}, and this folder is a clone.`)
    : note(
        name,
        `${version}, but this folder is no clone: a damaged file cannot be brought back with it.`,
        'A clone can also be updated: git clone the workbook and copy your files over.',
      );
}
