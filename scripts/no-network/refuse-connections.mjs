// Loaded ahead of everything in every Node process (NODE_OPTIONS), this makes a process find the network as a
// machine that is not connected finds it. The loopback interface stays. Plain JavaScript, because it runs
// before anything that could load TypeScript.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';
import { keptOnLoopback, NoNetwork } from '../../src/runner/offline.mjs';

const { connect } = Socket.prototype;

/** @this {Socket} @param {any[]} args */
Socket.prototype.connect = function connectToLoopback(...args) {
  try {
    return Reflect.apply(connect, this, keptOnLoopback(args));
  } catch (error) {
    if (!(error instanceof NoNetwork)) throw error;
    const { target } = error;
    note(target);
    this.connecting = true;
    process.nextTick(() => this.destroy(systemError('connect', 'ENETUNREACH', target)));
    return this;
  }
};

const { lookup, promises } = dns;
const lookupPromise = promises.lookup;

/** @type {any} */
const lookupHere = (
  /** @type {string} */ host,
  /** @type {any} */ options,
  /** @type {any} */ callback,
) => {
  if (isHere(host)) return lookup(host, options, callback);
  note(host);
  const done = typeof options === 'function' ? options : callback;
  process.nextTick(() => done(systemError('getaddrinfo', 'ENOTFOUND', host)));
};
dns.lookup = lookupHere;

/** @type {any} */
const lookupHerePromised = async (/** @type {string} */ host, /** @type {any} */ options) => {
  if (isHere(host)) return lookupPromise(host, options);
  note(host);
  throw systemError('getaddrinfo', 'ENOTFOUND', host);
};
promises.lookup = lookupHerePromised;

syncBuiltinESMExports();

/** @param {string} host */
function isHere(host) {
  return !host || host === 'localhost' || isIP(host) > 0;
}

/** @param {string} target */
function note(target) {
  const file = process.env.REFUSED_CONNECTIONS;
  if (file) appendFileSync(file, `${target} by ${process.argv.slice(1).join(' ')}\n`);
}

/** @param {string} syscall @param {string} code @param {string} target */
function systemError(syscall, code, target) {
  return Object.assign(new Error(`${syscall} ${code} ${target}`), { code, syscall });
}
