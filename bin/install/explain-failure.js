// @ts-check

const again = 'run the command again';

/** @type {readonly { readonly codes: RegExp, readonly cause: string, readonly cure: string }[]} */
const known = [
  {
    codes:
      /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ENOTCACHED|FETCH_ERROR|EIDLETIMEOUT|ERR_SOCKET_CONNECTION_TIMEOUT)$/,
    cause: 'The packages could not be downloaded: the npm registry cannot be reached.',
    cure: `Check the network (behind a proxy: npm config set proxy http://HOST:PORT) and ${again}. Once installed, the workbook needs no network.`,
  },
  {
    codes: /^(SELF_SIGNED_CERT|UNABLE_TO_|DEPTH_ZERO|CERT_|ERR_TLS|EPROTO)/,
    cause:
      'The packages could not be downloaded: the certificate of the npm registry is not trusted.',
    cure: `A company proxy is the usual cause. Ask for its certificate, set NODE_EXTRA_CA_CERTS to that file and ${again}.`,
  },
  {
    codes: /^(E401|E403|E407|ENEEDAUTH|EOTP)$/,
    cause: 'The packages could not be downloaded: the npm registry or a proxy wants a login.',
    cure: `npm config get registry shows which one is asked. Log in there, or go back to the public one with npm config delete registry, and ${again}.`,
  },
  {
    codes: /^(E404|ETARGET|E5\d\d)$/,
    cause: 'The packages could not be downloaded: the npm registry does not give them out.',
    cure: `npm config get registry shows which one is asked; npm config delete registry goes back to the public one, which has all of them. Then ${again}.`,
  },
  {
    codes: /^EINTEGRITY$/,
    cause: 'A downloaded package is damaged.',
    cure: `npm cache clean --force, then ${again}.`,
  },
  {
    codes: /^(ENOSPC|EDQUOT)$/,
    cause: 'The disk is full.',
    cure: `Free about 500 MB and ${again}.`,
  },
  {
    codes: /^EROFS$/,
    cause: 'The folder is read-only.',
    cure: `Copy the workbook to a folder that you may write to, and ${again} there.`,
  },
  {
    codes: /^(EACCES|EPERM)$/,
    cause: 'You may not write to this folder, or to a file in node_modules or in npm’s cache.',
    cure: `Copy the workbook to a folder of your own. If an earlier command was run as administrator, give the files back to you or delete node_modules; then ${again}.`,
  },
  {
    codes: /^(EBUSY|ENOTEMPTY|ETXTBSY)$/,
    cause: 'A file in node_modules is in use.',
    cure: `Close other terminals and editors that have the workbook open, and ${again}.`,
  },
  {
    codes: /^(EUSAGE|EJSONPARSE|ENOLOCK)$/,
    cause: 'package.json and package-lock.json do not fit together.',
    cure: `git checkout -- package.json package-lock.json, then ${again}.`,
  },
];

const damagedBundle = {
  codes: /^(EINTEGRITY|ENOENT|ENOTCACHED|TAR_BAD_ARCHIVE|Z_\w+)$/,
  cause: 'A package that came with the workbook is damaged.',
  cure: `Unpack the archive once more, whole, and ${again}.`,
};

/**
 * Says why an installation failed and what helps.
 *
 * @param {string | null} code npm's or the system's code of the error; null when there is none
 * @param {{ readonly bundled?: boolean }} [options] bundled: the packages came with the workbook
 * @returns {string} the cause, and on a second line the cure
 */
export function explainFailure(code, { bundled = false } = {}) {
  const table = bundled ? [damagedBundle, ...known] : known;
  const found = table.find(({ codes }) => code !== null && codes.test(code));
  const cause = found?.cause ?? 'npm could not install the packages; its own message stands above.';
  const cure = found?.cure ?? `Correct what it names, and ${again}.`;
  return `${cause}${code === null ? '' : ` (${code})`}\n  ${cure}`;
}

/**
 * The code of the error that a log of npm names: `error code ENOTFOUND`, or that of a file that could not be
 * unpacked: `warn tar TAR_ENTRY_ERROR ENOSPC`.
 *
 * @param {string} log
 * @returns {string | null}
 */
export function codeInLog(log) {
  return /\b(?:error code|TAR_ENTRY_ERROR) (\w+)/.exec(log)?.[1] ?? null;
}
