// @ts-check
import { allows } from './bundle.js';

/**
 * A package as npm's lockfiles list it.
 * @typedef {{
 *   version?: string, integrity?: string, link?: boolean,
 *   dev?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean,
 *   os?: readonly string[], cpu?: readonly string[],
 * }} LockedPackage
 */

/**
 * Packages by their folder, relative to the workbook: `node_modules/vitest`.
 * @typedef {Readonly<Record<string, LockedPackage>>} LockedPackages
 */

/**
 * What is to be installed, and why, as half a sentence.
 * @typedef {{ readonly dev: boolean, readonly reason: string }} Plan
 */

/**
 * @typedef {object} State
 * @property {LockedPackages} wanted what package-lock.json lists
 * @property {LockedPackages | null} installed what node_modules/.package-lock.json lists, which npm writes at
 *   the end of an installation; null when it is not there
 * @property {boolean} hasFolder whether node_modules is there
 * @property {boolean} dev whether the tools for `npm test` are asked for
 * @property {string} platform
 * @property {string} arch
 * @property {(folder: string) => boolean} isPresent whether a package's folder is there
 */

/**
 * Decides whether packages must be installed.
 *
 * The lists are compared package by package. Times of files say less: `git pull` and `git checkout` touch
 * package-lock.json without changing it, and a folder that was copied has times of its own.
 *
 * Tools that were installed once stay: an update by `npm start` does not take them away again.
 *
 * @param {State} state
 * @returns {Plan | null} null when all is there
 */
export function decide({ wanted, installed, hasFolder, dev, platform, arch, isPresent }) {
  if (!installed) {
    return { dev, reason: hasFolder ? 'the last installation did not finish' : 'first start' };
  }
  const foreign = Object.values(installed).some(
    (found) => !allows(found.os, platform) || !allows(found.cpu, arch),
  );
  const hasDev = Object.keys(installed).some((folder) => wanted[folder]?.dev);
  const plan = (/** @type {string} */ reason) => ({ dev: dev || hasDev, reason });
  if (foreign) return plan('they were installed on another system');

  let toolsMissing = false;
  for (const [folder, locked] of Object.entries(wanted)) {
    if (folder === '' || locked.link) continue;
    const found = installed[folder];
    if (!found) {
      if (locked.optional || locked.peer) continue;
      if (locked.dev || locked.devOptional) toolsMissing = true;
      else return plan(`${nameOf(folder)} is new since the last installation`);
    } else if (isOther(found, locked)) {
      return plan('package-lock.json has changed since the last installation');
    } else if (!isPresent(folder)) {
      return plan(`${nameOf(folder)} is missing`);
    }
  }
  return dev && toolsMissing ? plan('npm test needs more tools than npm start') : null;
}

/**
 * @param {LockedPackage} found
 * @param {LockedPackage} locked
 */
function isOther(found, locked) {
  if (found.version !== locked.version) return true;
  return Boolean(found.integrity && locked.integrity && found.integrity !== locked.integrity);
}

/** @param {string} folder */
function nameOf(folder) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
