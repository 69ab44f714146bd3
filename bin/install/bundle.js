// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which a pack may carry the packages, so that it is installed without a network. */
export const bundleFolder = 'npm-cache';

/**
 * A package as a lockfile lists it, as far as it says where it comes from and where it goes.
 * @typedef {{
 *   readonly name?: string, readonly version?: string, readonly resolved?: string, readonly integrity?: string,
 *   readonly dev?: boolean, readonly link?: boolean,
 *   readonly os?: readonly string[], readonly cpu?: readonly string[], readonly libc?: readonly string[],
 * }} BundledPackage
 */

/** @typedef {Readonly<Record<string, BundledPackage>>} BundledPackages by their folder, relative to the workbook */

/**
 * A system to install on, in Node's words. libc is null where there is only one.
 * @typedef {{ readonly os: string, readonly cpu: string, readonly libc: 'glibc' | 'musl' | null }} System
 */

/**
 * The folders of the packages that npm would install on a system without the tools for development.
 *
 * @param {BundledPackages} packages
 * @param {System} system
 * @returns {string[]}
 */
export function packagesFor(packages, system) {
  return Object.entries(packages)
    .filter(([folder, { dev, link }]) => folder !== '' && !dev && !link)
    .filter(([, { os, cpu, libc }]) => {
      if (!allows(os, system.os) || !allows(cpu, system.cpu)) return false;
      return system.os !== 'linux' || system.libc === null || allows(libc, system.libc);
    })
    .map(([folder]) => folder);
}

/**
 * What a bundle lacks for a system.
 *
 * @param {BundledPackages} packages
 * @param {System} system
 * @param {(file: string) => boolean} has whether the bundle holds a file, named by its path from the workbook
 * @returns {string[]} folders of packages; empty when the bundle has all
 */
export function missingFrom(packages, system, has) {
  return packagesFor(packages, system).filter((folder) => {
    const file = fileOf(packages[folder]);
    return file === null || !has(file);
  });
}

/**
 * The file in the bundle that a package is installed from.
 *
 * @param {BundledPackage | undefined} locked
 * @returns {string | null} its path from the workbook; null when the bundle was made without it
 */
export function fileOf(locked) {
  const [, file] = /^file:(.+)$/.exec(locked?.resolved ?? '') ?? [];
  return file?.startsWith(`${bundleFolder}/`) ? file : null;
}

/**
 * Why a workbook cannot be installed from the packages that it carries.
 *
 * @param {string} root
 * @param {BundledPackages} packages
 * @param {System} [system]
 * @returns {string | null} the cause, and on a second line the cure; null when nothing is in the way
 */
export function bundleProblem(root, packages, system = thisSystem()) {
  const missing = missingFrom(packages, system, (file) => existsSync(join(root, file)));
  const [first] = missing;
  if (first === undefined) return null;
  const { os, cpu, libc } = system;
  const name = first.slice(first.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (missing.some((folder) => fileOf(packages[folder]) !== null)) {
    return (
      `Of the packages that this workbook carries in ${bundleFolder}, ${missing.length} cannot be found: ${name}${missing.length > 1 ? ' and others' : ''}.\n` +
      '  Unpack the archive once more, whole, and run the command again.'
    );
  }
  return (
    `This workbook carries its packages for other systems: ${name} for ${os} ${cpu}${libc ? ` (${libc})` : ''} is not among them.\n` +
    '  Ask for the archive without a bundle; it is installed over the network.'
  );
}

/** @returns {System} */
function thisSystem() {
  return { os: process.platform, cpu: process.arch, libc: ownLibc() };
}

/** @returns {System['libc']} */
function ownLibc() {
  if (process.platform !== 'linux') return null;
  const report = process.report.getReport();
  const header = typeof report === 'object' && 'header' in report ? report.header : null;
  const hasGlibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  return hasGlibc ? 'glibc' : 'musl';
}

/**
 * Whether an `os`, `cpu` or `libc` of a package allows a system: `["linux"]`, `["!win32"]`, or nothing.
 *
 * @param {readonly string[] | undefined} allowed
 * @param {string} own
 */
export function allows(allowed, own) {
  if (!allowed || allowed.length === 0) return true;
  if (allowed.includes(`!${own}`)) return false;
  return allowed.includes(own) || allowed.every((name) => name.startsWith('!'));
}
